"""Dates that are known only to the year or the month."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.dates import start_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", date(2021, 1, 1)),
        ("2021-02", date(2021, 2, 1)),
        ("2021-02-24", date(2021, 2, 24)),
        ("", None),
    ],
)
def test_start_of(text: str, day: date | None) -> None:
    assert start_of(text) == day


@pytest.mark.parametrize("text", ["21", "2021-2", "2021-13", "2021-02-30", "2021年"])
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        start_of(text)
