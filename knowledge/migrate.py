"""Bring a database to a revision of the schema, from inside Python."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from knowledge.database import writing
from knowledge.errors import KnowledgeUnavailableError

_SCRIPTS = Path(__file__).parent / "migrations"
# Any constant will do; it only has to be the same for everybody who migrates.
_LOCK = 0x67_78_6E_01


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision; a database that is there already stays.

    Several processes may call this at the same time: one works, the others wait.

    Args:
        engine: The database; a missing SQLite file is made, with its folder.
        revision: How far to go.
    """
    _make_folder(engine)
    with writing(engine).begin() as connection:
        _take_turn(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the schema back to a revision; content that has no place there is lost."""
    with writing(engine).begin() as connection:
        _take_turn(connection)
        command.downgrade(_config(connection), revision)


def current_revision(engine: Engine) -> str | None:
    """Name the revision of the schema; None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def require_newest(engine: Engine) -> None:
    """Make sure that the database has the schema that this code was written for.

    Raises:
        KnowledgeUnavailableError: It has not, or cannot be opened at all.
    """
    try:
        found = current_revision(engine)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise KnowledgeUnavailableError(
            f"the database cannot be opened: {reason}; was python -m knowledge migrate "
            "run?"
        ) from error
    newest = ScriptDirectory.from_config(_config(None)).get_current_head()
    if found != newest:
        raise KnowledgeUnavailableError(
            f"the database is at revision {found or 'none'}, not at {newest}: "
            "run python -m knowledge migrate"
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _take_turn(connection: Connection) -> None:
    # On SQLite the transaction itself holds the one write lock.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def _make_folder(engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
