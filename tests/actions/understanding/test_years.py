"""Two digits are a year where the talk is about one, and nowhere else."""

from __future__ import annotations

import pytest

from actions.understanding.memory import Memory
from actions.understanding.years import with_bare_year
from tests.actions.messages import turn

FIGURES = Memory(service="breakfast", aspect="figure", period=2020)


@pytest.mark.parametrize(
    ("text", "year"),
    [("21呢", 2021), ("那19的呢", 2019), ("二一呢", 2021), ("22有没有?", 2022)],
)
def test_in_a_talk_about_a_year_it_is_one(text: str, year: int) -> None:
    read = with_bare_year(turn(text, "pick"), FIGURES)
    assert list(read.years) == [year]
    assert read.intent == "inform"


@pytest.mark.parametrize(
    "memory",
    [
        Memory(),
        Memory(service="childcare", aspect="eligibility"),
        Memory(service="breakfast", aspect="figure"),
    ],
)
def test_elsewhere_it_is_not(memory: Memory) -> None:
    read = turn("21呢", "inform")
    assert with_bare_year(read, memory) is read


@pytest.mark.parametrize("text", ["21岁行不行", "3呢", "210呢", "21个人呢"])
def test_what_counts_something_is_not(text: str) -> None:
    read = turn(text, "inform")
    assert with_bare_year(read, FIGURES) is read
