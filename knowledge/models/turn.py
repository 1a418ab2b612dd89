"""What workers asked and were told, one row a question."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import RecordBase, filled, one_of
from knowledge.models.utc_datetime import UtcDateTime
from knowledge.vocabulary import CHANNELS, FEEDBACKS, TURN_STATUSES


class Turn(RecordBase):
    """A question with its answer, without anything that names the worker.

    Attributes:
        id: Grows, also over deleted rows, so that "after number n" stays true.
        conversation: HMAC of channel and user, which is also the bot's sender.
        message_id: The channel's id of the message, or its HMAC.
        question: The cleaned and masked text, or the title of the tapped option.
        texts: What was said, a list of strings; empty while the turn is pending.
        options: Choices that were offered: a list of objects with title and payload.
        envelope: The answer's data as ``actions`` sends it.
        status: ``pending``, then the envelope's status.
        deadline: A turn that is pending later than this was abandoned.
        latency: Milliseconds by step: queue, bot, store, total.
        feedback_reason: What the worker gave as reason, masked.
        model: Name of the bot's model.
        knowledge_version: The published state when the answer was stored.
    """

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("conversation", "message_id"),
        Index(None, "conversation", "id"),
        Index(None, "asked_at"),
        Index(None, "status", "deadline"),
        *filled("conversation", "message_id", "question"),
        one_of("channel", CHANNELS),
        one_of("status", TURN_STATUSES),
        one_of("feedback", FEEDBACKS),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    conversation: Mapped[str]
    message_id: Mapped[str]
    channel: Mapped[str]
    question: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime())
    deadline: Mapped[datetime] = mapped_column(UtcDateTime())
    status: Mapped[str]
    texts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    options: Mapped[list[dict[str, str]] | None] = mapped_column(
        JSON(none_as_null=True)
    )
    envelope: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    latency: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    feedback: Mapped[str | None]
    feedback_reason: Mapped[str | None]
    model: Mapped[str | None]
    knowledge_version: Mapped[int | None] = mapped_column(BigInteger())
