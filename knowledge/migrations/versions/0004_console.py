"""Staff, drafts, revisions and the audit; live lists remember their order."""

from __future__ import annotations

from knowledge.migrations.console import append_only, content, order, people

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply this revision."""
    order.create()
    people.create()
    content.create()
    append_only.create()


def downgrade() -> None:
    """Take this revision back."""
    append_only.drop()
    content.drop()
    people.drop()
    order.drop()
