"""Entries of the audit as people read them: names instead of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import DraftImport, Revision, Staff
from knowledge.models.audit import Audit
from knowledge.models.draft import Draft
from knowledge.publishing.documents import title_of, titles
from knowledge.publishing.imports import KIND as IMPORT
from knowledge.publishing.kinds import KINDS
from knowledge.publishing.labels import field_label
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.audit_pages.wording import event_label, kind_label, value_text
from web.console.content import addresses
from web.console.content.people_names import names_of
from web.console.people.trail import FIELDS
from web.console.people.trail import KIND as STAFF
from web.console.wording import ROLES

_AT_ONCE = 500
Thing = tuple[str, str]
"""Kind and id."""


@dataclass(frozen=True)
class AuditLine:
    """One entry.

    Attributes:
        number: The entry's number.
        who: What whoever did it is called; empty if that is not known.
        title: What the thing was called then; where nobody wrote that down, what it
            is called now, or was called last.
        url: Where the thing is now; empty if it is nowhere.
        item_id: The thing's id.
    """

    number: int
    at: datetime
    login: str
    who: str
    address: str
    event: str
    kind: str
    title: str
    url: str
    item_id: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class _Found:
    """What is known of the things of some entries."""

    title: str
    url: str


def read_lines(session: Session, rows: Sequence[Audit]) -> list[AuditLine]:
    """Look up the names that some entries need, all at once."""
    things = {(row.kind, row.item_id) for row in rows if row.kind and row.item_id}
    known = _things(session, things)
    people = names_of(session, {row.staff_id for row in rows})
    places = _limits(session, rows)
    return [
        _line(row, known.get((row.kind or "", row.item_id or "")), people, places)
        for row in rows
    ]


def _line(
    row: Audit,
    thing: _Found | None,
    people: Mapping[int, str],
    limits: Mapping[str, Mapping[str, str]],
) -> AuditLine:
    names = limits.get(row.field or "") if row.kind == STAFF else None
    return AuditLine(
        number=row.id,
        at=row.at,
        login=row.login,
        who=people.get(row.staff_id or 0, ""),
        address=row.address,
        event=event_label(row.event),
        kind=kind_label(row.kind),
        title=row.title or (thing.title if thing else ""),
        url=thing.url if thing else "",
        item_id=row.item_id or "",
        field=field_label(row.field or ""),
        old=_said(row, row.old, names),
        new=_said(row, row.new, names),
    )


def _said(row: Audit, value: object, names: Mapping[str, str] | None) -> str:
    if row.kind in KINDS and isinstance(value, dict) and row.event == "draft.discard":
        # All of it stands on the entry's own page.
        return title_of(row.kind or "", value)
    return value_text(value, names)


def _things(session: Session, wanted: Iterable[Thing]) -> dict[Thing, _Found]:
    by_kind: dict[str, list[str]] = {}
    for kind, item_id in sorted(wanted):
        by_kind.setdefault(kind, []).append(item_id)
    found: dict[Thing, _Found] = {}
    for kind, ids in by_kind.items():
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            if kind == STAFF:
                people = select(Staff).where(Staff.login.in_(part))
                for one in session.scalars(people):
                    url = f"/console/people/{one.id}"
                    found[kind, one.login] = _Found(one.name, url)
            elif kind == IMPORT:
                numbers = [int(item_id) for item_id in part if item_id.isdecimal()]
                batches = select(DraftImport).where(DraftImport.id.in_(numbers))
                for batch in session.scalars(batches):
                    url = addresses.import_url(batch.id)
                    found[kind, str(batch.id)] = _Found(batch.file_name, url)
            elif kind in KINDS:
                found.update(_documents(session, kind, part))
    return found


def _documents(session: Session, kind: str, ids: Sequence[str]) -> dict[Thing, _Found]:
    """Find documents where they are now: live, drafted, or in the history."""
    found: dict[Thing, _Found] = {}
    of_kind = (Revision.kind == kind, Revision.item_id.in_(ids))
    earlier = select(Revision.item_id, Revision.document).where(*of_kind)
    for item_id, document in session.execute(earlier.order_by(Revision.id)):
        before = found.get((kind, item_id))
        title = title_of(kind, document) if document else before.title if before else ""
        found[kind, item_id] = _Found(title, addresses.history_url(kind, item_id))
    drafts = (
        select(Draft.item_id, Draft.document, Draft.base)
        .where(Draft.kind == kind, Draft.item_id.in_(ids))
        .where(Draft.state.in_(OPEN_DRAFT_STATES))
    )
    for item_id, document, base in session.execute(drafts):
        title = title_of(kind, document or base or {})
        found[kind, item_id] = _Found(title, addresses.item_url(kind, item_id))
    for item_id, title in titles(session, kind, ids).items():
        found[kind, item_id] = _Found(title, addresses.item_url(kind, item_id))
    return found


def _limits(session: Session, rows: Sequence[Audit]) -> dict[str, Mapping[str, str]]:
    """Give the names of what people are limited to, by the field's name."""
    if not any(row.kind == STAFF and row.field for row in rows):
        return {}
    return {
        FIELDS["role"]: ROLES,
        FIELDS["regions"]: titles(session, "region"),
        FIELDS["programmes"]: titles(session, "programme"),
    }
