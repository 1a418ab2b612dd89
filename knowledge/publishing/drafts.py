"""Changes on their way: opened, saved, handed in, sent back. Nothing here is live."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing import scope
from knowledge.publishing.actor import current_actor
from knowledge.publishing.audit import record, record_all, record_changes
from knowledge.publishing.checking import Checker
from knowledge.publishing.documents import live_by_ids, live_document, title_of
from knowledge.publishing.draft_steps import discard, send_back, submit, submit_many
from knowledge.publishing.draft_store import (
    find_draft,
    last_number,
    last_numbers,
    last_versions,
    locked,
    open_drafts,
    require_state,
    require_version,
    stale,
    touched,
)
from knowledge.publishing.errors import (
    NotFoundError,
    StaleDraftError,
)
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.normal import Document, normal
from knowledge.vocabulary import OPEN_DRAFT_STATES

__all__ = [
    "discard",
    "find_draft",
    "open_draft",
    "open_drafts",
    "remove_item",
    "save",
    "save_many",
    "send_back",
    "submit",
    "submit_many",
]


def open_draft(session: Session, kind: str, item_id: str) -> Draft:
    """Give the open draft of a document; make one of what is live if there is none.

    A document that is not live begins with nothing but its id.

    Raises:
        NotAllowedError: Whoever acts may not edit this.
        NotFoundError: There is no such kind.
    """
    chosen = kind_of(kind)
    found = find_draft(session, kind, item_id)
    live = live_document(session, kind, item_id)
    new = live or chosen.blank(item_id)
    scope.require(session, current_actor(), "edit", kind, live, live or None)
    if found is not None:
        return found
    return _made(session, kind, item_id, new, live)


def save(
    session: Session,
    draft: int | tuple[str, str],
    document: Mapping[str, Any],
    expected_version: int | None,
    *,
    live_seen: bool = False,
) -> Draft:
    """Keep a document in its draft, also one that is not right yet.

    A draft that was handed in goes back to be a draft: what a reviewer read and what
    is published are the same.

    Args:
        session: The transaction.
        draft: Id of the draft, or kind and id of its document.
        document: What was typed.
        expected_version: The version that the changes began from; None or 0 where no
            draft was open then.
        live_seen: Whether the change of what is live, told by ``LiveChangedError``,
            was looked at; the draft then counts as made from what is live now.

    Raises:
        StaleDraftError: Somebody saved in between; nothing is written.
        NotAllowedError: Whoever acts may not change this.
        NotFoundError: There is no such draft.
    """
    if isinstance(draft, int):
        known = locked(session, draft)
        draft = (known.kind, known.item_id)
    kind, item_id = draft
    existing = find_draft(session, kind, item_id)
    if existing is not None:
        found = locked(session, existing.id)
        # Meanwhile somebody may have published it.
        if found.state in OPEN_DRAFT_STATES:
            return _store(
                session, found, document, expected_version, live_seen=live_seen
            )
    if existing is not None or expected_version:
        live = live_document(session, kind, item_id)
        reason = "这份草稿已经发布或作废了，您的修改还没有保存，请对照线上内容再保存。"
        raise StaleDraftError(_kept(kind, document), live, 0, 0, reason)
    return _first_save(session, kind, item_id, document)


def save_many(
    session: Session,
    kind: str,
    documents: Mapping[str, Mapping[str, Any]],
    import_id: int | None = None,
) -> list[Draft]:
    """Make a draft of each document, all or none: for imports.

    Args:
        session: The transaction; the caller rolls it back on an error.
        kind: Kind of all documents.
        documents: By item id.
        import_id: The import that they come from.

    Raises:
        StaleDraftError: A document has an open draft already, which says otherwise.
        NotAllowedError: Whoever acts may not change one of them.
    """
    live = live_by_ids(session, kind, documents)
    drafts = open_drafts(session, kind, list(documents))
    numbers = last_numbers(session, kind, list(documents))
    versions = last_versions(session, kind, list(documents))
    actor = scope.widened(session, current_actor())
    made: list[Draft] = []
    changes: list[tuple[str, str, Document | None, Document]] = []
    for item_id, document in documents.items():
        kept = _kept(kind, document)
        existing = drafts.get(item_id)
        if existing is not None:
            if existing.document != kept:
                raise stale(existing, kept)
            made.append(existing)
            continue
        before = live.get(item_id)
        scope.require(session, actor, "edit", kind, before, kept)
        draft = _new(
            kind,
            item_id,
            kept,
            before,
            numbers.get(item_id),
            versions.get(item_id, 0) + 1,
        )
        draft.import_id = import_id
        session.add(draft)
        changes.append((kind, item_id, before, kept))
        made.append(draft)
    record_all(session, "draft.save", changes)
    session.flush()
    return made


def remove_item(
    session: Session, kind: str, item_id: str, expected_version: int | None = None
) -> Draft:
    """Open a draft that removes a document, or let its open draft remove it.

    Args:
        session: The transaction.
        kind: Kind of the document.
        item_id: Its id.
        expected_version: Version of the open draft, if there is one.

    Raises:
        NotFoundError: The document is not live.
        ReferredToError: Others refer to it.
        StaleDraftError: There is a draft that whoever acts has not seen.
        NotAllowedError: They may not change this.
    """
    live = live_document(session, kind, item_id)
    if live is None:
        raise NotFoundError("线上没有这项内容，不用删除；不要的草稿可以作废。")
    scope.require(session, current_actor(), "edit", kind, live, None)
    Checker(session).require_unused(kind, item_id, title_of(kind, live))
    found = find_draft(session, kind, item_id)
    if found is None:
        draft = _made(session, kind, item_id, None, live)
        record_changes(session, "draft.remove", kind, item_id, live, None)
        return draft
    found = locked(session, found.id)
    return _store(session, found, None, expected_version)


def _first_save(
    session: Session, kind: str, item_id: str, document: Mapping[str, Any]
) -> Draft:
    live = live_document(session, kind, item_id)
    kept = _kept(kind, document)
    scope.require(session, current_actor(), "edit", kind, live, kept)
    draft = _made(session, kind, item_id, kept, live)
    if draft.document != kept:
        raise stale(draft, kept)
    record_changes(session, "draft.save", kind, item_id, live, kept)
    return draft


def _store(
    session: Session,
    draft: Draft,
    document: Mapping[str, Any] | None,
    expected_version: int | None,
    *,
    live_seen: bool = False,
) -> Draft:
    kept = None if document is None else _kept(draft.kind, document)
    require_state(draft, *OPEN_DRAFT_STATES)
    # Whoever saves has to have seen what they replace.
    require_version(draft, expected_version or 0, kept)
    actor = current_actor()
    live = live_document(session, draft.kind, draft.item_id)
    before = draft.document
    # What others changed in the draft is not this person's doing. A source is new, and
    # so theirs to correct, until it is live.
    old = live if draft.kind == "source" else before or live
    scope.require(session, actor, "edit", draft.kind, old, kept)
    draft.document = kept
    draft.action = "remove" if kept is None else "put"
    if actor.id not in draft.authors:
        draft.authors = [*draft.authors, actor.id]
    if live_seen:
        draft.base = live
        draft.base_revision = last_number(session, draft.kind, draft.item_id)
    event = "draft.remove" if kept is None else "draft.save"
    record_changes(session, event, draft.kind, draft.item_id, before, kept)
    return touched(session, [draft], "draft")[0]


def _made(
    session: Session,
    kind: str,
    item_id: str,
    document: Document | None,
    live: Document | None,
) -> Draft:
    """Make a draft; where somebody made one at the same moment, give theirs."""
    number = last_number(session, kind, item_id)
    version = last_versions(session, kind, [item_id]).get(item_id, 0) + 1
    draft = _new(kind, item_id, document, live, number, version)
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:
        theirs = find_draft(session, kind, item_id)
        if theirs is None:
            raise
        return theirs
    title = title_of(kind, document or live or {})
    record(session, "draft.open", kind=kind, item_id=item_id, title=title)
    return draft


def _new(
    kind: str,
    item_id: str,
    document: Document | None,
    live: Document | None,
    number: int | None,
    version: int,
) -> Draft:
    actor = current_actor()
    now = datetime.now(UTC)
    return Draft(
        kind=kind,
        item_id=item_id,
        action="remove" if document is None else "put",
        document=document,
        base=live,
        base_revision=number,
        state="draft",
        author_id=actor.id,
        authors=[actor.id],
        created_at=now,
        updated_at=now,
        version=version,
    )


def _kept(kind: str, document: Mapping[str, Any]) -> Document:
    """Give a document in normal form, or, if it is not right yet, as it was typed."""
    try:
        return normal(kind, document)
    except ValidationError:
        return dict(document)
