"""Figures come back digit for digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, StatementError

from knowledge.models import Figure
from knowledge.models.exact_decimal import is_storable, plain

_OTHERS = {
    "programme_id": "childcare",
    "metric_id": "station_new",
    "period": 2021,
    "kind": "result",
    "definition": "定",
    "unit": "亿",
    "qualifier": "",
    "printed": "印",
    "scope": "省",
    "region_id": "henan",
    "source_id": "undated",
    "position": 9,
}
_NUMBERS = ["0", "0.000001", "0.1", "9", "10", "21.63", "29.4", "91.6", "13250000"]
_LONGEST = "999999999999.999999"


def _store(engine: Engine, *values: str) -> None:
    rows = [
        {**_OTHERS, "id": f"n{i}", "value": Decimal(v)} for i, v in enumerate(values)
    ]
    with engine.begin() as connection:
        connection.execute(insert(Figure), rows)


def test_numbers_come_back_exactly(seeded: Engine) -> None:
    _store(seeded, *_NUMBERS, _LONGEST)
    query = select(Figure.value).where(Figure.id.like("n%")).order_by(Figure.value)
    with seeded.connect() as connection:
        found = connection.scalars(query).all()
    assert [format(number, "f") for number in found] == [*_NUMBERS, _LONGEST]


def test_numbers_compare_as_numbers(seeded: Engine) -> None:
    _store(seeded, "9", "10.5", "100")
    query = select(Figure.value).where(Figure.id.like("n%"))
    with seeded.connect() as connection:
        above = connection.scalars(query.where(Figure.value > Decimal("9.5"))).all()
        same = connection.scalars(query.where(Figure.value == Decimal("10.50"))).all()
    assert sorted(above) == [Decimal("10.5"), Decimal("100")]
    assert same == [Decimal("10.5")]


@pytest.mark.parametrize("number", ["0.0000001", "1000000000000", "NaN", "Infinity"])
def test_what_would_be_rounded_is_refused(seeded: Engine, number: str) -> None:
    with pytest.raises(StatementError, match="more digits"):
        _store(seeded, number)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_sqlite_takes_no_float(seeded: Engine) -> None:
    with pytest.raises(IntegrityError), seeded.begin() as connection:
        connection.execute(text("UPDATE figure SET value = 91.6"))


@pytest.mark.parametrize(
    ("number", "text_form"), [("1.60", "1.6"), ("800", "800"), ("1E+3", "1000")]
)
def test_plain(number: str, text_form: str) -> None:
    assert str(plain(Decimal(number))) == text_form
    assert is_storable(Decimal(number))
