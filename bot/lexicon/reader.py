"""Read the lexicon view and the knowledge version out of the SQL database."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine

_ENTRIES = sa.text("SELECT text, kind, target FROM lexicon ORDER BY kind, target, text")
_VERSION = sa.text("SELECT version FROM knowledge_version")


@dataclass(frozen=True)
class Entry:
    """One row of the lexicon view: a text, what it is, what it stands for."""

    text: str
    kind: str
    target: str


def make_engine(database_url: str) -> Engine:
    """Return an engine of SQLAlchemy 1.4, the version that Rasa pins."""
    return sa.create_engine(database_url, pool_pre_ping=True)


def read_version(engine: Engine) -> int:
    """Return the number that every published change raises."""
    with engine.connect() as connection:
        return int(connection.execute(_VERSION).scalar_one())


def read_entries(engine: Engine) -> tuple[int, list[Entry]]:
    """Return the version and every entry that was published with it."""
    with engine.connect() as connection, connection.begin():
        # The version comes first: a change between the two reads is then picked
        # up again by the next poll instead of being missed.
        version = int(connection.execute(_VERSION).scalar_one())
        rows = connection.execute(_ENTRIES).all()
    return version, [Entry(str(r.text), str(r.kind), str(r.target)) for r in rows]
