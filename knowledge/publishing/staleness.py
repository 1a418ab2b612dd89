"""What is over, is getting old, or ends or begins soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.dates import start_of
from knowledge.publishing import scope
from knowledge.publishing.actor import Actor
from knowledge.publishing.labels import field_label
from knowledge.vocabulary import ASPECT_NAMES

_SOON: Final = timedelta(days=30)
_ORDER: Final = ("over", "ending", "undated", "old", "coming")
Reason = Literal["over", "ending", "undated", "old", "coming"]
Part = Literal["answers", "faqs"]


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
        part: The list of the dossier in which it stands.
        region: Id of the region that it holds for.
    """

    item_id: str
    title: str
    path_zh: str
    reason: Reason
    message: str
    day: date | None
    part: Part
    region: str


@dataclass(frozen=True, slots=True)
class StaleGroup:
    """All places of one programme and one part of its dossier.

    Attributes:
        item_id: Id of the programme.
        title: Its name.
        part: The list of the dossier.
        first: The most urgent place.
        reasons: How many places there are for each reason.
    """

    item_id: str
    title: str
    part: Part
    first: StaleItem
    reasons: Mapping[Reason, int]

    @property
    def total(self) -> int:
        """How many places there are."""
        return sum(self.reasons.values())

    @property
    def label(self) -> str:
        """What the part is called."""
        return field_label(self.part)


def grouped(items: Sequence[StaleItem]) -> list[StaleGroup]:
    """Put places together: what is over comes first, then what is oldest."""
    found: dict[tuple[str, Part], list[StaleItem]] = {}
    for item in sorted(items, key=_urgency):
        found.setdefault((item.item_id, item.part), []).append(item)
    return [
        StaleGroup(
            places[0].item_id,
            places[0].title,
            part,
            places[0],
            Counter(place.reason for place in places),
        )
        for (_, part), places in found.items()
    ]


def within(
    session: Session, actor: Actor, items: Sequence[StaleItem]
) -> list[StaleItem]:
    """Leave out what is not within somebody's limits."""
    who = scope.widened(session, actor)
    return [
        item
        for item in items
        if (who.programmes is None or item.item_id in who.programmes)
        and (who.regions is None or item.region in who.regions)
    ]


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


def _urgency(item: StaleItem) -> tuple[bool, date]:
    # What has no date may be new: it waits behind what is known to be old.
    return (item.reason != "over", item.day or date.max)


def _rows(session: Session) -> Iterator[Any]:
    for table, question in ((m.Answer, None), (m.Faq, m.Faq.question)):
        columns: list[Any] = [
            m.Programme.id,
            m.Programme.name,
            table.aspect,
            m.Region.name.label("region"),
            m.Region.id.label("region_id"),
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
    part: Part = "faqs" if question else "answers"
    return StaleItem(row.id, row.name, path, reason, message, day, part, row.region_id)
