"""Programmes: services, campaigns and the whole; what hangs on them by name."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, one_of, references, year
from knowledge.vocabulary import ALIAS_KINDS, EDITION_LISTS, PROGRAMME_KINDS


class Programme(Base):
    """A service, a campaign (which may belong to a service), or the whole."""

    __tablename__ = "programme"
    __table_args__ = (
        *filled("id", "name", "summary"),
        one_of("kind", PROGRAMME_KINDS),
        CheckConstraint(
            "service_id IS NULL OR kind = 'campaign'", name="service_of_campaign"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    summary: Mapped[str]
    service_id: Mapped[str | None] = mapped_column(
        references("programme.id"), index=True
    )
    position: Mapped[int]


class ProgrammeAlias(Base):
    """A name that is matched literally, or a phrasing that trains the ranking."""

    __tablename__ = "programme_alias"
    __table_args__ = (*filled("text"), one_of("kind", ALIAS_KINDS))

    text: Mapped[str] = mapped_column(primary_key=True)
    programme_id: Mapped[str] = mapped_column(
        references("programme.id", cascade=True), index=True
    )
    kind: Mapped[str]
    position: Mapped[int]


class Edition(Base):
    """A programme's place in one year's list, under that year's official name.

    ``position`` is the number in that list, ``place`` the order within the dossier.
    """

    __tablename__ = "edition"
    __table_args__ = (
        *filled("name"),
        one_of("list", EDITION_LISTS),
        year("year"),
        CheckConstraint("position > 0", name="position_positive"),
    )

    programme_id: Mapped[str] = mapped_column(
        references("programme.id", cascade=True), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    list: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int | None]
    status: Mapped[str | None]
    source_id: Mapped[str] = mapped_column(references("source.id"), index=True)
    note: Mapped[str | None]
    place: Mapped[int] = mapped_column(server_default="0")
