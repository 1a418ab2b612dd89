"""What was published, when, by whom and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import RecordBase, filled, one_of, references
from knowledge.models.utc_datetime import UtcDateTime
from knowledge.vocabulary import DOCUMENT_KINDS


class Revision(RecordBase):
    """A state of one document that was live; triggers refuse to change or delete it.

    Attributes:
        number: Counts from 1 for each document. Where content of the seed was there
            before the first publishing, 1 is that content, without author.
        document: The document as it went live; null where it was removed.
        why: The reason that the reviewer gave.
        knowledge_version: The published state that it became part of.
    """

    __tablename__ = "revision"
    __table_args__ = (
        *filled("item_id"),
        one_of("kind", DOCUMENT_KINDS),
        UniqueConstraint("kind", "item_id", "number"),
        Index(None, "at"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    kind: Mapped[str]
    item_id: Mapped[str]
    number: Mapped[int]
    document: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    author_id: Mapped[int | None] = mapped_column(references("staff.id"))
    reviewer_id: Mapped[int | None] = mapped_column(references("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    why: Mapped[str]
    draft_id: Mapped[int | None] = mapped_column(references("draft.id"))
    knowledge_version: Mapped[int] = mapped_column(BigInteger())
