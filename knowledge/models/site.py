"""Places to go to: stations, classes, rooms."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Double
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, references


class Site(Base):
    """One place where a programme is offered.

    ``lat`` and ``lon`` are degrees in GCJ-02, the datum of Chinese maps
    (docs/decisions/0010-locations.md).
    """

    __tablename__ = "site"
    __table_args__ = (
        *filled("id", "name", "address"),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_range"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_range"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="both_coordinates"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    programme_id: Mapped[str] = mapped_column(references("programme.id"), index=True)
    region_id: Mapped[str] = mapped_column(references("region.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    hours: Mapped[str | None]
    lat: Mapped[float | None] = mapped_column(Double())
    lon: Mapped[float | None] = mapped_column(Double())
    source_id: Mapped[str] = mapped_column(references("source.id"), index=True)
    position: Mapped[int]
