"""Read what hangs on several owners at once, in its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m

_Row = TypeVar("_Row", bound=m.Base)


def children(
    session: Session,
    table: type[_Row],
    owner: str,
    owners: Sequence[str],
    *order: str,
) -> dict[str, list[_Row]]:
    """Read the rows of a table that belong to some owners.

    Args:
        session: The database.
        table: Whose rows.
        owner: Name of the column that holds the owner's id.
        owners: Ids of the owners.
        *order: Names of the columns that give the order.

    Returns:
        Rows by owner; an owner without any has an empty list.
    """
    column = getattr(table, owner)
    statement = (
        select(table)
        .where(column.in_(owners))
        .order_by(*(getattr(table, name) for name in order))
    )
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in session.scalars(statement):
        found[getattr(row, owner)].append(row)
    return found


def texts(rows: Iterable[Any], kind: str | None = None) -> list[str]:
    """Give the texts of alias rows, of one kind of alias if they have kinds."""
    return [row.text for row in rows if kind is None or row.kind == kind]


def fields(row: Any, *names: str) -> dict[str, Any]:
    """Give columns that a document has under the same names."""
    return {name: getattr(row, name) for name in names}


def day(value: Any) -> str | None:
    """Write a day as documents do."""
    return None if value is None else value.isoformat()
