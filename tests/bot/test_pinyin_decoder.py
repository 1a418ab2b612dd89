"""Pinyin back into characters."""

from __future__ import annotations

import pytest

from bot.nlu.pinyin_decoder import PinyinDecoder

SENTENCES = ["托管班怎么报名", "拖拉机", "管理费多少钱", "班长说的", "怎么办", "报纸"]


@pytest.fixture(scope="module")
def decoder() -> PinyinDecoder:
    return PinyinDecoder(SENTENCES)


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
def test_decode(decoder: PinyinDecoder, typed: str, read: str) -> None:
    assert decoder.decode(typed) == read


def test_without_sentences_nothing_is_read() -> None:
    assert PinyinDecoder([]).decode("tuo guan") == "tuoguan"


def test_it_always_decides_the_same() -> None:
    # 他 and 她 sound the same and are as frequent.
    readings = {PinyinDecoder(["他来", "她来"]).decode("ta lai") for _ in range(5)}
    assert len(readings) == 1
