"""Hand drafts in, send them back, put them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing import scope
from knowledge.publishing.actor import current_actor
from knowledge.publishing.audit import record_steps
from knowledge.publishing.checking import Checker
from knowledge.publishing.documents import live_document, title_of
from knowledge.publishing.draft_store import (
    all_locked,
    live_of,
    locked,
    require_base,
    require_state,
    require_version,
    touched,
)
from knowledge.publishing.errors import (
    InvalidDocumentError,
    WrongStateError,
)
from knowledge.vocabulary import OPEN_DRAFT_STATES


def submit(
    session: Session, draft_id: int, expected_version: int | None = None
) -> Draft:
    """Hand a draft in for review.

    Args:
        session: The transaction.
        draft_id: The draft.
        expected_version: The version that whoever acts has seen; None for any.

    Raises:
        InvalidDocumentError: It is not fit to go live.
        ReferredToError: It removes what others refer to.
        StaleDraftError: It is not the version that whoever acts has seen.
        LiveChangedError: What is live changed meanwhile.
        NotAllowedError, NotFoundError, WrongStateError: As by ``save``.
    """
    versions = None if expected_version is None else {draft_id: expected_version}
    return submit_many(session, [draft_id], versions)[0]


def submit_many(
    session: Session,
    draft_ids: Iterable[int],
    versions: Mapping[int, int] | None = None,
) -> list[Draft]:
    """Hand several drafts in, all or none; errors as by ``submit``.

    Args:
        session: The transaction; the caller rolls it back on an error.
        draft_ids: The drafts.
        versions: The versions that whoever acts has seen, by id, where it matters.
    """
    actor = scope.widened(session, current_actor())
    checker = Checker(session)
    drafts = all_locked(session, draft_ids)
    live = live_of(session, drafts)
    for draft in drafts:
        require_state(draft, "draft", "sent_back")
        require_version(draft, (versions or {}).get(draft.id), draft.document)
        now = live[draft.kind, draft.item_id]
        whole = draft.document or now
        scope.require(session, actor, "submit", draft.kind, whole, whole)
        require_base(draft, now)
        if draft.document is None:
            title = title_of(draft.kind, now or {})
            checker.require_unused(draft.kind, draft.item_id, title)
        else:
            found = checker.problems(draft.kind, draft.document, draft.item_id)
            if found:
                raise InvalidDocumentError(draft.kind, draft.item_id, found)
    return moved(session, drafts, "review", "draft.submit")


def send_back(
    session: Session, draft_id: int, note: str, expected_version: int | None = None
) -> Draft:
    """Give a draft back to its authors with a note.

    Raises:
        NotAllowedError, NotFoundError, StaleDraftError, WrongStateError: As above.
    """
    draft = locked(session, draft_id)
    require_state(draft, "review")
    require_version(draft, expected_version, draft.document)
    live = live_document(session, draft.kind, draft.item_id)
    actor = current_actor()
    scope.require(
        session, actor, "review", draft.kind, live, draft.document, tuple(draft.authors)
    )
    if not note.strip():
        raise WrongStateError("请写一句退回的理由，方便同事修改。")
    draft.note = note.strip()
    draft.reviewer_id = actor.id
    return moved(session, [draft], "sent_back", "draft.send_back", new=draft.note)[0]


def discard(
    session: Session, draft_id: int, expected_version: int | None = None
) -> Draft:
    """Put a draft away for good; it stays in the database.

    Raises:
        NotAllowedError, NotFoundError, StaleDraftError, WrongStateError: As above.
    """
    draft = locked(session, draft_id)
    require_state(draft, *OPEN_DRAFT_STATES)
    require_version(draft, expected_version, draft.document)
    live = live_document(session, draft.kind, draft.item_id)
    scope.require(session, current_actor(), "edit", draft.kind, live, draft.document)
    return moved(session, [draft], "discarded", "draft.discard", old=True)[0]


def moved(
    session: Session,
    drafts: Sequence[Draft],
    state: str,
    event: str,
    *,
    old: bool = False,
    new: Any = None,
) -> list[Draft]:
    """Put drafts into a state, and write that down of each.

    Args:
        session: The transaction.
        drafts: Locked drafts that may be put there.
        state: The state.
        event: As the audit has it.
        old: Whether the audit keeps what the drafts said.
        new: What the audit keeps besides.
    """
    steps = [
        (
            draft.kind,
            draft.item_id,
            title_of(draft.kind, draft.document or draft.base or {}),
            draft.document if old else None,
            new,
        )
        for draft in drafts
    ]
    record_steps(session, event, steps)
    return touched(session, drafts, state)
