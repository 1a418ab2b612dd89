"""First revision: triggers that make a name unique across several tables.

Each text that competes with others is written into ``name_claim``, whose primary key
then refuses a second owner; unlike a look-up this holds under concurrent writers too.
"""

from __future__ import annotations

from alembic import op

# (table, column, space of names that compete)
_CLAIMS = (
    ("programme", "name", "topic"),
    ("programme_alias", "text", "topic"),
    ("signpost", "name", "topic"),
    ("signpost_alias", "text", "topic"),
    ("lookalike", "text", "topic"),
    ("metric", "name", "metric"),
    ("metric_alias", "text", "metric"),
    ("region", "name", "region"),
    ("region_alias", "text", "region"),
    ("worker_group", "name", "group"),
    ("worker_group_alias", "text", "group"),
    ("faq", "question", "faq"),
    ("faq_phrasing", "text", "faq"),
)


def create() -> None:
    """Watch all columns that hold names."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, column, space in _CLAIMS:
        claim = f"INSERT INTO name_claim (space, text) VALUES ('{space}', NEW.{column})"
        free = f"DELETE FROM name_claim WHERE space = '{space}' AND text = OLD.{column}"
        for event, timing, body in (
            ("insert", "INSERT", f"{claim};"),
            ("update", f"UPDATE OF {column}", f"{free}; {claim};"),
            ("delete", "DELETE", f"{free};"),
        ):
            name = f"claim_{table}_{event}"
            if postgresql:
                op.execute(
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
                    f"AS $$ BEGIN {body} RETURN NULL; END $$"
                )
                action = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            else:
                action = f"BEGIN {body} END"
            op.execute(f"CREATE TRIGGER {name} AFTER {timing} ON {table} {action}")


def drop() -> None:
    """Take away what does not go with the tables."""
    if op.get_bind().dialect.name == "postgresql":
        for table, _, _ in _CLAIMS:
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP FUNCTION claim_{table}_{event}() CASCADE")
