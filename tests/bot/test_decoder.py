"""Pinyin and wrong homophones back into what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.nlu.decoder import Decoder
from bot.nlu.language_model import Habits, LanguageModel

SENTENCES = [
    "托管班怎么报名",
    "托管班在哪",
    "托管班几点开门",
    "拖拉机",
    "管理费多少钱",
    "班长说的",
    "怎么办",
    "报纸",
    "深圳在哪",
    "怎么申请",
    "怎么申请托管",
    "怎么申请补助",
]


def _decoder(texts: Iterable[str]) -> Decoder:
    return Decoder(LanguageModel(Habits({}, {}, {}, {}, {}), texts))


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    return _decoder(SENTENCES)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tuoguanban zenme baoming", "托管班怎么报名"),
        ("tuo guan ban", "托管班"),
        # The character before decides: 托管, but 拖拉.
        ("tuolaji", "拖拉机"),
        ("tuoguan 12351", "托管12351"),
        # A syllable that no sentence has stays.
        ("tuoguan qiu", "托管qiu"),
        # Amid characters a run of several syllables is read, a word is not.
        ("tuoguan怎么报名", "托管怎么报名"),
        ("app怎么下", "app怎么下"),
        ("ai是啥", "ai是啥"),
        ("托管班", "托管班"),
        ("12351", "12351"),
        ("ban", "ban"),
        ("", ""),
    ],
)
def test_pinyin_is_read(decoder: Decoder, typed: str, read: str) -> None:
    assert decoder.decode(typed) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("怎么深请", "怎么申请"),
        ("托管班怎么保名", "托管班怎么报名"),
        # n and l, z and zh sound alike to many.
        ("怎么半", "怎么办"),
        # Right as it is: 深 and 拖 have company of their own.
        ("深圳在哪", "深圳在哪"),
        ("拖拉机", "拖拉机"),
        # Nobody wrote it yet, and nothing near is more likely.
        ("鹦鹉", "鹦鹉"),
    ],
)
def test_homophones_are_heard(decoder: Decoder, typed: str, meant: str) -> None:
    assert decoder.decode(typed) == meant


def test_a_second_reading_is_known() -> None:
    decoder = _decoder(["找谁办", "银行在哪"])
    assert decoder.decode("zhao shei ban") == "找谁办"
    assert decoder.decode("yin hang zai nei") == "银行在哪"


def test_the_dictionary_decides_between_what_nobody_wrote() -> None:
    words = {"微信": 9, "微": 9, "违心": 9, "违": 9}
    common = {"微": 90, "信": 90, "违": 1, "心": 1}
    habits = Habits({}, {}, {}, words, common)
    assert Decoder(LanguageModel(habits)).decode("wei xin") == "微信"


def test_without_sentences_nothing_is_read() -> None:
    assert _decoder([]).decode("tuo guan") == "tuoguan"
    assert _decoder([]).decode("拖管") == "拖管"


def test_it_always_decides_the_same() -> None:
    # 他 and 她 sound the same and are as frequent.
    readings = {_decoder(["他来", "她来"]).decode("ta lai") for _ in range(5)}
    assert len(readings) == 1


def test_habits_are_kept(tmp_path: Path) -> None:
    habits = Habits.learn(SENTENCES)
    habits.save(tmp_path / "habits.json")
    assert Habits.load(tmp_path / "habits.json") == habits
    assert habits.pairs["托管"] == 4
    # 学校 is a word of the dictionary, though no sentence has it.
    assert "学校" not in habits.pairs
    assert LanguageModel(habits).is_usual("学", "校")
