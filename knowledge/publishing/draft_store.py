"""Find drafts, lock them, and make sure that they are what somebody has seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.models import Draft, Revision
from knowledge.publishing.documents import live_by_ids
from knowledge.publishing.errors import (
    LiveChangedError,
    NotFoundError,
    StaleDraftError,
    WrongStateError,
)
from knowledge.publishing.normal import Document
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


def last_number(session: Session, kind: str, item_id: str) -> int | None:
    """Give the number of a document's newest revision; None if it has none."""
    return last_numbers(session, kind, [item_id]).get(item_id)


def last_numbers(session: Session, kind: str, item_ids: list[str]) -> dict[str, int]:
    """Give the numbers of the newest revisions of documents."""
    return _greatest(session, Revision, Revision.number, kind, item_ids)


def last_versions(session: Session, kind: str, item_ids: list[str]) -> dict[str, int]:
    """Give the versions that the newest drafts of documents have."""
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


def touched(session: Session, drafts: Sequence[Draft], state: str) -> list[Draft]:
    """Put drafts into a state, and count the change."""
    now = datetime.now(UTC)
    for draft in drafts:
        draft.state = state
        draft.version += 1
        draft.updated_at = now
    session.flush()
    return list(drafts)


def require_state(draft: Draft, *states: str) -> None:
    """Make sure that a draft is in one of some states (WrongStateError)."""
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


def require_version(draft: Draft, expected: int | None, mine: Document | None) -> None:
    """Make sure that a draft was seen (StaleDraftError); None: any."""
    if expected is not None and expected != draft.version:
        raise stale(draft, mine)


def stale(draft: Draft, mine: Document | None) -> StaleDraftError:
    """Say that somebody else was faster."""
    return StaleDraftError(mine, draft.document, draft.id, draft.version)
