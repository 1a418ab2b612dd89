"""Fifth revision: imports, and which of them a draft came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.migrations.console.columns import (
    moment,
    number,
    numbered,
    reference,
    word,
)


def create() -> None:
    """Make the table and the column."""
    op.create_table(
        "draft_import",
        number(),
        word("file_name"),
        numbered("author_id"),
        moment("at"),
        sa.Column("drafts", sa.Integer(), nullable=False),
        reference("draft_import", "author_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_import")),
    )
    op.add_column("draft", sa.Column("import_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_draft_import_id_state"), "draft", ["import_id", "state"])


def drop() -> None:
    """Take them away; the drafts stay."""
    op.drop_index(op.f("ix_draft_import_id_state"), "draft")
    op.drop_column("draft", "import_id")
    op.drop_table("draft_import")
