"""Second revision: the benefit finder's questions, options, words and conditions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = (
    "finder_question",
    "finder_option",
    "finder_option_group",
    "finder_phrasing",
    "finder_command",
    "finder_condition",
    "finder_condition_option",
)


def create() -> None:
    """Make the tables, each after those that it refers to."""
    _questions()
    _words()
    _conditions()


def drop() -> None:
    """Take the tables away."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _questions() -> None:
    op.create_table(
        "finder_question",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=False),
        sa.Column("silent", sa.Text(), nullable=True),
        sa.Column("multiple", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_finder_question_id_filled")),
        sa.CheckConstraint(
            "kind IN ('choice', 'region')",
            name=op.f("ck_finder_question_kind_known"),
        ),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_finder_question_text_filled")
        ),
        sa.CheckConstraint(
            "trim(unknown) <> ''", name=op.f("ck_finder_question_unknown_filled")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finder_question")),
    )
    op.create_table(
        "finder_option",
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Text(), nullable=True),
        sa.Column("settles", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(id) <> ''", name=op.f("ck_finder_option_id_filled")),
        sa.CheckConstraint(
            "trim(title) <> ''", name=op.f("ck_finder_option_title_filled")
        ),
        _owned("finder_option", ["question_id"], "finder_question", ["id"]),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_finder_option_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("question_id", "id", name=op.f("pk_finder_option")),
        sa.UniqueConstraint(
            "question_id", "title", name=op.f("uq_finder_option_question_id_title")
        ),
    )
    op.create_index(op.f("ix_finder_option_region_id"), "finder_option", ["region_id"])


def _words() -> None:
    owner, keys = "finder_option", ["question_id", "id"]
    op.create_table(
        "finder_option_group",
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("option_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        _owned("finder_option_group", ["question_id", "option_id"], owner, keys),
        _owned("finder_option_group", ["group_id"], "worker_group", ["id"]),
        sa.PrimaryKeyConstraint(
            "question_id", "option_id", "group_id", name=op.f("pk_finder_option_group")
        ),
    )
    op.create_index(
        op.f("ix_finder_option_group_group_id"), "finder_option_group", ["group_id"]
    )
    op.create_table(
        "finder_phrasing",
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("option_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('reply', 'statement')", name=op.f("ck_finder_phrasing_kind_known")
        ),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_finder_phrasing_text_filled")
        ),
        _owned("finder_phrasing", ["question_id", "option_id"], owner, keys),
        sa.PrimaryKeyConstraint("question_id", "text", name=op.f("pk_finder_phrasing")),
    )
    op.create_table(
        "finder_command",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "command IN ('skip', 'stop', 'restart', 'resume')",
            name=op.f("ck_finder_command_command_known"),
        ),
        sa.CheckConstraint(
            "trim(text) <> ''", name=op.f("ck_finder_command_text_filled")
        ),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_finder_command")),
    )


def _conditions() -> None:
    op.create_table(
        "finder_condition",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("region_id", sa.Text(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "trim(id) <> ''", name=op.f("ck_finder_condition_id_filled")
        ),
        sa.CheckConstraint(
            "trim(reason) <> ''", name=op.f("ck_finder_condition_reason_filled")
        ),
        sa.CheckConstraint(
            "question_id IS NOT NULL OR NOT required",
            name=op.f("ck_finder_condition_required_of_a_question"),
        ),
        _owned("finder_condition", ["programme_id"], "programme", ["id"]),
        _owned("finder_condition", ["question_id"], "finder_question", ["id"]),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
            name=op.f("fk_finder_condition_region_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_finder_condition_source_id"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finder_condition")),
        sa.UniqueConstraint(
            "id", "question_id", name=op.f("uq_finder_condition_id_question_id")
        ),
    )
    for column in ("programme_id", "question_id", "region_id", "source_id"):
        name = op.f(f"ix_finder_condition_{column}")
        op.create_index(name, "finder_condition", [column])
    table = "finder_condition_option"
    op.create_table(
        table,
        sa.Column("condition_id", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("option_id", sa.Text(), nullable=False),
        # One question for both: an option fits the question that is asked of it.
        _owned(
            table,
            ["condition_id", "question_id"],
            "finder_condition",
            ["id", "question_id"],
        ),
        _owned(
            table, ["question_id", "option_id"], "finder_option", ["question_id", "id"]
        ),
        sa.PrimaryKeyConstraint("condition_id", "option_id", name=op.f(f"pk_{table}")),
    )


def _owned(
    table: str, columns: list[str], owner: str, keys: list[str]
) -> sa.ForeignKeyConstraint:
    """Refer to an owner, with whom the row goes."""
    return sa.ForeignKeyConstraint(
        columns,
        [f"{owner}.{key}" for key in keys],
        name=op.f(f"fk_{table}_{columns[0]}"),
        ondelete="CASCADE",
        initially="IMMEDIATE",
        deferrable=True,
    )
