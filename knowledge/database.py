"""Engines for SQLite and PostgreSQL that behave alike."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url

from settings import Settings

_WAIT_MS = 5000


def create_engine(settings: Settings) -> Engine:
    """Make the engine that the settings name.

    On SQLite every transaction opens with an explicit ``BEGIN``, because Python's
    driver otherwise starts one only before a write, and several reads would then
    see several states of the database.

    Args:
        settings: Where ``database_url`` comes from.

    Returns:
        An engine; nothing is connected yet.
    """
    return engine_for(settings.database_url)


def engine_for(url: str) -> Engine:
    """Make the engine for a URL as people write it (no driver named)."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = sa.create_engine(parsed)
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return sa.create_engine(parsed, pool_pre_ping=True)


def writing(engine: Engine) -> Engine:
    """Give the same engine for transactions that will write.

    A SQLite transaction that reads first and writes later fails at once when
    somebody else wrote in between; one that takes the write lock first waits.
    """
    return engine.execution_options(sqlite_begin="IMMEDIATE")


def snapshot_reads(engine: Engine) -> Engine:
    """Give the same engine for transactions whose reads all see one state."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def single_reads(engine: Engine) -> Engine:
    """Give the same engine for one lone read: no transaction around it."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
