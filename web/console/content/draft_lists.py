"""Open drafts, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing.actor import Actor, may
from knowledge.publishing.documents import title_of, titles
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.scope import permits
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.content.people_names import names_of
from web.console.imports.lines import listed_singly


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list.

    Attributes:
        label: What kind of item it is.
        mine: Whether the reader wrote in it.
        reviewable: Whether the reader may decide on it now.
    """

    id: int
    kind: str
    label: str
    item_id: str
    title: str
    action: str
    state: str
    author: str
    note: str
    updated_at: datetime
    mine: bool
    reviewable: bool


def state_condition(state: str) -> ColumnElement[bool]:
    """Drafts of one state, or all open ones."""
    if state in OPEN_DRAFT_STATES:
        return Draft.state == state
    return Draft.state.in_(OPEN_DRAFT_STATES)


def waiting_for(session: Session, actor: Actor) -> list[int]:
    """Ids of the drafts that somebody may decide on, the oldest first."""
    if not may(actor, "review"):
        return []
    # Who wrote what is in a list of each row; there are few rows that wait.
    wanted = select(Draft.id, Draft.authors).where(
        Draft.state == "review", listed_singly()
    )
    rows = session.execute(wanted.order_by(Draft.updated_at, Draft.id))
    ids = [row.id for row in rows if actor.id not in row.authors]
    if not actor.limited:
        return ids
    return [one for one in ids if _may_decide(session, actor, session.get(Draft, one))]


def _may_decide(session: Session, actor: Actor, draft: Draft | None) -> bool:
    """Tell whether somebody may decide on all that a draft changes."""
    return draft is not None and permits(
        session,
        actor,
        "review",
        draft.kind,
        draft.base,
        draft.document,
        tuple(draft.authors),
    )


def written_by(session: Session, actor: Actor) -> list[int]:
    """Ids of the open drafts that somebody wrote in, what was sent back first."""
    rows = session.execute(
        select(Draft.id, Draft.authors, Draft.state)
        .where(Draft.state.in_(OPEN_DRAFT_STATES), listed_singly())
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    ).all()
    mine = [row for row in rows if actor.id in row.authors]
    order = ("sent_back", "draft", "review")
    return [row.id for row in sorted(mine, key=lambda row: order.index(row.state))]


def lines(session: Session, actor: Actor, ids: Sequence[int]) -> list[DraftLine]:
    """Read drafts for a list, in the order of ``ids``."""
    drafts = session.scalars(select(Draft).where(Draft.id.in_(ids))).all()
    by_id = {draft.id: draft for draft in drafts}
    found = [by_id[one] for one in ids if one in by_id]
    authors = names_of(session, {draft.author_id for draft in found})
    removed = _live_titles(session, [d for d in found if d.document is None])
    return [
        DraftLine(
            id=draft.id,
            kind=draft.kind,
            label=kind_of(draft.kind).label_zh,
            item_id=draft.item_id,
            title=_title(draft, removed),
            action=draft.action,
            state=draft.state,
            author=authors.get(draft.author_id, ""),
            note=draft.note or "",
            updated_at=draft.updated_at,
            mine=actor.id in draft.authors,
            reviewable=draft.state == "review" and _may_decide(session, actor, draft),
        )
        for draft in found
    ]


def count(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Count drafts."""
    statement = select(func.count()).select_from(Draft).where(*conditions)
    return session.scalars(statement).one()


def _title(draft: Draft, removed: Mapping[tuple[str, str], str]) -> str:
    if draft.document is None:
        return removed.get((draft.kind, draft.item_id), draft.item_id)
    return title_of(draft.kind, draft.document) or draft.item_id


def _live_titles(
    session: Session, drafts: Sequence[Draft]
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, Any], str] = {}
    for kind in {draft.kind for draft in drafts}:
        ids = [draft.item_id for draft in drafts if draft.kind == kind]
        for item_id, title in titles(session, kind, ids).items():
            found[kind, item_id] = title
    return found
