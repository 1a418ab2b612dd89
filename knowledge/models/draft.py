"""Content that is being worked on; nothing of it is live."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import RecordBase, filled, one_of, references
from knowledge.models.utc_datetime import UtcDateTime
from knowledge.vocabulary import (
    DOCUMENT_KINDS,
    DRAFT_ACTIONS,
    DRAFT_STATES,
    OPEN_DRAFT_STATES,
)

_OPEN = text("state IN ({})".format(", ".join(f"'{s}'" for s in OPEN_DRAFT_STATES)))


class Draft(RecordBase):
    """A change of one document on its way to being published.

    Attributes:
        kind: What kind of document it is (``knowledge.publishing.kinds``).
        document: What is to stand; as typed, so it may be wrong. Null to remove.
        base: The live document that the change began from; null if there was none.
        base_revision: Number of the revision that was live then, if there was one.
        author_id: Who opened it.
        authors: Ids of everybody who changed it: none of them may publish it.
        reviewer_id: Who sent it back or published it.
        note: What the reviewer wrote when sending it back.
        version: Rises with every change (optimistic locking).
        import_id: The import that wrote it last, if one did. No reference: SQLite adds
            none to a table that others refer to; imports are never deleted.
    """

    __tablename__ = "draft"
    __table_args__ = (
        *filled("item_id"),
        one_of("kind", DOCUMENT_KINDS),
        one_of("action", DRAFT_ACTIONS),
        one_of("state", DRAFT_STATES),
        CheckConstraint(
            "(action = 'remove') = (document IS NULL)", name="document_unless_removed"
        ),
        # One open draft of a document: people meet in it instead of overwriting.
        Index(
            "uq_draft_open",
            "kind",
            "item_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "state", "updated_at"),
        Index(None, "import_id", "state"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    kind: Mapped[str]
    item_id: Mapped[str]
    action: Mapped[str]
    document: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    base: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    base_revision: Mapped[int | None]
    state: Mapped[str]
    author_id: Mapped[int] = mapped_column(references("staff.id"), index=True)
    authors: Mapped[list[int]] = mapped_column(JSON())
    reviewer_id: Mapped[int | None] = mapped_column(references("staff.id"))
    note: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime())
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    import_id: Mapped[int | None] = mapped_column(BigInteger())
