"""Answers: what is told about one aspect of a programme in one region."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
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


class Answer(Base):
    """One published answer; validity days are inclusive, null means open."""

    __tablename__ = "answer"
    __table_args__ = (
        *filled("id", "text"),
        one_of("aspect", ASPECTS),
        *partial_date("as_of"),
        *iso_date("valid_from", "valid_to"),
        CheckConstraint(f"length(text) <= {LONGEST_ANSWER}", name="text_length"),
        CheckConstraint("valid_to >= valid_from", name="validity_order"),
        UniqueConstraint("programme_id", "aspect", "region_id", "valid_from"),
        # Two nulls count as different, so that "always" needs its own index.
        Index(
            "uq_answer_always",
            "programme_id",
            "aspect",
            "region_id",
            unique=True,
            sqlite_where=text("valid_from IS NULL"),
            postgresql_where=text("valid_from IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    programme_id: Mapped[str] = mapped_column(references("programme.id", cascade=True))
    aspect: Mapped[str]
    region_id: Mapped[str] = mapped_column(references("region.id"), index=True)
    text: Mapped[str]
    more: Mapped[str | None]
    caveat: Mapped[str | None]
    as_of: Mapped[str]
    valid_from: Mapped[datetime.date | None]
    valid_to: Mapped[datetime.date | None]
    position: Mapped[int] = mapped_column(server_default="0")


class AnswerSource(Base):
    """What an answer rests on, in order."""

    __tablename__ = "answer_source"
    __table_args__ = (UniqueConstraint("answer_id", "position"),)

    answer_id: Mapped[str] = mapped_column(
        references("answer.id", cascade=True), primary_key=True
    )
    source_id: Mapped[str] = mapped_column(
        references("source.id"), primary_key=True, index=True
    )
    position: Mapped[int]


class KnownGap(Base):
    """What is known to be missing, so that a reply can say it in one sentence."""

    __tablename__ = "known_gap"
    __table_args__ = (*filled("text"), one_of("aspect", ASPECTS))

    programme_id: Mapped[str] = mapped_column(
        references("programme.id", cascade=True), primary_key=True
    )
    aspect: Mapped[str] = mapped_column(primary_key=True)
    region_id: Mapped[str] = mapped_column(
        references("region.id"), primary_key=True, index=True
    )
    text: Mapped[str]
    position: Mapped[int] = mapped_column(server_default="0")
