"""Load the seed: check everything, then make the database equal to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from knowledge.database import writing
from knowledge.errors import SeedError
from knowledge.models import Base, KnowledgeVersion
from knowledge.seed.checks import check_seed
from knowledge.seed.files import SeedContent, read_seed
from knowledge.seed.problems import Problems
from knowledge.seed.rows import rows_of
from knowledge.seed.sync import plan, remove, write


@dataclass(frozen=True, slots=True)
class SeedChanges:
    """What loading did, in rows, and the version that stands now."""

    added: int
    changed: int
    removed: int
    version: int


def checked_seed(folder: Path) -> SeedContent:
    """Read and check the seed without any database.

    Raises:
        SeedError: Something is wrong; it lists everything that is.
    """
    problems = Problems()
    content = read_seed(folder, problems)
    check_seed(content, problems)
    if problems.found:
        raise SeedError(problems.lines())
    return content


def load_seed(engine: Engine, folder: Path) -> SeedChanges:
    """Make the database equal to the seed, in one transaction.

    The seed is authoritative: rows that it does not hold are deleted, also those that
    came from elsewhere. A second run finds nothing to do and leaves the version alone.

    Args:
        engine: A database at the newest revision.
        folder: The seed files.

    Raises:
        SeedError: The seed is wrong, or the database refused it; nothing is written.
    """
    content = checked_seed(folder)
    try:
        with writing(engine).begin() as connection:
            return _write(connection, content)
    except IntegrityError as error:
        reason = " ".join(str(error.orig).split())
        raise SeedError([f"{folder.as_posix()}: the database refused: {reason}"]) from (
            error
        )


def _write(connection: Connection, content: SeedContent) -> SeedChanges:
    rows = rows_of(content)
    by_table: dict[Table, list[dict[str, object]]] = {}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        assert isinstance(table, Table)
        by_table[table] = rows.get(mapper.class_, [])
    tables = [
        table
        for table in Base.metadata.sorted_tables
        if table.name not in ("knowledge_version", "name_claim")
    ]
    _defer_foreign_keys(connection)
    plans = [plan(connection, table, by_table[table]) for table in tables]
    for changes in reversed(plans):
        remove(connection, changes)
    for changes in plans:
        write(connection, changes)
    return SeedChanges(
        added=sum(len(changes.added) for changes in plans),
        changed=sum(len(changes.changed) for changes in plans),
        removed=sum(len(changes.removed) for changes in plans),
        version=connection.scalars(select(KnowledgeVersion.version)).one(),
    )


def _defer_foreign_keys(connection: Connection) -> None:
    """Check references once, at the end: rows may then move in any order."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    else:
        connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
