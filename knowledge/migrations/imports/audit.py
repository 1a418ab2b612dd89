"""Fifth revision: the audit keeps what things were called at the time."""

from __future__ import annotations

from alembic import op

from knowledge.migrations.console.columns import word


def create() -> None:
    """Add the column; what was written down before stays without."""
    op.add_column("audit", word("title", nullable=True))


def drop() -> None:
    """Take it away."""
    op.drop_column("audit", "title")
