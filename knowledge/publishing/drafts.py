"""Changes on their way: opened, saved, handed in, sent back. Nothing here is live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.models import Draft, Revision
from knowledge.publishing import scope
from knowledge.publishing.actor import current_actor
from knowledge.publishing.audit import record, record_all, record_changes
from knowledge.publishing.checking import Checker
from knowledge.publishing.documents import live_by_ids, live_document, title_of
from knowledge.publishing.errors import (
    InvalidDocumentError,
    LiveChangedError,
    NotFoundError,
    StaleDraftError,
    WrongStateError,
)
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.normal import Document, normal
from knowledge.vocabulary import OPEN_DRAFT_STATES

_AT_ONCE = 1000


def find_draft(session: Session, kind: str, item_id: str) -> Draft | None:
    """Give the open draft of a document, if there is one."""
    return session.scalars(
        select(Draft).where(
            Draft.kind == kind,
            Draft.item_id == item_id,
            Draft.state.in_(OPEN_DRAFT_STATES),
        )
    ).one_or_none()


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
        return _store(session, found, document, expected_version, live_seen=live_seen)
    if expected_version:
        live = live_document(session, kind, item_id)
        reason = "这份草稿已经发布或作废了，您的修改还没有保存，请对照线上内容再保存。"
        raise StaleDraftError(_kept(kind, document), live, 0, 0, reason)
    return _first_save(session, kind, item_id, document)


def save_many(
    session: Session, kind: str, documents: Mapping[str, Mapping[str, Any]]
) -> list[Draft]:
    """Make a draft of each document, all or none: for imports.

    Args:
        session: The transaction; the caller rolls it back on an error.
        kind: Kind of all documents.
        documents: By item id.

    Raises:
        StaleDraftError: A document has an open draft already, which says otherwise.
        NotAllowedError: Whoever acts may not change one of them.
    """
    live = live_by_ids(session, kind, documents)
    drafts = open_drafts(session, kind, list(documents))
    numbers = last_numbers(session, kind, list(documents))
    versions = _last_versions(session, kind, list(documents))
    made: list[Draft] = []
    changes: list[tuple[str, str, Document | None, Document]] = []
    for item_id, document in documents.items():
        kept = _kept(kind, document)
        existing = drafts.get(item_id)
        if existing is not None:
            if existing.document != kept:
                raise _stale(existing, kept)
            made.append(existing)
            continue
        before = live.get(item_id)
        scope.require(session, current_actor(), "edit", kind, before, kept)
        draft = _new(
            kind,
            item_id,
            kept,
            before,
            numbers.get(item_id),
            versions.get(item_id, 0) + 1,
        )
        session.add(draft)
        changes.append((kind, item_id, before, kept))
        made.append(draft)
    record_all(session, "draft.save", changes)
    session.flush()
    return made


def open_drafts(
    session: Session, kind: str, item_ids: list[str] | None = None
) -> dict[str, Draft]:
    """Give the open drafts of a kind by item id: of these, or all."""
    found: dict[str, Draft] = {}
    statement = select(Draft).where(
        Draft.kind == kind, Draft.state.in_(OPEN_DRAFT_STATES)
    )
    for draft in session.scalars(statement):
        found[draft.item_id] = draft
    if item_ids is None:
        return found
    wanted = set(item_ids)
    return {item_id: draft for item_id, draft in found.items() if item_id in wanted}


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
    actor = current_actor()
    checker = Checker(session)
    drafts = all_locked(session, draft_ids)
    live = live_of(session, drafts)
    for draft in drafts:
        _require_state(draft, "draft", "sent_back")
        _require_version(draft, (versions or {}).get(draft.id), draft.document)
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
    for draft in drafts:
        _moved(session, draft, "review", "draft.submit")
    return drafts


def send_back(
    session: Session, draft_id: int, note: str, expected_version: int | None = None
) -> Draft:
    """Give a draft back to its authors with a note.

    Raises:
        NotAllowedError, NotFoundError, StaleDraftError, WrongStateError: As above.
    """
    draft = locked(session, draft_id)
    _require_state(draft, "review")
    _require_version(draft, expected_version, draft.document)
    live = live_document(session, draft.kind, draft.item_id)
    actor = current_actor()
    scope.require(
        session, actor, "review", draft.kind, live, draft.document, tuple(draft.authors)
    )
    if not note.strip():
        raise WrongStateError("请写一句退回的理由，方便同事修改。")
    draft.note = note.strip()
    draft.reviewer_id = actor.id
    return _moved(session, draft, "sent_back", "draft.send_back", new=draft.note)


def discard(
    session: Session, draft_id: int, expected_version: int | None = None
) -> Draft:
    """Put a draft away for good; it stays in the database.

    Raises:
        NotAllowedError, NotFoundError, StaleDraftError, WrongStateError: As above.
    """
    draft = locked(session, draft_id)
    _require_state(draft, *OPEN_DRAFT_STATES)
    _require_version(draft, expected_version, draft.document)
    live = live_document(session, draft.kind, draft.item_id)
    scope.require(session, current_actor(), "edit", draft.kind, live, draft.document)
    return _moved(session, draft, "discarded", "draft.discard", old=draft.document)


def locked(session: Session, draft_id: int) -> Draft:
    """Read a draft as it is now, and keep others from changing it meanwhile.

    Raises:
        NotFoundError: There is none.
    """
    return all_locked(session, [draft_id])[0]


def all_locked(session: Session, draft_ids: Iterable[int]) -> list[Draft]:
    """Read drafts as they are now, and keep others from changing them meanwhile.

    Returns:
        The drafts in the order asked for, each once.

    Raises:
        NotFoundError: One of them does not exist.
    """
    wanted = list(dict.fromkeys(draft_ids))
    found: dict[int, Draft] = {}
    # In one order, so that two who lock several never wait for each other.
    ordered = sorted(wanted)
    for start in range(0, len(ordered), _AT_ONCE):
        statement = (
            select(Draft)
            .where(Draft.id.in_(ordered[start : start + _AT_ONCE]))
            .order_by(Draft.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        found.update({draft.id: draft for draft in session.scalars(statement)})
    if len(found) < len(wanted):
        raise NotFoundError("没有这份草稿。")
    return [found[draft_id] for draft_id in wanted]


def live_of(
    session: Session, drafts: Sequence[Draft]
) -> dict[tuple[str, str], Document | None]:
    """Give what is live of the documents of some drafts, by kind and id."""
    live: dict[tuple[str, str], Document | None] = {
        (draft.kind, draft.item_id): None for draft in drafts
    }
    for kind in {draft.kind for draft in drafts}:
        ids = [draft.item_id for draft in drafts if draft.kind == kind]
        for item_id, document in live_by_ids(session, kind, ids).items():
            live[kind, item_id] = document
    return live


def require_base(draft: Draft, live: Document | None) -> None:
    """Make sure that what is live is still what the draft began from.

    Raises:
        LiveChangedError: It is not.
    """
    if draft.base != live:
        raise LiveChangedError(
            draft.document,
            live,
            draft.id,
            draft.version,
            "草稿打开以后，线上的内容已经变了，请对照线上内容核对后再保存一次。",
        )


def _first_save(
    session: Session, kind: str, item_id: str, document: Mapping[str, Any]
) -> Draft:
    live = live_document(session, kind, item_id)
    kept = _kept(kind, document)
    scope.require(session, current_actor(), "edit", kind, live, kept)
    draft = _made(session, kind, item_id, kept, live)
    if draft.document != kept:
        raise _stale(draft, kept)
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
    _require_state(draft, *OPEN_DRAFT_STATES)
    # Whoever saves has to have seen what they replace.
    _require_version(draft, expected_version or 0, kept)
    actor = current_actor()
    live = live_document(session, draft.kind, draft.item_id)
    before = draft.document
    # What others changed in the draft is not this person's doing.
    scope.require(session, actor, "edit", draft.kind, before or live, kept)
    draft.document = kept
    draft.action = "remove" if kept is None else "put"
    if actor.id not in draft.authors:
        draft.authors = [*draft.authors, actor.id]
    if live_seen:
        draft.base = live
        draft.base_revision = last_number(session, draft.kind, draft.item_id)
    event = "draft.remove" if kept is None else "draft.save"
    record_changes(session, event, draft.kind, draft.item_id, before, kept)
    return _touched(session, draft, "draft")


def _made(
    session: Session,
    kind: str,
    item_id: str,
    document: Document | None,
    live: Document | None,
) -> Draft:
    """Make a draft; where somebody made one at the same moment, give theirs."""
    number = last_number(session, kind, item_id)
    version = _last_versions(session, kind, [item_id]).get(item_id, 0) + 1
    draft = _new(kind, item_id, document, live, number, version)
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:
        theirs = find_draft(session, kind, item_id)
        if theirs is None:
            raise
        return theirs
    record(session, "draft.open", kind=kind, item_id=item_id)
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


def _moved(
    session: Session,
    draft: Draft,
    state: str,
    event: str,
    old: Any = None,
    new: Any = None,
) -> Draft:
    record(session, event, kind=draft.kind, item_id=draft.item_id, old=old, new=new)
    return _touched(session, draft, state)


def _touched(session: Session, draft: Draft, state: str) -> Draft:
    draft.state = state
    draft.version += 1
    draft.updated_at = datetime.now(UTC)
    session.flush()
    return draft


def _require_state(draft: Draft, *states: str) -> None:
    if draft.state in states:
        return
    match draft.state:
        case "published":
            reason = "这份草稿已经发布了。"
        case "discarded":
            reason = "这份草稿已经作废了。"
        case "review":
            reason = "这份草稿正在等审核。"
        case _:
            reason = "这份草稿还没有提交审核。"
    raise WrongStateError(reason)


def _require_version(draft: Draft, expected: int | None, mine: Document | None) -> None:
    if expected is not None and expected != draft.version:
        raise _stale(draft, mine)


def _stale(draft: Draft, mine: Document | None) -> StaleDraftError:
    return StaleDraftError(mine, draft.document, draft.id, draft.version)


def last_number(session: Session, kind: str, item_id: str) -> int | None:
    """Give the number of a document's newest revision; None if it has none."""
    return last_numbers(session, kind, [item_id]).get(item_id)


def last_numbers(session: Session, kind: str, item_ids: list[str]) -> dict[str, int]:
    return _greatest(session, Revision, Revision.number, kind, item_ids)


def _last_versions(session: Session, kind: str, item_ids: list[str]) -> dict[str, int]:
    # A new draft counts on from the last one's: no version ever means two states.
    return _greatest(session, Draft, Draft.version, kind, item_ids)


def _greatest(
    session: Session, table: Any, column: Any, kind: str, item_ids: list[str]
) -> dict[str, int]:
    statement = (
        select(table.item_id, func.max(column))
        .where(table.kind == kind)
        .group_by(table.item_id)
    )
    if len(item_ids) == 1:
        statement = statement.where(table.item_id == item_ids[0])
    return dict(session.execute(statement).all())
