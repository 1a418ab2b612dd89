"""First revision: what triggers keep: the version and the taken names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = ("knowledge_version", "name_claim")


def create() -> None:
    """Make the tables."""
    op.create_table(
        "knowledge_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_knowledge_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_version")),
    )
    op.create_table(
        "name_claim",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space", "text", name=op.f("pk_name_claim")),
    )
