"""A column type for decimal numbers that are exact on every database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

DECIMAL_PLACES = 6
_DIGITS = 18
_UNIT = Decimal(1).scaleb(-DECIMAL_PLACES)


class ExactDecimal(TypeDecorator[Decimal]):
    """NUMERIC on PostgreSQL; millionths as an integer on SQLite.

    SQLite has no decimals: NUMERIC goes through a binary float there, and text
    would sort 9 after 10. Integers are exact and sort as numbers do.
    """

    impl = Numeric(_DIGITS, DECIMAL_PLACES)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(_DIGITS, DECIMAL_PLACES))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Turn a Decimal into what is stored; refuse what would be rounded."""
        if value is None:
            return None
        if not is_storable(value):
            raise ValueError(f"{value} has more digits than can be stored exactly")
        return int(value / _UNIT) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Turn what is stored into a Decimal without trailing zeros."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return plain(Decimal(value) * _UNIT)
        return plain(Decimal(value))


def is_storable(value: Decimal) -> bool:
    """Tell whether a number fits the column without losing a digit."""
    exponent = plain(value).as_tuple().exponent if value.is_finite() else None
    return (
        isinstance(exponent, int)
        and exponent >= -DECIMAL_PLACES
        and abs(value) < Decimal(10) ** (_DIGITS - DECIMAL_PLACES)
    )


def plain(value: Decimal) -> Decimal:
    """Drop trailing zeros without falling into exponents: 1.60 → 1.6, 800 → 800."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return short.quantize(Decimal(1))
    return short
