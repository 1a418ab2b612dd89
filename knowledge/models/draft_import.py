"""Which import drafts came from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import RecordBase, references
from knowledge.models.utc_datetime import UtcDateTime


class DraftImport(RecordBase):
    """A workbook that was imported: its drafts are reviewed as a whole.

    Attributes:
        file_name: What the workbook was called; may be empty.
        author_id: Who imported it.
        drafts: How many drafts it made or changed.
    """

    __tablename__ = "draft_import"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    file_name: Mapped[str]
    author_id: Mapped[int] = mapped_column(references("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    drafts: Mapped[int]
