"""Search a list in one pass, also where it is very long."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from knowledge.publishing.kinds import kind_of
from knowledge.publishing.reading.lists import LISTS

MOST: Final = 2000
"""As many finds are listed; whoever has more has to say more."""


def matching_ids(
    session: Session, kind: str, search: str, filters: Mapping[str, Any]
) -> list[str]:
    """Give the ids of what a search finds, in the order of the list.

    Counting and reading a page would go through all texts twice.

    Args:
        session: The database.
        kind: Which list; the finder's commands are not searched.
        search: A text that one of the item's words holds.
        filters: As for ``live_documents``; None means any.

    Returns:
        ``MOST`` ids at most.
    """
    chosen, shape = kind_of(kind), LISTS[kind]
    escaped = search.replace("/", "//").replace("%", "/%").replace("_", "/_")
    pattern = f"%{escaped}%"
    found = [_holds(session, _joined(shape.searched), pattern)]
    found += [condition(pattern) for condition in shape.searched_within]
    statement = select(getattr(chosen.table, chosen.key)).where(or_(*found))
    for name, value in filters.items():
        if value is not None:
            statement = statement.where(shape.filters[name](value))
    order = [getattr(chosen.table, name) for name in shape.order]
    return list(session.scalars(statement.order_by(*order).limit(MOST)))


def _joined(columns: tuple[Any, ...]) -> ColumnElement[str]:
    # One comparison a row; the line end keeps finds within a column.
    texts = [func.coalesce(column, "") for column in columns]
    return reduce(lambda left, right: left.concat("\n").concat(right), texts)


def _holds(
    session: Session, text: ColumnElement[str], pattern: str
) -> ColumnElement[bool]:
    if session.get_bind().dialect.name == "sqlite":
        # There LIKE ignores case by itself; lowering every text takes its time.
        return text.like(pattern, escape="/")
    return text.ilike(pattern, escape="/")
