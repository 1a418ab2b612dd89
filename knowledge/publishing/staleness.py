"""What is over, is getting old, or ends or begins soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.dates import start_of
from knowledge.vocabulary import ASPECT_NAMES

_SOON: Final = timedelta(days=30)
_ORDER: Final = ("over", "ending", "undated", "old", "coming")
Reason = Literal["over", "ending", "undated", "old", "coming"]


@dataclass(frozen=True, slots=True)
class StaleItem:
    """A part of a live dossier that somebody should look at.

    Attributes:
        item_id: Id of the programme.
        title: Its name.
        path_zh: Which part: 谁能享受（郑州市） or 常见问题“…”.
        reason: ``over`` (past its last day), ``ending`` (within 30 days), ``undated``
            (nobody knows from when it is), ``old`` (older than the limit), ``coming``
            (its first day is still to come).
        message: The same, readable.
        day: The day that this is about; None where nobody knows it.
    """

    item_id: str
    title: str
    path_zh: str
    reason: Reason
    message: str
    day: date | None


def stale(session: Session, today: date, max_age_days: int) -> list[StaleItem]:
    """List what is over, ends within 30 days, has no date, or is older than the limit.

    Args:
        session: The database.
        today: The day.
        max_age_days: From what age on content counts as old, as for replies.

    Returns:
        What is over first; within each reason, the earliest day first.
    """
    limit = today - timedelta(days=max_age_days)
    found = [
        item
        for row in _rows(session)
        if (item := _judged(row, today, limit)) is not None
    ]
    return sorted(found, key=_rank)


def upcoming(session: Session, today: date) -> list[StaleItem]:
    """List what becomes valid by itself, the earliest first."""
    found = [
        _item(row, "coming", f"{row.valid_from}生效", row.valid_from)
        for row in _rows(session)
        if row.valid_from is not None and row.valid_from > today
    ]
    return sorted(found, key=_rank)


def _rank(item: StaleItem) -> tuple[int, date, str, str]:
    day = item.day or date.min
    return (_ORDER.index(item.reason), day, item.item_id, item.path_zh)


def _rows(session: Session) -> Iterator[Any]:
    for table, question in ((m.Answer, None), (m.Faq, m.Faq.question)):
        columns: list[Any] = [
            m.Programme.id,
            m.Programme.name,
            table.aspect,
            m.Region.name.label("region"),
            table.as_of,
            table.valid_from,
            table.valid_to,
        ]
        columns += [] if question is None else [question]
        yield from session.execute(
            select(*columns)
            .select_from(table)
            .join(m.Programme, m.Programme.id == table.programme_id)
            .join(m.Region, m.Region.id == table.region_id)
        )


def _judged(row: Any, today: date, limit: date) -> StaleItem | None:
    if row.valid_to is not None and row.valid_to < today:
        return _item(row, "over", f"{row.valid_to}已经失效", row.valid_to)
    if row.valid_to is not None and row.valid_to <= today + _SOON:
        return _item(row, "ending", f"{row.valid_to}就要失效", row.valid_to)
    start = start_of(row.as_of)
    if start is None:
        return _item(row, "undated", "不知道是什么时候的内容", None)
    if start < limit:
        return _item(row, "old", f"内容是{row.as_of}的，时间久了", start)
    return None


def _item(row: Any, reason: Reason, message: str, day: date | None) -> StaleItem:
    question = getattr(row, "question", None)
    path = f"常见问题“{question}”" if question else ASPECT_NAMES[row.aspect]
    if not question:
        path += f"（{row.region}）"
    return StaleItem(row.id, row.name, path, reason, message, day)
