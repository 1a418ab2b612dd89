"""What people are called."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Staff


def names_of(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    """Give the names of people."""
    wanted = [one for one in ids if one is not None]
    rows = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(wanted)))
    return {row.id: row.name for row in rows}
