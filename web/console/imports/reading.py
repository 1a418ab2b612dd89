"""What the page of an import shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from knowledge.models import Draft, DraftImport
from knowledge.publishing.actor import Actor, may
from knowledge.publishing.comparing import Change, compare, names_in
from knowledge.publishing.documents import title_of
from knowledge.publishing.draft_store import live_of
from knowledge.publishing.imports import Mark, find_import, mark_of, may_finish
from knowledge.publishing.kinds import KINDS, kind_of
from knowledge.vocabulary import DRAFT_STATES, OPEN_DRAFT_STATES
from web.console.content.people_names import names_of
from web.console.imports.lines import may_decide
from web.console.listing import Listing

_MOST_CHANGED: Final = 20


@dataclass(frozen=True)
class KindCount:
    """How many drafts of a kind an import has."""

    kind: str
    label: str
    new: int
    changed: int
    removed: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.changed + self.removed


@dataclass(frozen=True)
class Shown:
    """One draft of the page.

    Attributes:
        changes: What it changes on what is live, or on what it began from once it is
            decided.
        live_changed: Whether what is live is another than when it was imported.
    """

    id: int
    label: str
    title: str
    state: str
    is_new: bool
    removes: bool
    live_changed: bool
    note: str
    changes: Sequence[Change]


@dataclass(frozen=True)
class ImportPage:
    """A page of an import.

    Attributes:
        batch: The import.
        author: Who imported it.
        kinds: What it has, by kind.
        states: How many of its drafts are in each state.
        drafts: Those of this page.
        listing: Where the page is within all of them.
        mark: How far it is now.
        changed: Readable names of what changed since the first page was opened.
        mine: Whether the reader imported it.
        can_decide: Whether the reader may publish it or send it back.
        can_finish: Whether the reader may hand it in or put it away.
    """

    batch: DraftImport
    author: str
    kinds: Sequence[KindCount]
    states: Mapping[str, int]
    drafts: Sequence[Shown]
    listing: Listing
    mark: Mark
    changed: Sequence[str]
    mine: bool
    can_decide: bool
    can_finish: bool

    @property
    def open(self) -> int:
        """How many drafts are not decided."""
        return sum(self.states.get(state, 0) for state in OPEN_DRAFT_STATES)

    @property
    def waiting(self) -> int:
        """How many wait for review."""
        return self.states.get("review", 0)

    @property
    def unsent(self) -> int:
        """How many are still to be handed in."""
        return self.open - self.waiting


def read_import(
    session: Session,
    actor: Actor,
    import_id: int,
    listing: Listing,
    *,
    kind: str = "",
    state: str = "",
    seen: Mark | None = None,
) -> ImportPage:
    """Read a page.

    Args:
        session: The database.
        actor: Who reads it.
        import_id: The import.
        listing: Which page.
        kind: Only drafts of this kind, if wanted.
        state: Only those in this state, if wanted.
        seen: How far the import was when the reader opened the first page.

    Raises:
        NotFoundError: There is no such import.
    """
    batch = find_import(session, import_id)
    narrowed = _conditions(import_id, kind, state)
    number = select(func.count()).select_from(Draft).where(*narrowed)
    counted = listing.counted(session.scalars(number).one())
    wanted = (
        select(Draft)
        .where(*narrowed)
        .order_by(Draft.id)
        .offset(counted.offset)
        .limit(counted.limit)
    )
    mark = mark_of(session, import_id)
    states = _states(session, import_id)
    return ImportPage(
        batch=batch,
        author=names_of(session, {batch.author_id}).get(batch.author_id, ""),
        kinds=_kinds(session, import_id),
        states=states,
        drafts=_shown(session, session.scalars(wanted).all()),
        listing=counted,
        mark=seen or mark,
        changed=_changed(session, import_id, seen) if seen not in (None, mark) else (),
        mine=batch.author_id == actor.id,
        can_decide=bool(states.get("review"))
        and may(actor, "publish")
        and may_decide(session, actor, batch),
        can_finish=may_finish(actor, batch),
    )


def _conditions(import_id: int, kind: str, state: str) -> list[ColumnElement[bool]]:
    conditions = [Draft.import_id == import_id]
    if kind in KINDS:
        conditions.append(Draft.kind == kind)
    if state in DRAFT_STATES:
        conditions.append(Draft.state == state)
    return conditions


def _states(session: Session, import_id: int) -> dict[str, int]:
    statement = select(Draft.state, func.count()).where(Draft.import_id == import_id)
    rows = session.execute(statement.group_by(Draft.state))
    return {state: number for state, number in rows}


def _kinds(session: Session, import_id: int) -> list[KindCount]:
    is_new = Draft.base.is_(None)
    statement = (
        select(Draft.kind, Draft.action, is_new, func.count())
        .where(Draft.import_id == import_id)
        .group_by(Draft.kind, Draft.action, is_new)
    )
    found: dict[str, list[int]] = {}
    for kind, action, new, number in session.execute(statement):
        place = 2 if action == "remove" else 0 if new else 1
        found.setdefault(kind, [0, 0, 0])[place] += number
    return [
        KindCount(kind, KINDS[kind].label_zh, *found[kind])
        for kind in KINDS
        if kind in found
    ]


def _shown(session: Session, drafts: Sequence[Draft]) -> list[Shown]:
    live = live_of(session, drafts)
    olds = {
        draft.id: live[draft.kind, draft.item_id]
        if draft.state in OPEN_DRAFT_STATES
        else draft.base
        for draft in drafts
    }
    names = names_in(session, *olds.values(), *(draft.document for draft in drafts))
    return [
        Shown(
            id=draft.id,
            label=kind_of(draft.kind).label_zh,
            title=title_of(draft.kind, draft.document or draft.base or {}),
            state=draft.state,
            is_new=olds[draft.id] is None,
            removes=draft.document is None,
            live_changed=olds[draft.id] != draft.base,
            note=draft.note or "",
            changes=compare(olds[draft.id], draft.document, names),
        )
        for draft in drafts
    ]


def _changed(session: Session, import_id: int, seen: Mark | None) -> list[str]:
    later = seen.last if seen else Mark().last
    drafts = session.scalars(
        select(Draft)
        .where(Draft.import_id == import_id, Draft.updated_at > later)
        .order_by(Draft.id)
        .limit(_MOST_CHANGED)
    )
    return [
        title_of(draft.kind, draft.document or draft.base or {}) for draft in drafts
    ] or ["有的草稿"]
