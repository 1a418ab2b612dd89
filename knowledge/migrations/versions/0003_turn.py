"""What workers asked and were told, one row a question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_STATUSES = (
    "'pending', 'answered', 'gap', 'clarify', 'signpost', 'smalltalk', 'out_of_scope',"
    " 'handoff', 'not_understood', 'refused', 'error'"
)


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "turn",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=True),
        sa.Column("envelope", sa.JSON(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("latency", sa.JSON(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("feedback_reason", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("knowledge_version", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "trim(conversation) <> ''", name=op.f("ck_turn_conversation_filled")
        ),
        sa.CheckConstraint(
            "trim(message_id) <> ''", name=op.f("ck_turn_message_id_filled")
        ),
        sa.CheckConstraint(
            "trim(question) <> ''", name=op.f("ck_turn_question_filled")
        ),
        sa.CheckConstraint(
            "channel IN ('widget', 'wechat', 'wecom')",
            name=op.f("ck_turn_channel_known"),
        ),
        sa.CheckConstraint(
            f"status IN ({_STATUSES})", name=op.f("ck_turn_status_known")
        ),
        sa.CheckConstraint(
            "feedback IN ('up', 'down')", name=op.f("ck_turn_feedback_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint(
            "conversation", "message_id", name=op.f("uq_turn_conversation_message_id")
        ),
        # Numbers are never given out twice: clients ask for what is after one.
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_turn_conversation_id"), "turn", ["conversation", "id"])
    op.create_index(op.f("ix_turn_asked_at"), "turn", ["asked_at"])
    op.create_index(op.f("ix_turn_status_deadline"), "turn", ["status", "deadline"])


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("turn")
