"""Keep what was typed in a draft, unless somebody else was quicker."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing.comparing import difference
from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import find_draft, save, submit
from knowledge.publishing.errors import (
    LiveChangedError,
    PublishingError,
    StaleDraftError,
)
from knowledge.publishing.normal import Document
from web.console.content.editor_state import Conflict, Editor, fingerprint, settled


@dataclass(frozen=True, slots=True)
class Basis:
    """What a form was made from.

    Attributes:
        version: Version of the draft that it showed; 0 without a draft.
        seen: Fingerprint of what was live then.
        live_seen: Whether it told that what is live had changed.
    """

    version: int = 0
    seen: str = ""
    live_seen: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a form.

    Attributes:
        draft: Its draft; None where nothing differs from what is live.
        not_handed_in: What kept the draft, which is saved, from being handed in.
    """

    draft: Draft | None
    not_handed_in: PublishingError | None = None


def keep(
    session: Session,
    kind: str,
    item_id: str,
    document: Document,
    basis: Basis,
    *,
    hand_in: bool,
) -> Kept:
    """Save a document in its draft, and hand that in at once where it is wanted.

    Nobody comes in between: what is handed in is what was typed. What is not fit to be
    handed in stays saved.

    Raises:
        StaleDraftError, NotAllowedError: As by ``store``; nothing is saved.
    """
    draft = store(session, kind, item_id, document, basis)
    if draft is None or not hand_in or draft.state == "review":
        return Kept(draft)
    try:
        submit(session, draft.id, draft.version)
    except PublishingError as error:
        # It is refused before anything of it is written.
        return Kept(draft, error)
    return Kept(draft)


def store(
    session: Session, kind: str, item_id: str, document: Document, basis: Basis
) -> Draft | None:
    """Save a document in its draft.

    Returns:
        The draft; None where nothing differs from what is live and none is open.

    Raises:
        StaleDraftError: Somebody saved or published since the form was made.
        NotAllowedError: Whoever acts may not change this.
    """
    kept = settled(kind, document)
    draft = find_draft(session, kind, item_id)
    if draft is None:
        live = live_document(session, kind, item_id)
        if not basis.version and basis.seen != fingerprint(live):
            message = "您打开以后线上内容已经变了，您的修改还没有保存，请对照后再保存。"
            raise LiveChangedError(kept, live, 0, 0, message)
        if live is not None and kept == live:
            return None
    elif not basis.live_seen and (basis.version, kept) == (
        draft.version,
        draft.document,
    ):
        # Looking at a draft that waits for review does not take it back.
        return draft
    return save(
        session,
        (kind, item_id),
        document,
        basis.version or None,
        live_seen=basis.live_seen,
    )


def set_conflict(session: Session, made: Editor, error: StaleDraftError) -> None:
    """Put a conflict into the page that shows what was typed; saving then goes on."""
    from_live = isinstance(error, LiveChangedError) or error.draft_id == 0
    made.version = error.version
    made.live_seen = isinstance(error, LiveChangedError) and error.draft_id > 0
    made.conflict = Conflict(
        message=error.message,
        theirs_label="现在线上的" if from_live else "同事保存的",
        changes=difference(session, error.theirs, error.mine),
        others=[] if from_live else difference(session, made.live, error.theirs),
    )
