"""Fourth revision: the order of live lists, so that documents come back as written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_COLUMNS = (
    ("answer", "position"),
    ("known_gap", "position"),
    ("edition", "place"),
    ("finder_option_group", "position"),
    ("finder_condition_option", "position"),
    ("figure_incomparable", "first_place"),
    ("figure_incomparable", "second_place"),
)


def create() -> None:
    """Add the columns, and an index for long lists of figures."""
    for table, column in _COLUMNS:
        op.add_column(
            table, sa.Column(column, sa.Integer(), server_default="0", nullable=False)
        )
    op.create_index(op.f("ix_figure_position_id"), "figure", ["position", "id"])


def drop() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_figure_position_id"), "figure")
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column)
