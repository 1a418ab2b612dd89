"""Fourth revision: staff and their log-ins."""

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


def create() -> None:
    """Make the tables."""
    op.create_table(
        "staff",
        number(),
        word("login"),
        word("name"),
        word("password_hash", nullable=True),
        word("role"),
        sa.Column("regions", sa.JSON(), nullable=True),
        sa.Column("programmes", sa.JSON(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        word("totp_secret", nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        word("oidc_subject", nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        moment("locked_until", nullable=True),
        moment("created_at"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        filled("staff", "login"),
        filled("staff", "name"),
        known("staff", "role", "admin reviewer editor reader"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
        sa.UniqueConstraint("oidc_subject", name=op.f("uq_staff_oidc_subject")),
    )
    op.create_table(
        "staff_session",
        word("id"),
        numbered("staff_id"),
        moment("created_at"),
        moment("seen_at"),
        moment("expires_at"),
        word("address"),
        word("agent"),
        word("csrf"),
        moment("revoked_at", nullable=True),
        reference("staff_session", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
    )
    op.create_index(
        op.f("ix_staff_session_expires_at"), "staff_session", ["expires_at"]
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"])


def drop() -> None:
    """Take the tables away."""
    op.drop_table("staff_session")
    op.drop_table("staff")
