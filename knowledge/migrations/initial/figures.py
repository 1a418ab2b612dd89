"""First revision: metrics, figures and their incomparable pairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = ("metric", "metric_alias", "figure", "figure_incomparable")


def create() -> None:
    """Make the tables."""
    op.create_table(
        "metric",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_metric_id_filled")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_metric_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric")),
        sa.UniqueConstraint("name", name=op.f("uq_metric_name")),
    )
    op.create_table(
        "metric_alias",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("metric_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('alias', 'phrasing')", name=op.f("ck_metric_alias_kind_known")
        ),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_metric_alias_text_filled")
        ),
        sa.ForeignKeyConstraint(
            ["metric_id"],
            ["metric.id"],
            name=op.f("fk_metric_alias_metric_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_metric_alias")),
    )
    op.create_index(
        op.f("ix_metric_alias_metric_id"), "metric_alias", ["metric_id"], unique=False
    )
    op.create_table(
        "figure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("metric_id", sa.Text(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column(
            "value",
            sa.Numeric(18, 6).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("caveat", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('target', 'result')", name=op.f("ck_figure_kind_known")
        ),
        sa.CheckConstraint(
            "trim(definition) <> ''", name=op.f("ck_figure_definition_filled")
        ),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_figure_id_filled")),
        sa.CheckConstraint(
            "trim(printed) <> ''", name=op.f("ck_figure_printed_filled")
        ),
        sa.CheckConstraint("trim(scope) <> ''", name=op.f("ck_figure_scope_filled")),
        sa.CheckConstraint("trim(unit) <> ''", name=op.f("ck_figure_unit_filled")),
        sa.CheckConstraint(
            "typeof(value) = 'integer'", name=op.f("ck_figure_value_exact")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "period BETWEEN 1990 AND 2100", name=op.f("ck_figure_period_range")
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_figure_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["metric_id"],
            ["metric.id"],
            name=op.f("fk_figure_metric_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_figure_programme_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_figure_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_figure_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    op.create_index(op.f("ix_figure_metric_id"), "figure", ["metric_id"], unique=False)
    op.create_index(
        op.f("ix_figure_programme_id"), "figure", ["programme_id"], unique=False
    )
    op.create_index(op.f("ix_figure_region_id"), "figure", ["region_id"], unique=False)
    op.create_index(op.f("ix_figure_source_id"), "figure", ["source_id"], unique=False)
    op.create_table(
        "figure_incomparable",
        sa.Column("first_id", sa.Text(), nullable=False),
        sa.Column("second_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "trim(reason) <> ''", name=op.f("ck_figure_incomparable_reason_filled")
        ),
        sa.CheckConstraint(
            "first_id < second_id", name=op.f("ck_figure_incomparable_pair_order")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            'first_id COLLATE "C" < second_id',
            name=op.f("ck_figure_incomparable_pair_order"),
        ).ddl_if(dialect="postgresql"),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["figure.id"],
            name=op.f("fk_figure_incomparable_first_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["figure.id"],
            name=op.f("fk_figure_incomparable_second_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "first_id", "second_id", name=op.f("pk_figure_incomparable")
        ),
    )
    op.create_index(
        op.f("ix_figure_incomparable_second_id"),
        "figure_incomparable",
        ["second_id"],
        unique=False,
    )
