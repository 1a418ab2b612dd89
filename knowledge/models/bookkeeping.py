"""Tables that database triggers keep: the version, and which texts are taken."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import Base


class KnowledgeVersion(Base):
    """One row whose number rises with every change of the content."""

    __tablename__ = "knowledge_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger())


class NameClaim(Base):
    """A text that is taken within a space of competing names.

    Names and aliases stand in several tables; this one makes a text unique
    across them. Spaces: topic (programmes, signposts, lookalikes), metric,
    region, group, faq.
    """

    __tablename__ = "name_claim"

    space: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)
