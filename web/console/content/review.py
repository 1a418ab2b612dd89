"""What a reviewer sees of drafts before deciding on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing.actor import Actor, may
from knowledge.publishing.checking import Checker
from knowledge.publishing.checks.references import references_in
from knowledge.publishing.checks.world import Key
from knowledge.publishing.comparing import Change, difference
from knowledge.publishing.documents import live_document
from knowledge.publishing.normal import Document
from knowledge.publishing.scope import may_open, permits
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.content.draft_lists import DraftLine, lines
from web.console.content.form_fields import form_of
from web.console.content.placing import placed, summary
from web.console.content.references import directory_for
from web.console.problem import FieldProblem


@dataclass(frozen=True)
class Reviewed:
    """One draft.

    Attributes:
        changes: What it changes on what is live.
        live_changed: Whether what is live is another than when it was opened.
        problems: What keeps it from going live; the other drafts of the page count.
        can_edit: Whether the reader may change it or hand it in.
        can_discard: Whether the reader may put it away.
    """

    line: DraftLine
    version: int
    changes: Sequence[Change]
    is_new: bool
    live_changed: bool
    problems: Sequence[FieldProblem]
    warnings: Sequence[FieldProblem]
    can_edit: bool
    can_discard: bool


@dataclass(frozen=True)
class Review:
    """A page with one or several drafts.

    Attributes:
        related: Other open drafts that these refer to, or that refer to these.
        can_publish: Whether the reader may publish all of them together.
    """

    drafts: Sequence[Reviewed]
    related: Sequence[DraftLine]
    can_publish: bool


def read_review(session: Session, actor: Actor, ids: Sequence[int]) -> Review:
    """Read drafts for a decision; those that do not exist are left out."""
    by_id = {
        draft.id: draft
        for draft in session.scalars(select(Draft).where(Draft.id.in_(ids)))
    }
    drafts = [by_id[one] for one in ids if one in by_id]
    shown = lines(session, actor, [draft.id for draft in drafts])
    batch: dict[Key, Document | None] = {
        (draft.kind, draft.item_id): draft.document
        for draft in drafts
        if draft.state in OPEN_DRAFT_STATES
    }
    checker = Checker(session, batch)
    reviewed = [
        _reviewed(session, actor, checker, draft, line)
        for draft, line in zip(drafts, shown, strict=True)
    ]
    return Review(
        reviewed,
        lines(session, actor, _related(session, batch)),
        bool(reviewed)
        and all(one.line.reviewable for one in reviewed)
        and may(actor, "publish"),
    )


def _reviewed(
    session: Session, actor: Actor, checker: Checker, draft: Draft, line: DraftLine
) -> Reviewed:
    is_open = draft.state in OPEN_DRAFT_STATES
    # A draft that is decided is compared with what it began from.
    live = live_document(session, draft.kind, draft.item_id) if is_open else draft.base
    problems: list[FieldProblem] = []
    warnings: list[FieldProblem] = []
    if is_open and draft.document is not None:
        parts = form_of(draft.kind, draft.item_id)
        names = directory_for(session, parts)
        found = checker.problems(draft.kind, draft.document, draft.item_id)
        doubts = checker.warnings(draft.kind, draft.document)
        problems = summary(parts, draft.document, placed(parts, found), names)
        warnings = summary(parts, draft.document, placed(parts, doubts), names)
    return Reviewed(
        line=line,
        version=draft.version,
        changes=difference(session, live, draft.document),
        is_new=live is None,
        live_changed=is_open and live != draft.base,
        problems=problems,
        warnings=warnings,
        can_edit=is_open and may_open(session, actor, draft.kind, live, draft.document),
        can_discard=is_open
        and permits(session, actor, "edit", draft.kind, live, draft.document),
    )


def _related(session: Session, batch: Mapping[Key, Document | None]) -> list[int]:
    """Find open drafts that belong together with some."""
    named = {key for document in batch.values() for key in _named(document)}
    found = []
    rows = session.execute(
        select(Draft.id, Draft.kind, Draft.item_id, Draft.base, Draft.document).where(
            Draft.state.in_(OPEN_DRAFT_STATES)
        )
    )
    for row in rows:
        key = (row.kind, row.item_id)
        if key in batch:
            continue
        # Only what is new has to go live together with what refers to it.
        needed = key in named and row.base is None
        needs = any(
            other in batch and batch[other] is not None
            for other in _named(row.document)
        )
        if needed or (needs and _is_new(session, batch, row.document)):
            found.append(row.id)
    return found


def _is_new(
    session: Session,
    batch: Mapping[Key, Document | None],
    document: Document | None,
) -> bool:
    return any(
        live_document(session, *key) is None for key in _named(document) if key in batch
    )


def _named(document: Mapping[str, Any] | None) -> set[Key]:
    return {(one.kind, one.item_id) for one in references_in(document or {})}
