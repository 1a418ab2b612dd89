"""Imports are reviewed as a whole; the audit knows names."""

from __future__ import annotations

from knowledge.migrations.imports import audit, drafts

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply this revision."""
    drafts.create()
    audit.create()


def downgrade() -> None:
    """Take this revision back."""
    audit.drop()
    drafts.drop()
