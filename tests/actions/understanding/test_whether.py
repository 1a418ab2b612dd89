"""Questions for yes or no."""

from __future__ import annotations

import pytest

from actions.understanding.whether import (
    asks_whether,
    longest_common,
    what_about,
    what_there_is,
)


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("托管管饭不", True),
        ("能刷卡吗?", True),
        ("周末开不开门", True),
        ("有空调没有", True),
        ("托管怎么报名", False),
        ("要什么材料吗", False),
        ("几点开门呢", False),
        ("托管", False),
    ],
)
def test_what_is_to_be_answered_with_yes_or_no(text: str, whether: bool) -> None:
    assert asks_whether(text) is whether


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("管饭不", "管饭"),
        ("能不能带家属", "带家属"),
        ("有空调没有", "空调"),
        ("请问里面可以充电吗", "充电"),
        ("有吗", ""),
        ("我能申请不", ""),
    ],
)
def test_what_is_asked_about(text: str, about: str) -> None:
    assert what_about(text) == about


@pytest.mark.parametrize(
    ("words", "text", "length"),
    [("当银行卡使", "也能当银行卡用", 4), ("洗澡", "休息难", 0), ("家属", "属", 1)],
)
def test_the_longest_run_in_common(words: str, text: str, length: int) -> None:
    assert longest_common(words, text) == length


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("俺媳妇扫大街天不亮就走有没有管早饭的", "管早饭"),
        ("有没有人说有没有充电的地方", "充电地方"),
        ("早饭是不是免费", ""),
        ("空调有没有", ""),
    ],
)
def test_what_is_asked_to_be_there(text: str, wanted: str) -> None:
    assert what_there_is(text) == wanted
