"""Groups of workers, by trade or situation."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base, filled, references


class WorkerGroup(Base):
    """A group that programmes are meant for; official: one of 2018's eight."""

    __tablename__ = "worker_group"
    __table_args__ = filled("id", "name")

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    official: Mapped[bool]
    position: Mapped[int]


class WorkerGroupAlias(Base):
    """An everyday name of a group (骑手)."""

    __tablename__ = "worker_group_alias"
    __table_args__ = filled("text")

    text: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(
        references("worker_group.id", cascade=True), index=True
    )
    position: Mapped[int]


class WorkerGroupSource(Base):
    """What a group's definition rests on, in order."""

    __tablename__ = "worker_group_source"

    group_id: Mapped[str] = mapped_column(
        references("worker_group.id", cascade=True), primary_key=True
    )
    source_id: Mapped[str] = mapped_column(
        references("source.id"), primary_key=True, index=True
    )
    position: Mapped[int]
