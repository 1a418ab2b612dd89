"""Places, and the systems (such as the schools') that content may hold for."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, one_of, references
from knowledge.vocabulary import REGION_KINDS


class Region(Base):
    """A country, province, city, county or system; all but a country have a parent."""

    __tablename__ = "region"
    __table_args__ = (
        *filled("id", "name"),
        one_of("kind", REGION_KINDS),
        CheckConstraint(
            "(kind = 'country') = (parent_id IS NULL)", name="parent_unless_country"
        ),
        CheckConstraint("parent_id <> id", name="parent_is_other"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(references("region.id"), index=True)
    position: Mapped[int]


class RegionAlias(Base):
    """Another name of a region (郑州 for 郑州市)."""

    __tablename__ = "region_alias"
    __table_args__ = filled("text")

    text: Mapped[str] = mapped_column(primary_key=True)
    region_id: Mapped[str] = mapped_column(
        references("region.id", cascade=True), index=True
    )
    position: Mapped[int]
