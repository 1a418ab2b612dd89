"""Matters of other agencies, and things that only look like a union service."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, one_of, references
from knowledge.vocabulary import ALIAS_KINDS


class Signpost(Base):
    """Another agency's matter, with whom to ask."""

    __tablename__ = "signpost"
    __table_args__ = filled("id", "name", "agency", "hotline", "text")

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    agency: Mapped[str]
    hotline: Mapped[str]
    text: Mapped[str]
    position: Mapped[int]


class SignpostAlias(Base):
    """A name that is matched literally, or a phrasing that trains the ranking."""

    __tablename__ = "signpost_alias"
    __table_args__ = (*filled("text"), one_of("kind", ALIAS_KINDS))

    text: Mapped[str] = mapped_column(primary_key=True)
    signpost_id: Mapped[str] = mapped_column(
        references("signpost.id", cascade=True), index=True
    )
    kind: Mapped[str]
    position: Mapped[int]


class Lookalike(Base):
    """A name that contains a union service's but means something else (菜鸟驿站)."""

    __tablename__ = "lookalike"
    __table_args__ = filled("text", "note")

    text: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str]
