"""Counts what a database hands over, row by row, whatever SQL asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine


@dataclass
class Count:
    """What was asked and handed over so far.

    Attributes:
        rows: Rows that reached Python.
        statements: Statements that were sent.
    """

    rows: int = 0
    statements: int = 0


@contextmanager
def counted(engine: Engine) -> Iterator[Count]:
    """Count for the time of a block.

    The drivers are asked, not the statements: a page that reads a whole table is
    found out even if it shows a part of it.
    """
    count = Count()
    # A connection that is open already has no counter yet.
    engine.dispose()

    def connect(connection: Any, _record: Any) -> None:
        connection.row_factory = (
            _psycopg_rows(count)
            if isinstance(connection, psycopg.Connection)
            else _sqlite_rows(count)
        )

    def sent(*_: Any) -> None:
        count.statements += 1

    event.listen(engine, "connect", connect)
    event.listen(engine, "before_cursor_execute", sent)
    try:
        yield count
    finally:
        event.remove(engine, "connect", connect)
        event.remove(engine, "before_cursor_execute", sent)
        engine.dispose()


def _sqlite_rows(count: Count) -> Callable[[Any, tuple[Any, ...]], tuple[Any, ...]]:
    def row(_cursor: Any, values: tuple[Any, ...]) -> tuple[Any, ...]:
        count.rows += 1
        return values

    return row


def _psycopg_rows(
    count: Count,
) -> Callable[[Any], Callable[[Sequence[Any]], tuple[Any, ...]]]:
    def row(values: Sequence[Any]) -> tuple[Any, ...]:
        count.rows += 1
        return tuple(values)

    return lambda _cursor: row
