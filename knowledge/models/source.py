"""Where content comes from."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, partial_date


class Source(Base):
    """A page, article or file that answers and figures rest on."""

    __tablename__ = "source"
    __table_args__ = (
        *filled("id", "title", "publisher"),
        *partial_date("date"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]
    # YYYY[-MM[-DD]]; empty if unknown
    date: Mapped[str]
    url: Mapped[str | None]
    note: Mapped[str | None]
