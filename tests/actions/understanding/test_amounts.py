"""The numbers that one message asks for."""

from __future__ import annotations

import pytest

from actions.understanding.amounts import asked_amounts


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("演了多少场,来了多少人看", ["场", "人"]),
        ("筹了几个钱帮了几个学生", ["元", "名"]),
        ("签了多少份管了多少企业多少职工", ["份", "家", "人"]),
        ("一共投了多少,吃上的有多少人次", ["元", "人次"]),
        ("花了多少钱盖了几个", ["元", "家"]),
        ("协商的比例到百分之几了", ["%"]),
        ("看演出的人有多少", ["人"]),
    ],
)
def test_each_number_tells_what_it_counts(text: str, units: list[str]) -> None:
    amounts = asked_amounts(text)
    assert len(amounts) == len(units)
    for amount, unit in zip(amounts, units, strict=True):
        assert amount.fits[-1](unit)


@pytest.mark.parametrize("text", ["几点开门", "收几岁的孩子", "是什么", "去几天"])
def test_a_day_an_hour_or_an_age_is_no_number_on_record(text: str) -> None:
    assert not asked_amounts(text)


def test_one_question_word_may_ask_for_several() -> None:
    words = [amount.words for amount in asked_amounts("新会员和新工会各有多少")]
    assert words == ["新会员", "新工会"]


def test_words_belong_to_the_number_that_they_stand_before() -> None:
    first, second, third = asked_amounts("示范班评了多少,惠及多少村多少人")
    assert first.words == first.own == "示范班评了多少"
    assert (second.words, third.words) == ("惠及多少村", "惠及多少村多少人")
    assert third.own == "村多少人"
