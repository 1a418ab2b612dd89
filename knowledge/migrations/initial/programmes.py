"""First revision: programmes, their names, editions and audiences."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = ("programme", "programme_alias", "edition", "audience")


def create() -> None:
    """Make the tables."""
    op.create_table(
        "programme",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('service', 'campaign', 'whole')",
            name=op.f("ck_programme_kind_known"),
        ),
        sa.CheckConstraint(
            "service_id IS NULL OR kind = 'campaign'",
            name=op.f("ck_programme_service_of_campaign"),
        ),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_programme_id_filled")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_programme_name_filled")),
        sa.CheckConstraint(
            "trim(summary) <> ''", name=op.f("ck_programme_summary_filled")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["programme.id"],
            name=op.f("fk_programme_service_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("name", name=op.f("uq_programme_name")),
    )
    op.create_index(
        op.f("ix_programme_service_id"), "programme", ["service_id"], unique=False
    )
    op.create_table(
        "programme_alias",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('alias', 'phrasing')", name=op.f("ck_programme_alias_kind_known")
        ),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_programme_alias_text_filled")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_alias_programme_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_programme_alias")),
    )
    op.create_index(
        op.f("ix_programme_alias_programme_id"),
        "programme_alias",
        ["programme_id"],
        unique=False,
    )
    op.create_table(
        "edition",
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "list IN ('five', 'ten')", name=op.f("ck_edition_list_known")
        ),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_edition_name_filled")),
        sa.CheckConstraint("position > 0", name=op.f("ck_edition_position_positive")),
        sa.CheckConstraint(
            "year BETWEEN 1990 AND 2100", name=op.f("ck_edition_year_range")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_edition_programme_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_edition_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "programme_id", "year", "list", name=op.f("pk_edition")
        ),
    )
    op.create_index(
        op.f("ix_edition_source_id"), "edition", ["source_id"], unique=False
    )
    op.create_table(
        "audience",
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
    op.create_index(
        op.f("ix_audience_group_id"), "audience", ["group_id"], unique=False
    )
    op.create_index(
        "uq_audience_everyone",
        "audience",
        ["programme_id"],
        unique=True,
        sqlite_where=sa.text("group_id IS NULL"),
        postgresql_where=sa.text("group_id IS NULL"),
    )
