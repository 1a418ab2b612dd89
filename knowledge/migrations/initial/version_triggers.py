"""First revision: triggers that raise the version with every change of content.

They sit in the database, so that a change by hand in SQL is seen as well. The number
rises within the writer's transaction: readers see both or neither.
"""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

_RAISE = "UPDATE knowledge_version SET version = version + 1 WHERE id = 1"
_KEPT = "knowledge_version keeps its one row"


def create(tables: Iterable[str]) -> None:
    """Put the one row in, guard it, and watch the tables."""
    op.execute("INSERT INTO knowledge_version (id, version) VALUES (1, 1)")
    if op.get_bind().dialect.name == "postgresql":
        _create_postgresql(tables)
    else:
        _create_sqlite(tables)


def drop() -> None:
    """Take away what does not go with the tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION raise_knowledge_version() CASCADE")
        op.execute("DROP FUNCTION keep_knowledge_version() CASCADE")


def _create_sqlite(tables: Iterable[str]) -> None:
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER version_{table}_{event.lower()} "
                f"AFTER {event} ON {table} BEGIN {_RAISE}; END"
            )
    op.execute(
        "CREATE TRIGGER version_kept BEFORE DELETE ON knowledge_version "
        f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    )


def _create_postgresql(tables: Iterable[str]) -> None:
    op.execute(
        "CREATE FUNCTION raise_knowledge_version() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {_RAISE}; RETURN NULL; END $$"
    )
    for table in tables:
        op.execute(
            f"CREATE TRIGGER version_{table} "
            f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION raise_knowledge_version()"
        )
    op.execute(
        "CREATE FUNCTION keep_knowledge_version() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN RAISE EXCEPTION '{_KEPT}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER version_kept BEFORE DELETE OR TRUNCATE ON knowledge_version "
        "FOR EACH STATEMENT EXECUTE FUNCTION keep_knowledge_version()"
    )
