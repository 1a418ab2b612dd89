"""The declarative base, and the small pieces that many tables share."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from knowledge.vocabulary import FIRST_YEAR, LAST_YEAR

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all live tables; what stands in them is published."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {str: Text()}  # noqa: RUF012 - read by SQLAlchemy


class RecordBase(DeclarativeBase):
    """Base of what the running system writes down; no seed touches these tables."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {str: Text()}  # noqa: RUF012 - read by SQLAlchemy


def filled(*columns: str) -> tuple[CheckConstraint, ...]:
    """Demand that each text column holds more than blanks."""
    return tuple(
        CheckConstraint(f"trim({column}) <> ''", name=f"{column}_filled")
        for column in columns
    )


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Demand that a column holds one of a closed list."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def year(column: str) -> CheckConstraint:
    """Demand a plausible year, which catches typing slips such as 20211."""
    return CheckConstraint(
        f"{column} BETWEEN {FIRST_YEAR} AND {LAST_YEAR}", name=f"{column}_range"
    )


def partial_date(column: str) -> tuple[CheckConstraint, ...]:
    """Demand YYYY, YYYY-MM or YYYY-MM-DD; empty means that nobody knows."""
    day = f"substr({column} || '-01-01', 1, 10)"
    shape = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"
    sqlite = (
        f"length({column}) IN (0, 4, 7, 10) AND ({column} = '' OR date({day}) IS {day})"
    )
    return (
        CheckConstraint(sqlite, name=f"{column}_shape").ddl_if(dialect="sqlite"),
        CheckConstraint(f"{column} ~ '{shape}'", name=f"{column}_shape").ddl_if(
            dialect="postgresql"
        ),
    )


def iso_date(*columns: str) -> tuple[CheckConstraint, ...]:
    """Demand a real day where the database itself does not know dates (SQLite)."""
    return tuple(
        CheckConstraint(f"{column} IS date({column})", name=f"{column}_day").ddl_if(
            dialect="sqlite"
        )
        for column in columns
    )


def references(target: str, *, cascade: bool = False) -> ForeignKey:
    """Refer to another table.

    Deferrable, so that the loader can move rows in any order within one
    transaction. Only what is a part of its owner goes with it (cascade).
    """
    return ForeignKey(
        target,
        ondelete="CASCADE" if cascade else None,
        deferrable=True,
        initially="IMMEDIATE",
    )
