"""First revision: answers, questions and known gaps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_ASPECTS = (
    "aspect IN ('intro', 'eligibility', 'howto', 'materials', 'amount', 'location', "
    "'time', 'contact', 'basis', 'figure', 'complaint')"
)

TABLES = ("answer", "answer_source", "known_gap", "faq", "faq_phrasing", "faq_source")


def create() -> None:
    """Make the tables."""
    op.create_table(
        "answer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.Text(), nullable=True),
        sa.Column("caveat", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "as_of ~ '^(\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)?$'",
            name=op.f("ck_answer_as_of_shape"),
        ).ddl_if(dialect="postgresql"),
        sa.CheckConstraint(
            _ASPECTS,
            name=op.f("ck_answer_aspect_known"),
        ),
        sa.CheckConstraint(
            "length(as_of) IN (0, 4, 7, 10) AND (as_of = '' OR date(substr("
            "as_of || '-01-01', 1, 10)) IS substr(as_of || '-01-01', 1, 10))",
            name=op.f("ck_answer_as_of_shape"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_answer_id_filled")),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_answer_text_filled")),
        sa.CheckConstraint("length(text) <= 300", name=op.f("ck_answer_text_length")),
        sa.CheckConstraint(
            "valid_from IS date(valid_from)", name=op.f("ck_answer_valid_from_day")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "valid_to >= valid_from", name=op.f("ck_answer_validity_order")
        ),
        sa.CheckConstraint(
            "valid_to IS date(valid_to)", name=op.f("ck_answer_valid_to_day")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_answer_programme_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_answer_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "programme_id",
            "aspect",
            "region_id",
            "valid_from",
            name=op.f("uq_answer_programme_id_aspect_region_id_valid_from"),
        ),
    )
    op.create_index(op.f("ix_answer_region_id"), "answer", ["region_id"], unique=False)
    op.create_index(
        "uq_answer_always",
        "answer",
        ["programme_id", "aspect", "region_id"],
        unique=True,
        sqlite_where=sa.text("valid_from IS NULL"),
        postgresql_where=sa.text("valid_from IS NULL"),
    )
    op.create_table(
        "answer_source",
        sa.Column("answer_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_answer_source_answer_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_answer_source_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "answer_id", "source_id", name=op.f("pk_answer_source")
        ),
        sa.UniqueConstraint(
            "answer_id", "position", name=op.f("uq_answer_source_answer_id_position")
        ),
    )
    op.create_index(
        op.f("ix_answer_source_source_id"), "answer_source", ["source_id"], unique=False
    )
    op.create_table(
        "known_gap",
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            _ASPECTS,
            name=op.f("ck_known_gap_aspect_known"),
        ),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_known_gap_text_filled")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_known_gap_programme_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_known_gap_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "programme_id", "aspect", "region_id", name=op.f("pk_known_gap")
        ),
    )
    op.create_index(
        op.f("ix_known_gap_region_id"), "known_gap", ["region_id"], unique=False
    )
    op.create_table(
        "faq",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("caveat", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "as_of ~ '^(\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)?$'",
            name=op.f("ck_faq_as_of_shape"),
        ).ddl_if(dialect="postgresql"),
        sa.CheckConstraint(
            _ASPECTS,
            name=op.f("ck_faq_aspect_known"),
        ),
        sa.CheckConstraint(
            "length(as_of) IN (0, 4, 7, 10) AND (as_of = '' OR date(substr("
            "as_of || '-01-01', 1, 10)) IS substr(as_of || '-01-01', 1, 10))",
            name=op.f("ck_faq_as_of_shape"),
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_faq_id_filled")),
        sa.CheckConstraint("trim(question) <> ''", name=op.f("ck_faq_question_filled")),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_faq_text_filled")),
        sa.CheckConstraint("length(text) <= 300", name=op.f("ck_faq_text_length")),
        sa.CheckConstraint(
            "valid_from IS date(valid_from)", name=op.f("ck_faq_valid_from_day")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "valid_to >= valid_from", name=op.f("ck_faq_validity_order")
        ),
        sa.CheckConstraint(
            "valid_to IS date(valid_to)", name=op.f("ck_faq_valid_to_day")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_faq_programme_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_faq_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq")),
        sa.UniqueConstraint("question", name=op.f("uq_faq_question")),
    )
    op.create_index(op.f("ix_faq_programme_id"), "faq", ["programme_id"], unique=False)
    op.create_index(op.f("ix_faq_region_id"), "faq", ["region_id"], unique=False)
    op.create_table(
        "faq_phrasing",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("faq_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_faq_phrasing_text_filled")
        ),
        sa.ForeignKeyConstraint(
            ["faq_id"],
            ["faq.id"],
            name=op.f("fk_faq_phrasing_faq_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_faq_phrasing")),
    )
    op.create_index(
        op.f("ix_faq_phrasing_faq_id"), "faq_phrasing", ["faq_id"], unique=False
    )
    op.create_table(
        "faq_source",
        sa.Column("faq_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["faq_id"],
            ["faq.id"],
            name=op.f("fk_faq_source_faq_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_faq_source_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("faq_id", "source_id", name=op.f("pk_faq_source")),
        sa.UniqueConstraint(
            "faq_id", "position", name=op.f("uq_faq_source_faq_id_position")
        ),
    )
    op.create_index(
        op.f("ix_faq_source_source_id"), "faq_source", ["source_id"], unique=False
    )
