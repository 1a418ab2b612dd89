"""Fourth revision: triggers that let history only grow."""

from __future__ import annotations

from alembic import op

_TABLES = ("audit", "revision")


def create() -> None:
    """Refuse to change or delete rows of the history."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for table in _TABLES:
            op.execute(
                f"CREATE TRIGGER history_{table} "
                f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change()"
            )
        return
    for table in _TABLES:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER history_{table}_{event.lower()} "
                f"BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )


def drop() -> None:
    """Take away what would hinder, or not go with, the tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_history_change() CASCADE")
        return
    # SQLite's DROP TABLE deletes rows without firing triggers.
