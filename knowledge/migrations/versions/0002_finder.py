"""The benefit finder as rows; they take the place of audiences."""

from __future__ import annotations

from knowledge.migrations.finder import audience, tables, version_triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply this revision."""
    audience.drop()
    tables.create()
    version_triggers.watch(tables.TABLES)


def downgrade() -> None:
    """Take this revision back."""
    tables.drop()
    audience.create()
    version_triggers.watch([audience.TABLE])
