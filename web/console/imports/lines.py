"""Imports in lists: many drafts on one line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from knowledge.models import Draft, DraftImport
from knowledge.publishing import scope
from knowledge.publishing.actor import Actor, may
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.content.people_names import names_of

MANY: Final = 10
"""Up to so many drafts of an import are listed one by one."""


@dataclass(frozen=True)
class ImportLine:
    """An import in a list.

    Attributes:
        author: Who imported it.
        total: How many of its drafts are open.
        states: How many of these are in each state.
    """

    id: int
    file_name: str
    author: str
    at: datetime
    total: int
    states: Mapping[str, int]


def listed_singly() -> ColumnElement[bool]:
    """Open drafts that a list names, rather than the import that they came from."""
    many = (
        select(Draft.import_id)
        .where(Draft.import_id.is_not(None), Draft.state.in_(OPEN_DRAFT_STATES))
        .group_by(Draft.import_id)
        .having(func.count() > MANY)
    )
    return or_(Draft.import_id.is_(None), Draft.import_id.not_in(many))


def import_lines(
    session: Session,
    actor: Actor,
    *,
    whose: str = "",
    state: str = "",
    kind: str = "",
) -> list[ImportLine]:
    """Give the imports of which many drafts are open, the latest first.

    Args:
        session: The database.
        actor: Who reads the list.
        whose: ``mine``, ``waiting`` (for the reader's decision) or anybody's.
        state: A state that one of the drafts has to be in, if wanted.
        kind: Likewise a kind.
    """
    counts: dict[int, dict[str, int]] = {}
    matching: set[int] = set()
    statement = (
        select(Draft.import_id, Draft.state, Draft.kind, func.count())
        .where(Draft.import_id.is_not(None), Draft.state.in_(OPEN_DRAFT_STATES))
        .group_by(Draft.import_id, Draft.state, Draft.kind)
    )
    for import_id, found_state, found_kind, number in session.execute(statement):
        assert import_id is not None
        states = counts.setdefault(import_id, {})
        states[found_state] = states.get(found_state, 0) + number
        if state in ("", found_state) and kind in ("", found_kind):
            matching.add(import_id)
    wanted = [one for one in matching if sum(counts[one].values()) > MANY]
    batches = session.scalars(
        select(DraftImport)
        .where(DraftImport.id.in_(wanted))
        .order_by(DraftImport.id.desc())
    ).all()
    if whose == "mine":
        batches = [batch for batch in batches if batch.author_id == actor.id]
    elif whose == "waiting":
        batches = [
            batch
            for batch in batches
            if counts[batch.id].get("review") and may_decide(session, actor, batch)
        ]
    names = names_of(session, {batch.author_id for batch in batches})
    return [
        ImportLine(
            id=batch.id,
            file_name=batch.file_name,
            author=names.get(batch.author_id, ""),
            at=batch.at,
            total=sum(counts[batch.id].values()),
            states=counts[batch.id],
        )
        for batch in batches
    ]


def may_decide(session: Session, actor: Actor, batch: DraftImport) -> bool:
    """Tell whether somebody may decide on all that waits of an import."""
    if not may(actor, "review", author_id=batch.author_id):
        return False
    waiting = (Draft.import_id == batch.id, Draft.state == "review")
    authors: Collection[list[int]] = session.scalars(
        select(Draft.authors).where(*waiting)
    ).all()
    if any(actor.id in ids for ids in authors):
        return False
    if not actor.limited:
        return True
    who = scope.widened(session, actor)
    rows = session.execute(
        select(Draft.kind, Draft.base, Draft.document).where(*waiting)
    )
    return all(
        scope.permits(session, who, "review", row.kind, row.base, row.document)
        for row in rows
    )
