"""Figures, and which of them must not be compared."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, one_of, references, year
from knowledge.models.exact_decimal import ExactDecimal
from knowledge.vocabulary import FIGURE_KINDS


class Figure(Base):
    """One number as its source gives it."""

    __tablename__ = "figure"
    __table_args__ = (
        *filled("id", "definition", "unit", "printed", "scope"),
        one_of("kind", FIGURE_KINDS),
        year("period"),
        CheckConstraint("value >= 0", name="value_not_negative"),
        # Lists are paged in this order, and there may be very many.
        Index(None, "position", "id"),
        # SQLite would silently keep a float in an integer column.
        CheckConstraint("typeof(value) = 'integer'", name="value_exact").ddl_if(
            dialect="sqlite"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    # No cascade: figures are history, and stay when a programme is taken away.
    programme_id: Mapped[str] = mapped_column(references("programme.id"), index=True)
    metric_id: Mapped[str] = mapped_column(references("metric.id"), index=True)
    period: Mapped[int]
    kind: Mapped[str]
    definition: Mapped[str]
    value: Mapped[Decimal] = mapped_column(ExactDecimal())
    unit: Mapped[str]
    qualifier: Mapped[str]
    printed: Mapped[str]
    scope: Mapped[str]
    region_id: Mapped[str] = mapped_column(references("region.id"), index=True)
    source_id: Mapped[str] = mapped_column(references("source.id"), index=True)
    caveat: Mapped[str | None]
    position: Mapped[int]


class FigureIncomparable(Base):
    """Two figures whose definitions differ; each pair stands once, ids in order."""

    __tablename__ = "figure_incomparable"
    __table_args__ = (
        *filled("reason"),
        CheckConstraint("first_id < second_id", name="pair_order").ddl_if(
            dialect="sqlite"
        ),
        # A language's sort order may skip "_", which the ids are full of.
        CheckConstraint('first_id COLLATE "C" < second_id', name="pair_order").ddl_if(
            dialect="postgresql"
        ),
    )

    first_id: Mapped[str] = mapped_column(
        references("figure.id", cascade=True), primary_key=True
    )
    second_id: Mapped[str] = mapped_column(
        references("figure.id", cascade=True), primary_key=True, index=True
    )
    reason: Mapped[str]
    # Where the pair stands in the list of each of the two.
    first_place: Mapped[int] = mapped_column(server_default="0")
    second_place: Mapped[int] = mapped_column(server_default="0")
