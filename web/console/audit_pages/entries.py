"""Reading the audit: filters, one page of it, or all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session
from starlette.datastructures import QueryParams

from knowledge.models.audit import Audit
from web.console.listing import Listing
from web.console.problem import FieldProblem

SORTS: Final = ("at",)
_CHINA: Final = timezone(timedelta(hours=8))
_AT_ONCE: Final = 1000


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are wanted; empty means all.

    Attributes:
        since: First day, as typed.
        until: Last day, as typed.
        login: Whose doings, or what was done to that account.
        event: Which event.
        kind: Kind of the thing.
        item: The thing's id, or what it was called.
    """

    since: str = ""
    until: str = ""
    login: str = ""
    event: str = ""
    kind: str = ""
    item: str = ""

    @classmethod
    def read(cls, query: QueryParams) -> AuditFilter:
        """Read the filter from an address."""
        return cls(
            **{name: query.get(name, "").strip() for name in cls.__annotations__}
        )

    def problems(self) -> list[FieldProblem]:
        """Say which days are none."""
        return [
            FieldProblem(name, f"{label}要写成 2026-05-01 这样的日期")
            for name, label, text in (
                ("since", "开始日期", self.since),
                ("until", "结束日期", self.until),
            )
            if text and _day(text) is None
        ]

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filter in SQL; what is no day counts as left out."""
        found: list[ColumnElement[bool]] = []
        since, until = _day(self.since), _day(self.until)
        if since is not None:
            found.append(Audit.at >= _midnight(since))
        if until is not None:
            found.append(Audit.at < _midnight(until) + timedelta(days=1))
        if self.login:
            on_person = (Audit.kind == "staff") & (Audit.item_id == self.login)
            found.append((Audit.login == self.login) | on_person)
        for column, value in (
            (Audit.event, self.event),
            (Audit.kind, self.kind),
        ):
            if value:
                found.append(column == value)
        if self.item:
            named = Audit.title.contains(self.item, autoescape=True)
            found.append((Audit.item_id == self.item) | named)
        return found


def one_page(
    session: Session, wanted: AuditFilter, listing: Listing
) -> tuple[Sequence[Audit], Listing]:
    """Read one page of the entries."""
    conditions = wanted.conditions()
    total = session.scalar(select(func.count()).select_from(Audit).where(*conditions))
    counted = listing.counted(total or 0)
    order = Audit.id.desc() if counted.descending else Audit.id
    rows = session.scalars(
        select(Audit)
        .where(*conditions)
        .order_by(order)
        .limit(counted.limit)
        .offset(counted.offset)
    ).all()
    return rows, counted


def some_after(
    session: Session, wanted: AuditFilter, last: int, until: int
) -> Sequence[Audit]:
    """Read the next entries of an export, oldest first.

    Args:
        session: The transaction.
        wanted: Which entries.
        last: The number after which to go on.
        until: The last number that the export has.
    """
    return session.scalars(
        select(Audit)
        .where(*wanted.conditions(), Audit.id > last, Audit.id <= until)
        .order_by(Audit.id)
        .limit(_AT_ONCE)
    ).all()


def one_entry(session: Session, number: int) -> Audit | None:
    """Read one entry."""
    return session.get(Audit, number)


def last_number(session: Session) -> int:
    """The number of the latest entry; 0 if there is none."""
    return session.scalar(select(func.max(Audit.id))) or 0


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    # Midnight in China must still be a time in UTC, and so must the day after.
    return found if date.min < found < date.max - timedelta(days=1) else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _CHINA)
