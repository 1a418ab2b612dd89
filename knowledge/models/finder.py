"""The benefit finder: what is asked, how it is answered, and what a service demands."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, one_of, references
from knowledge.vocabulary import (
    FINDER_COMMANDS,
    FINDER_PHRASING_KINDS,
    FINDER_QUESTION_KINDS,
)


def _option_of(*columns: str) -> ForeignKeyConstraint:
    """Refer to an option, with which the row goes."""
    return ForeignKeyConstraint(
        columns,
        ["finder_option.question_id", "finder_option.id"],
        ondelete="CASCADE",
        deferrable=True,
        initially="IMMEDIATE",
    )


class FinderQuestion(Base):
    """One question of the form.

    ``unknown`` is said of a service that depends on it while it is unanswered,
    ``silent`` of a service whose sources say nothing about it.
    """

    __tablename__ = "finder_question"
    __table_args__ = (
        *filled("id", "text", "unknown"),
        one_of("kind", FINDER_QUESTION_KINDS),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    text: Mapped[str]
    unknown: Mapped[str]
    silent: Mapped[str | None]
    multiple: Mapped[bool]
    position: Mapped[int]


class FinderOption(Base):
    """One answer to a question; one that settles leaves no doubt where sources do."""

    __tablename__ = "finder_option"
    __table_args__ = (*filled("id", "title"), UniqueConstraint("question_id", "title"))

    question_id: Mapped[str] = mapped_column(
        references("finder_question.id", cascade=True), primary_key=True
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    region_id: Mapped[str | None] = mapped_column(references("region.id"), index=True)
    settles: Mapped[bool]
    position: Mapped[int]


class FinderOptionGroup(Base):
    """A group of workers whose name says as much as an option."""

    __tablename__ = "finder_option_group"
    __table_args__ = (_option_of("question_id", "option_id"),)

    question_id: Mapped[str] = mapped_column(primary_key=True)
    option_id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(
        references("worker_group.id", cascade=True), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(server_default="0")


class FinderPhrasing(Base):
    """What a worker may type: a reply to the question, or a statement at any time."""

    __tablename__ = "finder_phrasing"
    __table_args__ = (
        *filled("text"),
        one_of("kind", FINDER_PHRASING_KINDS),
        _option_of("question_id", "option_id"),
    )

    question_id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)
    option_id: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]


class FinderCommand(Base):
    """What a worker may type to steer the form."""

    __tablename__ = "finder_command"
    __table_args__ = (*filled("text"), one_of("command", FINDER_COMMANDS))

    text: Mapped[str] = mapped_column(primary_key=True)
    command: Mapped[str]
    position: Mapped[int]


class FinderCondition(Base):
    """What a source says about whom a service is for, and where that holds.

    Without a question it is for everybody. What is required shuts out whoever
    answers otherwise; what is not required only names somebody.
    """

    __tablename__ = "finder_condition"
    __table_args__ = (
        *filled("id", "reason"),
        CheckConstraint(
            "question_id IS NOT NULL OR NOT required", name="required_of_a_question"
        ),
        UniqueConstraint("id", "question_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    programme_id: Mapped[str] = mapped_column(
        references("programme.id", cascade=True), index=True
    )
    question_id: Mapped[str | None] = mapped_column(
        references("finder_question.id", cascade=True), index=True
    )
    region_id: Mapped[str] = mapped_column(references("region.id"), index=True)
    required: Mapped[bool]
    reason: Mapped[str]
    source_id: Mapped[str] = mapped_column(references("source.id"), index=True)
    position: Mapped[int]


class FinderConditionOption(Base):
    """An option that meets a condition."""

    __tablename__ = "finder_condition_option"
    __table_args__ = (
        ForeignKeyConstraint(
            ["condition_id", "question_id"],
            ["finder_condition.id", "finder_condition.question_id"],
            ondelete="CASCADE",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        _option_of("question_id", "option_id"),
    )

    condition_id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str]
    option_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(server_default="0")
