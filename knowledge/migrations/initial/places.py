"""First revision: where content comes from, holds, and for whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = (
    "source",
    "region",
    "region_alias",
    "worker_group",
    "worker_group_alias",
    "worker_group_source",
)


def create() -> None:
    """Make the tables."""
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "date ~ '^(\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)?$'",
            name=op.f("ck_source_date_shape"),
        ).ddl_if(dialect="postgresql"),
        sa.CheckConstraint(
            "length(date) IN (0, 4, 7, 10) AND (date = '' OR "
            "date(substr(date || '-01-01', 1, 10)) IS substr(date || '-01-01', 1, 10))",
            name=op.f("ck_source_date_shape"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_source_id_filled")),
        sa.CheckConstraint(
            "trim(publisher) <> ''", name=op.f("ck_source_publisher_filled")
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_source_title_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "region",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'country') = (parent_id IS NULL)",
            name=op.f("ck_region_parent_unless_country"),
        ),
        sa.CheckConstraint(
            "kind IN ('country', 'province', 'city', 'county', 'system')",
            name=op.f("ck_region_kind_known"),
        ),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_region_id_filled")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_region_name_filled")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_region_parent_is_other")),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["region.id"],
            name=op.f("fk_region_parent_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("name", name=op.f("uq_region_name")),
    )
    op.create_index(op.f("ix_region_parent_id"), "region", ["parent_id"], unique=False)
    op.create_table(
        "region_alias",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_region_alias_text_filled")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_region_alias_region_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_region_alias")),
    )
    op.create_index(
        op.f("ix_region_alias_region_id"), "region_alias", ["region_id"], unique=False
    )
    op.create_table(
        "worker_group",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_worker_group_id_filled")),
        sa.CheckConstraint(
            "trim(name) <> ''", name=op.f("ck_worker_group_name_filled")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_group")),
        sa.UniqueConstraint("name", name=op.f("uq_worker_group_name")),
    )
    op.create_table(
        "worker_group_alias",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_worker_group_alias_text_filled")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["worker_group.id"],
            name=op.f("fk_worker_group_alias_group_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_worker_group_alias")),
    )
    op.create_index(
        op.f("ix_worker_group_alias_group_id"),
        "worker_group_alias",
        ["group_id"],
        unique=False,
    )
    op.create_table(
        "worker_group_source",
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["worker_group.id"],
            name=op.f("fk_worker_group_source_group_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_worker_group_source_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "group_id", "source_id", name=op.f("pk_worker_group_source")
        ),
    )
    op.create_index(
        op.f("ix_worker_group_source_source_id"),
        "worker_group_source",
        ["source_id"],
        unique=False,
    )
