"""Fourth revision: drafts, revisions, and the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.migrations.console.columns import (
    filled,
    known,
    moment,
    number,
    numbered,
    reference,
    word,
)

_KINDS = "programme figure metric signpost lookalike region group site source finder"
_OPEN = sa.text("state IN ('draft', 'review', 'sent_back')")


def create() -> None:
    """Make the tables."""
    _drafts()
    _revisions()
    _audit()


def drop() -> None:
    """Take the tables away."""
    for table in ("audit", "revision", "draft"):
        op.drop_table(table)


def _drafts() -> None:
    op.create_table(
        "draft",
        number(),
        word("kind"),
        word("item_id"),
        word("action"),
        sa.Column("document", sa.JSON(), nullable=True),
        sa.Column("base", sa.JSON(), nullable=True),
        sa.Column("base_revision", sa.Integer(), nullable=True),
        word("state"),
        numbered("author_id"),
        sa.Column("authors", sa.JSON(), nullable=False),
        numbered("reviewer_id", nullable=True),
        word("note", nullable=True),
        moment("created_at"),
        moment("updated_at"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        filled("draft", "item_id"),
        known("draft", "kind", _KINDS),
        known("draft", "action", "put remove"),
        known("draft", "state", "draft review sent_back published discarded"),
        sa.CheckConstraint(
            "(action = 'remove') = (document IS NULL)",
            name=op.f("ck_draft_document_unless_removed"),
        ),
        reference("draft", "author_id", "staff"),
        reference("draft", "reviewer_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(
        "uq_draft_open",
        "draft",
        ["kind", "item_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(op.f("ix_draft_state_updated_at"), "draft", ["state", "updated_at"])
    op.create_index(op.f("ix_draft_author_id"), "draft", ["author_id"])


def _revisions() -> None:
    op.create_table(
        "revision",
        number(),
        word("kind"),
        word("item_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=True),
        numbered("author_id", nullable=True),
        numbered("reviewer_id", nullable=True),
        moment("at"),
        word("why"),
        numbered("draft_id", nullable=True),
        sa.Column("knowledge_version", sa.BigInteger(), nullable=False),
        filled("revision", "item_id"),
        known("revision", "kind", _KINDS),
        reference("revision", "author_id", "staff"),
        reference("revision", "reviewer_id", "staff"),
        reference("revision", "draft_id", "draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "kind", "item_id", "number", name=op.f("uq_revision_kind_item_id_number")
        ),
    )
    op.create_index(op.f("ix_revision_at"), "revision", ["at"])


def _audit() -> None:
    op.create_table(
        "audit",
        number(),
        moment("at"),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        word("login"),
        word("address"),
        word("event"),
        word("kind", nullable=True),
        word("item_id", nullable=True),
        word("field", nullable=True),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        filled("audit", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])
    op.create_index(op.f("ix_audit_kind_item_id"), "audit", ["kind", "item_id"])
    op.create_index(op.f("ix_audit_staff_id"), "audit", ["staff_id"])
