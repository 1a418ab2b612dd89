"""Make tables hold exactly the rows that are wanted, touching nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.engine import Connection

from knowledge.seed.rows import Row

_Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What one table lacks, holds too much, or holds differently."""

    table: Table
    removed: list[Row]
    added: list[Row]
    changed: list[Row]

    def __len__(self) -> int:
        return len(self.removed) + len(self.added) + len(self.changed)


def plan(
    connection: Connection,
    table: Table,
    wanted: list[Row],
    within: Sequence[ColumnElement[bool]] = (true(),),
) -> TablePlan:
    """Compare a table with the rows that it should hold.

    Rows that nothing hangs on are replaced rather than changed: then a name that has
    passed to another owner is free before it is taken again, and does not vanish with
    its old owner.

    Args:
        connection: The database.
        table: The table.
        wanted: All rows that should be there.
        within: Which rows to look at: those that meet one of these conditions. All
            others stay as they are.
    """
    keys = [column.name for column in table.primary_key]
    new = {_key(row, keys): row for row in wanted}
    old = {
        _key(row, keys): dict(row)
        for condition in within
        for row in connection.execute(select(table).where(condition)).mappings().all()
    }
    removed = [row for key, row in old.items() if key not in new]
    added = [row for key, row in new.items() if key not in old]
    changed = [row for key, row in new.items() if key in old and old[key] != row]
    if not _is_referred_to(table):
        removed += changed
        added += changed
        changed = []
    return TablePlan(table, removed, added, changed)


def remove(connection: Connection, changes: TablePlan) -> None:
    """Delete what the table should not hold."""
    if changes.removed:
        keys = list(changes.table.primary_key)
        statement = delete(changes.table).where(_by_key(keys))
        connection.execute(statement, [_bound(row, keys) for row in changes.removed])


def write(connection: Connection, changes: TablePlan) -> None:
    """Change and add what the table lacks."""
    table, keys = changes.table, list(changes.table.primary_key)
    if changes.changed:
        others = [column for column in table.columns if column not in set(keys)]
        values: Row = {column.name: bindparam(column.name) for column in others}
        statement = update(table).where(_by_key(keys)).values(values)
        rows = [
            {column.name: row[column.name] for column in others} | _bound(row, keys)
            for row in changes.changed
        ]
        connection.execute(statement, rows)
    if changes.added:
        connection.execute(insert(table), changes.added)


def defer_foreign_keys(connection: Connection) -> None:
    """Check references once, at the end: rows may then move in any order."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    else:
        connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def _key(row: Any, keys: list[str]) -> _Key:
    return tuple(row[key] for key in keys)


def _by_key(keys: list[Column[Any]]) -> Any:
    return and_(*(column == bindparam(f"key_{column.name}") for column in keys))


def _bound(row: Row, keys: list[Column[Any]]) -> Row:
    return {f"key_{column.name}": row[column.name] for column in keys}


def _is_referred_to(table: Table) -> bool:
    return any(
        key.column.table is table
        for other in table.metadata.tables.values()
        for key in other.foreign_keys
    )
