"""Second revision: the triggers of the first, put on further tables."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

_RAISE = "UPDATE knowledge_version SET version = version + 1 WHERE id = 1"


def watch(tables: Iterable[str]) -> None:
    """Raise the version with every change of these tables."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in tables:
        if postgresql:
            op.execute(
                f"CREATE TRIGGER version_{table} "
                f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION raise_knowledge_version()"
            )
            continue
        for event in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER version_{table}_{event.lower()} "
                f"AFTER {event} ON {table} BEGIN {_RAISE}; END"
            )
