"""The version rises with every change of content, and only then."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

from knowledge.models import Base

_CONTENT = sorted(set(Base.metadata.tables) - {"knowledge_version", "name_claim"})


@pytest.mark.parametrize("table", _CONTENT)
def test_every_table_raises_it(seeded: Engine, table: str) -> None:
    column = next(iter(Base.metadata.tables[table].primary_key)).name
    with seeded.begin() as connection:
        # Nothing stays of this: references may lead nowhere in between.
        _defer_foreign_keys(connection)
        versions = [_version(connection)]
        found = connection.execute(text(f"SELECT * FROM {table}")).mappings().first()
        assert found is not None
        row = dict(found)
        connection.execute(text(f"UPDATE {table} SET {column} = {column}"))
        versions.append(_version(connection))
        connection.execute(text(f"DELETE FROM {table}"))
        versions.append(_version(connection))
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        insert = text(f"INSERT INTO {table} ({names}) VALUES ({values})")
        connection.execute(insert, row)
        versions.append(_version(connection))
        assert versions == sorted(set(versions))
        connection.rollback()


def test_a_committed_change_is_seen_by_others(seeded: Engine) -> None:
    with seeded.connect() as connection:
        before = _version(connection)
    with seeded.begin() as connection:
        connection.execute(text("UPDATE answer SET text = '改了'"))
    with seeded.connect() as connection:
        assert _version(connection) > before


def test_a_change_taken_back_leaves_it(seeded: Engine) -> None:
    with seeded.connect() as connection:
        before = _version(connection)
        connection.execute(text("UPDATE answer SET text = '改了'"))
        assert _version(connection) > before
        connection.rollback()
        assert _version(connection) == before


def test_truncating_raises_it(kind: str, seeded: Engine) -> None:
    emptied = "TRUNCATE site" if kind == "postgresql" else "DELETE FROM site"
    with seeded.begin() as connection:
        before = _version(connection)
        connection.execute(text(emptied))
        assert _version(connection) > before


def _version(connection: Connection) -> int:
    query = text("SELECT version FROM knowledge_version")
    return int(connection.execute(query).scalar_one())


def _defer_foreign_keys(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(
        text(
            "PRAGMA defer_foreign_keys = ON"
            if sqlite
            else "SET CONSTRAINTS ALL DEFERRED"
        )
    )
