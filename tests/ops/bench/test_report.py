"""The table and what it says about the aim."""

from __future__ import annotations

import pytest

from ops.bench.load import Sample
from ops.bench.report import Result, table, verdict


def _result(name: str, took: float, seconds: float, errors: int = 0) -> Result:
    rounds = [Sample(seconds, [took] * 10, errors, 0.01) for _ in range(2)]
    return Result(
        name=name,
        startup_seconds=20.4,
        megabytes={"bot": 1000.2, "actions": 99.9},
        samples={1: rounds, 8: rounds},
        busy={"bot": 4.04, "actions": 1.5},
    )


_OURS = _result("ours", 0.010, 0.1)
_STOCK = _result("stock Rasa", 0.040, 1.0, errors=3)


def test_rates_and_percentiles_are_over_all_rounds() -> None:
    mixed = Result(
        "mixed",
        1,
        {},
        {1: [Sample(1.0, [0.1] * 10), Sample(3.0, [0.3] * 10)]},
    )
    assert mixed.rate(1) == 5
    assert mixed.rates(1) == [10, pytest.approx(10 / 3)]
    assert mixed.percentile(1, 0.5) == pytest.approx(300)
    assert mixed.percentile(1, 0.25) == pytest.approx(100)
    assert mixed.percentile(1, 0.99) == pytest.approx(300)


def test_the_table_has_every_bot_at_every_number_of_clients() -> None:
    text = table(_OURS, [_STOCK])
    assert "| 1 | ours | 100.0 | 10.0 | 10.0 | 10.00 | 0.25 |" in text
    assert "| 8 | stock Rasa | 10.0 | 40.0 | 40.0 | 1.00 | 1.00 |" in text
    assert "| ours | 20 | 1000 + 100 | 4.0 + 1.5 |" in text
    assert "same 40 sentences" in text
    assert "ours 0, stock Rasa 12" in text


def test_the_aim_is_met_or_what_misses_it_is_named() -> None:
    assert verdict(_OURS, _STOCK) == []
    missed = verdict(_result("ours", 0.030, 0.5), _STOCK)
    assert missed == [
        "2.00 × the messages at 1 clients, not 5",
        "0.75 of the p50 at 1 clients, not 0.33",
        "2.00 × the messages at 8 clients, not 5",
        "0.75 of the p50 at 8 clients, not 0.33",
    ]
