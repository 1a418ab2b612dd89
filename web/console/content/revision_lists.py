"""Published revisions, as lists show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.models import Revision
from knowledge.publishing.actor import Actor, may
from knowledge.publishing.documents import live_document, titles
from knowledge.publishing.drafts import find_draft
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.scope import may_open, permits
from web.console.content.people_names import names_of


@dataclass(frozen=True)
class RevisionLine:
    """A revision in a list; author and reviewer are names, empty for the seed's."""

    id: int
    kind: str
    label: str
    item_id: str
    title: str
    number: int
    removed: bool
    author: str
    reviewer: str
    why: str
    at: datetime


def latest(session: Session, limit: int, offset: int) -> list[RevisionLine]:
    """Give what was published last, the newest first."""
    return _lines(
        session,
        _COLUMNS.where(Revision.reviewer_id.is_not(None))
        .order_by(Revision.id.desc())
        .limit(limit)
        .offset(offset),
    )


def count(session: Session) -> int:
    """Count what was published."""
    return session.scalars(
        select(func.count())
        .select_from(Revision)
        .where(Revision.reviewer_id.is_not(None))
    ).one()


def of_item(session: Session, kind: str, item_id: str) -> list[RevisionLine]:
    """Give all revisions of an item, the newest first."""
    return _lines(
        session,
        _COLUMNS.where(Revision.kind == kind, Revision.item_id == item_id).order_by(
            Revision.number.desc()
        ),
    )


def restorable(
    session: Session, actor: Actor, kind: str, item_id: str
) -> Collection[int]:
    """Give the numbers of an item's revisions that somebody may bring back."""
    if not may(actor, "edit", kind):
        return ()
    of_this = Revision.kind == kind, Revision.item_id == item_id
    if not actor.limited:
        return session.scalars(select(Revision.number).where(*of_this)).all()
    live = live_document(session, kind, item_id)
    draft = find_draft(session, kind, item_id)
    now = (draft.document if draft else None) or live
    rows = session.execute(
        select(Revision.number, Revision.document).where(*of_this)
    ).all()
    return [
        row.number
        for row in rows
        if may_open(session, actor, kind, live, row.document)
        and permits(session, actor, "edit", kind, now, row.document)
    ]


# Without the documents, which may be large.
_COLUMNS = select(
    Revision.id,
    Revision.kind,
    Revision.item_id,
    Revision.number,
    Revision.document.is_(None).label("removed"),
    Revision.author_id,
    Revision.reviewer_id,
    Revision.why,
    Revision.at,
)


def _lines(session: Session, statement: object) -> list[RevisionLine]:
    rows = session.execute(statement).all()  # type: ignore[call-overload]
    people = names_of(
        session, {r.author_id for r in rows} | {r.reviewer_id for r in rows}
    )
    named: dict[tuple[str, str], str] = {}
    for kind in {row.kind for row in rows}:
        ids = {row.item_id for row in rows if row.kind == kind}
        for item_id, title in titles(session, kind, ids).items():
            named[kind, item_id] = title
    return [
        RevisionLine(
            id=row.id,
            kind=row.kind,
            label=kind_of(row.kind).label_zh,
            item_id=row.item_id,
            title=named.get((row.kind, row.item_id), row.item_id),
            number=row.number,
            removed=bool(row.removed),
            author=people.get(row.author_id, ""),
            reviewer=people.get(row.reviewer_id, ""),
            why=row.why,
            at=row.at,
        )
        for row in rows
    ]
