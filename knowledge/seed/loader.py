"""Load the seed: check everything, then make the database equal to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from knowledge.database import writing
from knowledge.errors import SeedError
from knowledge.models import Base, KnowledgeVersion, Revision
from knowledge.seed.checks import check_seed
from knowledge.seed.files import SeedContent, read_seed
from knowledge.seed.problems import Problems
from knowledge.seed.rows import rows_of
from knowledge.seed.sync import defer_foreign_keys, plan, remove, write


@dataclass(frozen=True, slots=True)
class SeedChanges:
    """What loading did, in rows, and the version that stands now.

    Attributes:
        left_alone: Whether nothing was done because staff have published: from then
            on the database is the authority.
    """

    added: int
    changed: int
    removed: int
    version: int
    left_alone: bool = False


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

    As long as nobody has published from the staff console, the seed is authoritative:
    rows that it does not hold are deleted, also those that came from elsewhere. A
    second run finds nothing to do and leaves the version alone. From the first
    published revision on the content is left alone.

    Args:
        engine: A database at the newest revision.
        folder: The seed files.

    Raises:
        SeedError: The seed is wrong, or the database refused it; nothing is written.
    """
    with engine.connect() as connection:
        if _is_published(connection):
            # Not even read: what nobody uses any more must not stop a start.
            return _left_alone(connection)
    content = checked_seed(folder)
    try:
        with writing(engine).begin() as connection:
            _take_turn(connection)
            if _is_published(connection):
                return _left_alone(connection)
            return _write(connection, content)
    except IntegrityError as error:
        reason = " ".join(str(error.orig).split())
        raise SeedError([f"{folder.as_posix()}: the database refused: {reason}"]) from (
            error
        )


def _take_turn(connection: Connection) -> None:
    """Wait for a publish that is under way, which takes the same row.

    On SQLite the transaction holds the one write lock already.
    """
    connection.execute(select(KnowledgeVersion.version).with_for_update())


def _is_published(connection: Connection) -> bool:
    return connection.scalars(select(Revision.id).limit(1)).first() is not None


def _left_alone(connection: Connection) -> SeedChanges:
    return SeedChanges(0, 0, 0, _version(connection), left_alone=True)


def _version(connection: Connection) -> int:
    return connection.scalars(select(KnowledgeVersion.version)).one()


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
    defer_foreign_keys(connection)
    plans = [plan(connection, table, by_table[table]) for table in tables]
    for changes in reversed(plans):
        remove(connection, changes)
    for changes in plans:
        write(connection, changes)
    return SeedChanges(
        added=sum(len(changes.added) for changes in plans),
        changed=sum(len(changes.changed) for changes in plans),
        removed=sum(len(changes.removed) for changes in plans),
        version=_version(connection),
    )
