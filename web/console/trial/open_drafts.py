"""The open drafts that a trial counts in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing.actor import Actor, may
from knowledge.publishing.checking import Checker, well_formed
from knowledge.publishing.checks.world import Key
from knowledge.publishing.documents import live_document, title_of
from knowledge.publishing.errors import ReferredToError
from knowledge.publishing.normal import Document
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.content.addresses import item_url

Stamp = tuple[tuple[int, int], ...]
"""Ids and versions of drafts: changes whenever one of them does."""


@dataclass(frozen=True)
class Named:
    """An open draft as a trial's page names it.

    Attributes:
        kind: Kind of its document.
        title: Readable name of that.
        url: Where it is edited.
        removed: Whether it removes the document.
        reason: Why it is not counted in; empty where it is.
    """

    kind: str
    title: str
    url: str
    removed: bool
    reason: str = ""


@dataclass(frozen=True)
class Countable:
    """Open drafts, as documents that can be laid over what is live.

    Attributes:
        documents: By kind and id; None removes.
        counted: The same, for people.
        left_out: Those that are not fit to be published yet.
    """

    documents: dict[Key, Document | None] = field(default_factory=dict)
    counted: Sequence[Named] = ()
    left_out: Sequence[Named] = ()


def visible(session: Session, actor: Actor) -> list[Draft]:
    """Read the open drafts that somebody may see, in order of their ids."""
    statement = select(Draft).where(Draft.state.in_(OPEN_DRAFT_STATES))
    return [
        draft
        for draft in session.scalars(statement.order_by(Draft.id))
        if may(actor, "view", draft.kind, draft.document)
    ]


def stamp(drafts: Sequence[Draft]) -> Stamp:
    """Give what tells whether drafts are still the same."""
    return tuple((draft.id, draft.version) for draft in drafts)


def countable(session: Session, drafts: Sequence[Draft]) -> Countable:
    """Leave out what could not be published, and what rests on that alone."""
    documents, misfits = well_formed(session, drafts)
    reasons = {key: found[0].message for key, found in misfits.items()}
    while bad := _refused(session, documents):
        reasons |= bad
        for key in bad:
            del documents[key]
    named = [
        _named(session, draft, reasons.get((draft.kind, draft.item_id), ""))
        for draft in drafts
    ]
    return Countable(
        documents,
        [one for one in named if not one.reason],
        [one for one in named if one.reason],
    )


def _refused(session: Session, documents: dict[Key, Document | None]) -> dict[Key, str]:
    checker = Checker(session, documents, with_drafts=False)
    found: dict[Key, str] = {}
    for (kind, item_id), document in documents.items():
        if document is None:
            try:
                checker.require_unused(kind, item_id, item_id)
            except ReferredToError as error:
                found[kind, item_id] = error.message
            continue
        problems = checker.problems(kind, document, item_id)
        if problems:
            found[kind, item_id] = problems[0].message
    return found


def _named(session: Session, draft: Draft, reason: str) -> Named:
    document = draft.document or live_document(session, draft.kind, draft.item_id)
    return Named(
        draft.kind,
        title_of(draft.kind, document or {}) or draft.item_id,
        item_url(draft.kind, draft.item_id),
        draft.document is None,
        reason,
    )
