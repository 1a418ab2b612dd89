"""What figures count."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, one_of, references
from knowledge.vocabulary import ALIAS_KINDS


class Metric(Base):
    """A thing that is counted, free of year and programme (新建驿站)."""

    __tablename__ = "metric"
    __table_args__ = filled("id", "name")

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]


class MetricAlias(Base):
    """A name that is matched literally, or a phrasing that trains the ranking."""

    __tablename__ = "metric_alias"
    __table_args__ = (*filled("text"), one_of("kind", ALIAS_KINDS))

    text: Mapped[str] = mapped_column(primary_key=True)
    metric_id: Mapped[str] = mapped_column(
        references("metric.id", cascade=True), index=True
    )
    kind: Mapped[str]
    position: Mapped[int]
