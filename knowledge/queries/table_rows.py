"""Read tables row by row, and gather what belongs to one owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m

_Row = TypeVar("_Row", bound=m.Base)
_Value = TypeVar("_Value")
_Key = TypeVar("_Key")


def rows(session: Session, model: type[_Row], *order: str) -> Iterator[_Row]:
    """Read a table, ordered by columns."""
    columns = [getattr(model, name) for name in order]
    yield from session.scalars(select(model).order_by(*columns))


def lists(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    """Gather the values of each key, in their order."""
    found: defaultdict[_Key, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
