"""Second revision: the table that conditions take the place of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLE = "audience"


def create() -> None:
    """Make the table as the first revision did."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_audience_id_filled")),
        sa.CheckConstraint(
            "trim(reason) <> ''", name=op.f("ck_audience_reason_filled")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["worker_group.id"],
            name=op.f("fk_audience_group_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_audience_programme_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience")),
        sa.UniqueConstraint(
            "programme_id", "group_id", name=op.f("uq_audience_programme_id_group_id")
        ),
    )
    op.create_index(op.f("ix_audience_group_id"), TABLE, ["group_id"])
    everyone = sa.text("group_id IS NULL")
    op.create_index(
        "uq_audience_everyone",
        TABLE,
        ["programme_id"],
        unique=True,
        sqlite_where=everyone,
        postgresql_where=everyone,
    )


def drop() -> None:
    """Take the table away; its rows come back with the seed, as conditions."""
    op.drop_table(TABLE)
