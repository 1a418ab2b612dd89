"""All tables, the lexicon view, and the triggers that keep version and names."""

from __future__ import annotations

from alembic import op

from knowledge.migrations.initial import (
    bookkeeping,
    content,
    directory,
    figures,
    lexicon,
    name_triggers,
    places,
    programmes,
    version_triggers,
)

revision = "0001"
down_revision = None

# In an order that lets each table refer to those before it.
_PARTS = (places, programmes, content, figures, directory)


def upgrade() -> None:
    """Apply this revision."""
    bookkeeping.create()
    for part in _PARTS:
        part.create()
    lexicon.create()
    name_triggers.create()
    version_triggers.create(table for part in _PARTS for table in part.TABLES)


def downgrade() -> None:
    """Take this revision back."""
    lexicon.drop()
    name_triggers.drop()
    version_triggers.drop()
    for part in (*reversed(_PARTS), bookkeeping):
        for table in reversed(part.TABLES):
            op.drop_table(table)
