"""Specific questions with a specific short answer."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import (
    Base,
    filled,
    iso_date,
    one_of,
    partial_date,
    references,
)
from knowledge.vocabulary import ASPECTS, LONGEST_ANSWER


class Faq(Base):
    """A question and its answer; validity days are inclusive, null means open."""

    __tablename__ = "faq"
    __table_args__ = (
        *filled("id", "question", "text"),
        one_of("aspect", ASPECTS),
        *partial_date("as_of"),
        *iso_date("valid_from", "valid_to"),
        CheckConstraint(f"length(text) <= {LONGEST_ANSWER}", name="text_length"),
        CheckConstraint("valid_to >= valid_from", name="validity_order"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    # No cascade: a question may move to another programme when its own ends.
    programme_id: Mapped[str] = mapped_column(references("programme.id"), index=True)
    question: Mapped[str] = mapped_column(unique=True)
    aspect: Mapped[str]
    region_id: Mapped[str] = mapped_column(references("region.id"), index=True)
    text: Mapped[str]
    caveat: Mapped[str | None]
    as_of: Mapped[str]
    valid_from: Mapped[datetime.date | None]
    valid_to: Mapped[datetime.date | None]
    position: Mapped[int]


class FaqPhrasing(Base):
    """Another way to ask the question."""

    __tablename__ = "faq_phrasing"
    __table_args__ = filled("text")

    text: Mapped[str] = mapped_column(primary_key=True)
    faq_id: Mapped[str] = mapped_column(references("faq.id", cascade=True), index=True)
    position: Mapped[int]


class FaqSource(Base):
    """What the answer rests on, in order."""

    __tablename__ = "faq_source"
    __table_args__ = (UniqueConstraint("faq_id", "position"),)

    faq_id: Mapped[str] = mapped_column(
        references("faq.id", cascade=True), primary_key=True
    )
    source_id: Mapped[str] = mapped_column(
        references("source.id"), primary_key=True, index=True
    )
    position: Mapped[int]
