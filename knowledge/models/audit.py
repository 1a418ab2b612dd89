"""Who did what, and what stood there before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import RecordBase, filled
from knowledge.models.utc_datetime import UtcDateTime


class Audit(RecordBase):
    """One event, or one field that it changed; triggers refuse to change or delete it.

    Attributes:
        staff_id: Who it was, if known. Deliberately no reference: what stands here
            must not depend on another table.
        login: The name as given, also where nobody has it.
        address: From where; empty for a command on the machine itself.
        title: What the thing was called then, if it has a name.
        event: What happened, such as ``draft.save`` or ``login.failed``.
        field: Which field changed, readable (谁能享受（郑州市）·正文).
    """

    __tablename__ = "audit"
    __table_args__ = (
        *filled("event"),
        Index(None, "at"),
        Index(None, "kind", "item_id"),
        Index(None, "staff_id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    staff_id: Mapped[int | None] = mapped_column(BigInteger())
    login: Mapped[str]
    address: Mapped[str]
    event: Mapped[str]
    kind: Mapped[str | None]
    item_id: Mapped[str | None]
    title: Mapped[str | None]
    field: Mapped[str | None]
    old: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    new: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
