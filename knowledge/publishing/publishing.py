"""Bring drafts live: rows, revisions and audit in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.models import Draft, KnowledgeVersion, Revision
from knowledge.publishing import scope
from knowledge.publishing.actor import current_actor
from knowledge.publishing.audit import record_all
from knowledge.publishing.checking import Checker, well_formed
from knowledge.publishing.checks.world import Key
from knowledge.publishing.documents import title_of
from knowledge.publishing.draft_store import (
    all_locked,
    last_numbers,
    live_of,
    require_base,
)
from knowledge.publishing.errors import (
    InvalidDocumentError,
    PublishingError,
    StaleDraftError,
    WrongStateError,
)
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.normal import Document

_BEFORE = "发布台启用前就有的内容"


def publish(
    session: Session,
    draft_ids: Sequence[int],
    why: str,
    versions: Mapping[int, int] | None = None,
) -> list[Revision]:
    """Bring drafts live that were handed in, all of them or none.

    Args:
        session: The transaction; the caller rolls it back on an error.
        draft_ids: What to publish; what belongs together can refer to each other.
        why: The reason, kept with each revision.
        versions: The versions of the drafts that whoever acts has read, by id; where
            given, nothing else is published.

    Returns:
        The new revisions, in the order of ``draft_ids``.

    Raises:
        NotAllowedError: Whoever acts changed one of the drafts, or may not publish it.
        WrongStateError: A draft is not waiting for review.
        StaleDraftError: A draft was changed since it was read.
        LiveChangedError: What is live changed since a draft was opened.
        InvalidDocumentError: A document is not fit to go live.
        ReferredToError: A document to be removed is still in use.
        NotFoundError: There is no such draft.
    """
    require_why(why)
    take_turn(session)
    drafts = all_locked(session, draft_ids)
    live = live_of(session, drafts)
    _check_review(session, drafts, live, versions or {})
    documents = _checked(session, drafts, live)
    return bring_live(session, drafts, live, documents, why)


def require_why(why: str) -> None:
    """Make sure that a reason for publishing is given (WrongStateError)."""
    if not why.strip():
        raise WrongStateError("请写一句发布的理由。")


def take_turn(session: Session) -> None:
    """Let one publish at a time; on SQLite the transaction holds the lock already."""
    session.execute(select(KnowledgeVersion.version).with_for_update())


def bring_live(
    session: Session,
    drafts: Sequence[Draft],
    live: Mapping[Key, Document | None],
    documents: Mapping[Key, Document | None],
    why: str,
) -> list[Revision]:
    """Write live rows, revisions and audit of drafts that were found fit.

    Args:
        session: The transaction, in which it is this one's turn.
        drafts: Locked drafts.
        live: What is live of each.
        documents: What is to be: checked, in normal form; None removes.
        why: The reason.

    Raises:
        PublishingError: The database has rules that the checks do not know.
    """
    before = version_now(session)
    try:
        with session.begin_nested():
            write_live(session, documents)
            _check_references(session)
    except IntegrityError as error:
        reason = "数据库没有接受这次发布：有名称或编号和别的内容冲突，请分两次发布。"
        raise PublishingError(reason) from error
    return _recorded(session, drafts, live, documents, why.strip(), before)


def _check_review(
    session: Session,
    drafts: Sequence[Draft],
    live: Mapping[Key, Document | None],
    versions: Mapping[int, int],
) -> None:
    actor = scope.widened(session, current_actor())
    for draft in drafts:
        if draft.state != "review":
            reason = "已经发布了" if draft.state == "published" else "没有在等审核"
            raise WrongStateError(f"“{draft.item_id}”的草稿{reason}，请刷新后再看。")
        if versions.get(draft.id, draft.version) != draft.version:
            reason = "您看过以后草稿又改了，请重新审核。"
            raise StaleDraftError(
                draft.document, draft.document, draft.id, draft.version, reason
            )
        now = live[draft.kind, draft.item_id]
        scope.require(
            session,
            actor,
            "publish",
            draft.kind,
            now,
            draft.document,
            tuple(draft.authors),
        )
        require_base(draft, now)


def _checked(
    session: Session, drafts: Sequence[Draft], live: Mapping[Key, Document | None]
) -> dict[Key, Document | None]:
    documents, misfits = well_formed(session, drafts)
    if misfits:
        key, found = next(iter(misfits.items()))
        raise InvalidDocumentError(*key, found)
    checker = Checker(session, documents)
    for (kind, item_id), document in documents.items():
        if document is None:
            title = title_of(kind, live[kind, item_id] or {})
            checker.require_unused(kind, item_id, title)
            continue
        found = checker.problems(kind, document, item_id)
        if found:
            raise InvalidDocumentError(kind, item_id, found)
    return documents


def _check_references(session: Session) -> None:
    """Let PostgreSQL find a broken reference now; SQLite does at the end anyway."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def version_now(session: Session) -> int:
    """Give the knowledge version: rises with every change of what is live."""
    return session.scalars(select(KnowledgeVersion.version)).one()


def _recorded(
    session: Session,
    drafts: Sequence[Draft],
    live: Mapping[Key, Document | None],
    documents: Mapping[Key, Document | None],
    why: str,
    before: int,
) -> list[Revision]:
    actor = current_actor()
    now = datetime.now(UTC)
    version = version_now(session)
    numbers = _last_numbers(session, drafts)
    made: list[Revision] = []
    changes: list[tuple[str, str, Document | None, Document | None]] = []
    for draft in drafts:
        key = (draft.kind, draft.item_id)
        old, new = live[key], documents[key]
        number = numbers.get(key, 0)
        if number == 0 and old is not None:
            # So that what stood in the seed can be compared with and brought back.
            number = 1
            session.add(_revision(key, number, old, now, _BEFORE, before))
        revision = _revision(key, number + 1, new, now, why, version)
        revision.author_id, revision.reviewer_id = draft.author_id, actor.id
        revision.draft_id = draft.id
        session.add(revision)
        made.append(revision)
        draft.state = "published"
        draft.reviewer_id = actor.id
        draft.version += 1
        draft.updated_at = now
        changes.append((*key, old, new))
    record_all(session, "publish", changes)
    session.flush()
    return made


def _revision(
    key: Key,
    number: int,
    document: Document | None,
    at: datetime,
    why: str,
    version: int,
) -> Revision:
    return Revision(
        kind=key[0],
        item_id=key[1],
        number=number,
        document=document,
        at=at,
        why=why,
        knowledge_version=version,
    )


def _last_numbers(session: Session, drafts: Sequence[Draft]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for kind in {draft.kind for draft in drafts}:
        ids = [draft.item_id for draft in drafts if draft.kind == kind]
        for item_id, number in last_numbers(session, kind, ids).items():
            found[kind, item_id] = number
    return found
