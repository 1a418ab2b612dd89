"""How a text sounds."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.nlu.pinyin import canonical, cut_syllables, similar, sound_of, units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhang", "zan"),
        ("chang", "can"),
        ("shi", "si"),
        ("ning", "lin"),
        ("neng", "len"),
        ("na", "la"),
        ("ping", "pin"),
    ],
)
def test_what_is_mixed_up_sounds_the_same(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hu", "fu"), ("ka", "ga"), ("tuo", "duo"), ("wan", "wo")]
)
def test_what_is_told_apart_sounds_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("dong", "tong", True),
        ("yuan", "luan", True),
        ("ban", "bao", True),
        ("ban", "ku", False),
        # Without a beginning there is only the end to compare.
        ("an", "ao", False),
        ("an", "ban", True),
    ],
)
def test_similar(one: str, other: str, alike: bool) -> None:
    assert similar(one, other) is alike
    assert similar(other, one) is alike


def test_homophones_sound_the_same() -> None:
    assert [sound_of(char) for char in "拖管"] == [sound_of(char) for char in "托馆"]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("tuoguan", ("tuo", "guan")),
        ("huigongbao", ("hui", "gong", "bao")),
        # The fewest syllables, where several cuts are possible.
        ("xian", ("xian",)),
        ("app", None),
        ("wx", None),
        ("hello", None),
    ],
)
def test_cut_syllables(word: str, syllables: tuple[str, ...] | None) -> None:
    assert cut_syllables(word) == syllables


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("托管", ["托", "管"]),
        ("打12351吧", ["打", "12351", "吧"]),
        ("app怎么下", ["app", "怎", "么", "下"]),
        ("tuoguan咋报", ["tuo", "guan", "咋", "报"]),
        # One syllable in a Chinese sentence is a word, not pinyin.
        ("he咋报", ["he", "咋", "报"]),
        ("wo yao bao ming", ["wo", "yao", "bao", "ming"]),
        ("在哪?", ["在", "哪", "?"]),
        ("", []),
    ],
)
def test_units(text: str, written: list[str]) -> None:
    assert [unit.text for unit in units(text)] == written


@pytest.mark.parametrize(
    "text", ["打12351问tuoguan班", "ni hao 123", "a,b 托管!", "下载 app 2021年"]
)
def test_units_lie_where_they_say(text: str) -> None:
    found = units(text)
    assert [text[unit.start : unit.end] for unit in found] == [u.text for u in found]
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert "".join(unit.text for unit in found) == text.replace(" ", "")
