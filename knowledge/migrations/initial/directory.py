"""First revision: signposts, lookalikes and sites."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = ("signpost", "signpost_alias", "lookalike", "site")


def create() -> None:
    """Make the tables."""
    op.create_table(
        "signpost",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("hotline", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "trim(agency) <> ''", name=op.f("ck_signpost_agency_filled")
        ),
        sa.CheckConstraint(
            "trim(hotline) <> ''", name=op.f("ck_signpost_hotline_filled")
        ),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_signpost_id_filled")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_signpost_name_filled")),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_signpost_text_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signpost")),
        sa.UniqueConstraint("name", name=op.f("uq_signpost_name")),
    )
    op.create_table(
        "signpost_alias",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signpost_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('alias', 'phrasing')", name=op.f("ck_signpost_alias_kind_known")
        ),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_signpost_alias_text_filled")
        ),
        sa.ForeignKeyConstraint(
            ["signpost_id"],
            ["signpost.id"],
            name=op.f("fk_signpost_alias_signpost_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_signpost_alias")),
    )
    op.create_index(
        op.f("ix_signpost_alias_signpost_id"),
        "signpost_alias",
        ["signpost_id"],
        unique=False,
    )
    op.create_table(
        "lookalike",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("trim(note) <> ''", name=op.f("ck_lookalike_note_filled")),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_lookalike_text_filled")),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_lookalike")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(address) <> ''", name=op.f("ck_site_address_filled")),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_site_id_filled")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_site_name_filled")),
        sa.CheckConstraint(
            "(lat IS NULL) = (lon IS NULL)", name=op.f("ck_site_both_coordinates")
        ),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_site_lat_range")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_site_lon_range")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_site_programme_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_site_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_site_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_index(
        op.f("ix_site_programme_id"), "site", ["programme_id"], unique=False
    )
    op.create_index(op.f("ix_site_region_id"), "site", ["region_id"], unique=False)
    op.create_index(op.f("ix_site_source_id"), "site", ["source_id"], unique=False)
