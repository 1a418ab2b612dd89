"""What was live before, compared and brought back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Draft, Revision
from knowledge.publishing.audit import record
from knowledge.publishing.comparing import Change, compare, difference
from knowledge.publishing.documents import title_of
from knowledge.publishing.drafts import remove_item, save
from knowledge.publishing.errors import NotFoundError, WrongStateError

__all__ = ["Change", "compare", "difference", "history", "restore", "revision"]


def history(session: Session, kind: str, item_id: str) -> list[Revision]:
    """Give all revisions of a document, the newest first."""
    statement = (
        select(Revision)
        .where(Revision.kind == kind, Revision.item_id == item_id)
        .order_by(Revision.number.desc())
    )
    return list(session.scalars(statement))


def revision(session: Session, revision_id: int) -> Revision:
    """Give one revision.

    Raises:
        NotFoundError: There is none.
    """
    found = session.get(Revision, revision_id)
    if found is None:
        raise NotFoundError("没有这个版本。")
    return found


def restore(
    session: Session, revision_id: int, why: str, expected_version: int | None = None
) -> Draft:
    """Open a draft that says what an earlier revision said; it is reviewed like any.

    Args:
        session: The transaction.
        revision_id: What to bring back; one that says "removed" removes again.
        why: The reason; it becomes the draft's note.
        expected_version: Version of the open draft that this shall replace, if any.

    Raises:
        StaleDraftError: Somebody works on the document; nothing is written.
        NotAllowedError: Whoever acts may not edit this.
        NotFoundError: There is no such revision.
        ReferredToError: It would remove what others refer to.
        WrongStateError: No reason is given.
    """
    if not why.strip():
        raise WrongStateError("请写一句恢复这个版本的理由。")
    old = revision(session, revision_id)
    if old.document is None:
        draft = remove_item(session, old.kind, old.item_id, expected_version)
    else:
        key = (old.kind, old.item_id)
        draft = save(session, key, old.document, expected_version)
    draft.note = why.strip()
    record(
        session,
        "draft.restore",
        kind=old.kind,
        item_id=old.item_id,
        title=title_of(old.kind, old.document or draft.base or {}),
        new={"number": old.number, "why": draft.note},
    )
    session.flush()
    return draft
