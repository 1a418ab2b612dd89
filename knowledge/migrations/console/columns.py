"""Fourth revision: kinds of column that several of its tables have."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number() -> sa.Column[int]:
    """Make a key that counts by itself."""
    return sa.Column("id", _NUMBER, autoincrement=True, nullable=False)


def numbered(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """Make a column that holds such a key of another table."""
    return sa.Column(name, _NUMBER, nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Make a column that holds a point in time."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """Make a column that holds text."""
    return sa.Column(name, sa.Text(), nullable=nullable)


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """Refer to the id of another table."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        initially="IMMEDIATE",
        deferrable=True,
    )


def filled(table: str, column: str) -> sa.CheckConstraint:
    """Demand more than blanks."""
    return sa.CheckConstraint(
        f"trim({column}) <> ''", name=op.f(f"ck_{table}_{column}_filled")
    )


def known(table: str, column: str, values: str) -> sa.CheckConstraint:
    """Demand one of the words of a list, which are divided by blanks."""
    listed = ", ".join(f"'{value}'" for value in values.split())
    return sa.CheckConstraint(
        f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known")
    )
