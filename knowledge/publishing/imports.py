"""All drafts of an import at once: handed in, published, sent back, put away.

Each step is done to all of them or to none. What keeps one of them back is named, so
that somebody can see to it; the page that was looked at is held against what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.models import Draft, DraftImport, Revision
from knowledge.publishing import scope
from knowledge.publishing.actor import Action, Actor, current_actor, may
from knowledge.publishing.audit import record
from knowledge.publishing.checking import Checker, well_formed
from knowledge.publishing.checks.world import Key
from knowledge.publishing.documents import title_of
from knowledge.publishing.draft_steps import moved
from knowledge.publishing.draft_store import all_locked, live_of
from knowledge.publishing.errors import (
    NotAllowedError,
    NotFoundError,
    ReferredToError,
    WholeStoppedError,
    WrongStateError,
)
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.normal import Document
from knowledge.publishing.publishing import (
    bring_live,
    require_why,
    take_turn,
    version_now,
)
from knowledge.vocabulary import OPEN_DRAFT_STATES, OpenDraftState

KIND: Final = "import"
"""What the audit calls imports."""
_TOLD_EVERY: Final = 250
_WAITING: Final = ("draft", "sent_back")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is, and of how much."""


def _quiet(_what: str, _done: int, _total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an import was when somebody looked at it; every change of a draft shows.

    Attributes:
        count: How many drafts it has, whatever their state.
        versions: The sum of their versions, which only rise.
        last: When one of them changed last.
    """

    count: int = 0
    versions: int = 0
    last: datetime = _EPOCH

    def __str__(self) -> str:
        moment = (self.last - _EPOCH) // timedelta(microseconds=1)
        return f"{self.count}.{self.versions}.{moment}"

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """The way back from ``str``; None for what is no mark."""
        parts = text.split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdecimal() for p in parts):
            return None
        try:
            count, versions, moment = map(int, parts)
            return cls(count, versions, _EPOCH + timedelta(microseconds=moment))
        except (OverflowError, ValueError):
            return None


def new_import(session: Session, file_name: str, drafts: int) -> DraftImport:
    """Begin an import, and write that down.

    Args:
        session: The transaction.
        file_name: What the workbook was called.
        drafts: How many drafts it will make or change.
    """
    made = DraftImport(
        file_name=file_name,
        author_id=current_actor().id,
        at=datetime.now(UTC),
        drafts=drafts,
    )
    session.add(made)
    session.flush()
    _record(session, made, "import", {"drafts": drafts})
    return made


def find_import(session: Session, import_id: int) -> DraftImport:
    """Give an import.

    Raises:
        NotFoundError: There is none.
    """
    found = session.get(DraftImport, import_id)
    if found is None:
        raise NotFoundError("没有这次导入。")
    return found


def mark_of(session: Session, import_id: int) -> Mark:
    """Give how far an import is now."""
    columns = (func.count(), func.sum(Draft.version), func.max(Draft.updated_at))
    statement = select(*columns).where(Draft.import_id == import_id)
    count, versions, last = session.execute(statement).one()
    return Mark(count, versions or 0, last or _EPOCH)


def may_finish(actor: Actor, batch: DraftImport) -> bool:
    """Tell whether somebody may hand in, or put away, a whole import."""
    own = batch.author_id == actor.id or actor.role == "admin"
    return own and may(actor, "submit")


def submit_import(
    session: Session, import_id: int, seen: Mark | None, progress: Progress = _quiet
) -> int:
    """Hand in what is not handed in yet.

    Args:
        session: The transaction; the caller rolls it back on an error.
        import_id: The import.
        seen: How far it was when whoever acts looked at it; None for any.
        progress: Is told how far it is.

    Returns:
        How many drafts were handed in.

    Raises:
        WholeStoppedError: Some are not fit to go live, or changed meanwhile.
        NotAllowedError: Whoever acts may not do this.
        NotFoundError, WrongStateError: There is no such import, or nothing to do.
    """
    batch, drafts = _begun(session, import_id, _WAITING)
    actor = _require_own(session, batch)
    checker = Checker(session)
    live = live_of(session, drafts)
    reasons = _changed(session, import_id, seen)
    for place, draft in enumerate(drafts):
        _tell(progress, "正在检查", place, len(drafts))
        now = live[draft.kind, draft.item_id]
        whole = draft.document or now
        scope.require(session, actor, "submit", draft.kind, whole, whole)
        reasons += _conflict(draft, now)
        reasons += _unfit(checker, draft, now)
    _stop_if(reasons)
    progress("正在送审", 0, 0)
    moved(session, drafts, "review", "draft.submit")
    _record(session, batch, "import.submit", {"drafts": len(drafts)})
    return len(drafts)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found fit to go live, and of what state that is true.

    Attributes:
        mark: How far the import was.
        version: The knowledge version.
        documents: What is to be, in normal form; None removes.
    """

    mark: Mark
    version: int
    documents: Mapping[Key, Document | None]


def check_import(
    session: Session,
    import_id: int,
    seen: Mark | None,
    progress: Progress = _quiet,
) -> Checked:
    """Make sure that a whole import can go live; nothing is locked or written.

    Errors as by ``publish_import``, which need not check again what has not changed:
    on SQLite, others cannot write meanwhile.
    """
    batch, drafts = _begun(session, import_id, OPEN_DRAFT_STATES, lock=False)
    actor = _require_another(session, batch)
    live = live_of(session, drafts)
    _require_scope(session, actor, "publish", drafts, live)
    reasons = _changed(session, import_id, seen)
    for draft in drafts:
        if draft.state != "review":
            reasons.append(f"{_named(draft)}没有在等审核，要先由作者送审")
        reasons += _conflict(draft, live[draft.kind, draft.item_id])
    _stop_if(reasons)
    documents = _fit_documents(session, drafts, live, progress)
    return Checked(mark_of(session, import_id), version_now(session), documents)


def publish_import(
    session: Session,
    import_id: int,
    why: str,
    seen: Mark | None,
    progress: Progress = _quiet,
    checked: Checked | None = None,
) -> list[Revision]:
    """Bring all open drafts of an import live, under one knowledge version.

    Args:
        session: The transaction; the caller rolls it back on an error.
        import_id: The import.
        why: The reason, kept with each revision.
        seen: How far it was when whoever acts began to read it; None for any.
        progress: Is told how far it is.
        checked: What ``check_import`` has found; counts if nothing changed since.

    Raises:
        WholeStoppedError: Some are not waiting for review, changed since they were
            read, conflict with what is live now, or are not fit to go live.
        NotAllowedError: Whoever acts made the import, changed one of its drafts, or
            may not publish one of them.
        NotFoundError, WrongStateError: There is no such import, or nothing to do.
        PublishingError: The database does not accept it.
    """
    require_why(why)
    take_turn(session)
    batch, drafts = _begun(session, import_id, OPEN_DRAFT_STATES)
    now = (mark_of(session, import_id), version_now(session))
    if checked is None or now != (checked.mark, checked.version):
        checked = check_import(session, import_id, seen, progress)
    # That is what the checks have made sure of.
    live = {(draft.kind, draft.item_id): draft.base for draft in drafts}
    _require_scope(session, _require_another(session, batch), "publish", drafts, live)
    _stop_if(_changed(session, import_id, seen))
    progress("正在发布", 0, 0)
    made = bring_live(session, drafts, live, checked.documents, why)
    said = {"drafts": len(made), "why": why.strip()}
    _record(session, batch, "import.publish", said)
    return made


def send_back_import(
    session: Session, import_id: int, note: str, seen: Mark | None
) -> int:
    """Give all drafts that wait for review back to their authors, with a note.

    Raises:
        WholeStoppedError: Some changed since they were read.
        NotAllowedError, NotFoundError, WrongStateError: As above.
    """
    if not note.strip():
        raise WrongStateError("请写一句退回的理由，方便同事修改。")
    batch, drafts = _begun(session, import_id, ("review",))
    actor = _require_another(session, batch)
    _require_scope(session, actor, "review", drafts, live_of(session, drafts))
    _stop_if(_changed(session, import_id, seen))
    for draft in drafts:
        draft.note = note.strip()
        draft.reviewer_id = actor.id
    moved(session, drafts, "sent_back", "draft.send_back", new=note.strip())
    said = {"drafts": len(drafts), "note": note.strip()}
    _record(session, batch, "import.send_back", said)
    return len(drafts)


def discard_import(session: Session, import_id: int, seen: Mark | None) -> int:
    """Put all open drafts of an import away for good; they stay in the database.

    Raises:
        WholeStoppedError: Some changed since they were looked at.
        NotAllowedError, NotFoundError, WrongStateError: As above.
    """
    batch, drafts = _begun(session, import_id, OPEN_DRAFT_STATES)
    actor = _require_own(session, batch)
    _require_scope(session, actor, "edit", drafts, live_of(session, drafts))
    _stop_if(_changed(session, import_id, seen))
    moved(session, drafts, "discarded", "draft.discard", old=True)
    _record(session, batch, "import.discard", {"drafts": len(drafts)})
    return len(drafts)


def _begun(
    session: Session,
    import_id: int,
    states: Sequence[OpenDraftState],
    *,
    lock: bool = True,
) -> tuple[DraftImport, list[Draft]]:
    batch = find_import(session, import_id)
    wanted = (Draft.import_id == import_id, Draft.state.in_(states))
    if lock:
        ids = session.scalars(select(Draft.id).where(*wanted).order_by(Draft.id))
        # While the locks were waited for, others may have moved some on.
        drafts = [one for one in all_locked(session, ids) if one.state in states]
    else:
        found = session.scalars(select(Draft).where(*wanted).order_by(Draft.id))
        drafts = list(found)
    if not drafts:
        raise WrongStateError("这次导入没有这一步要处理的草稿，请刷新后再看。")
    return batch, drafts


def _require_own(session: Session, batch: DraftImport) -> Actor:
    actor = scope.widened(session, current_actor())
    if not may_finish(actor, batch):
        raise NotAllowedError("整批送审和放弃，只有导入的人或管理员能做。")
    return actor


def _require_another(session: Session, batch: DraftImport) -> Actor:
    actor = scope.widened(session, current_actor())
    if actor.id == batch.author_id:
        raise NotAllowedError("这是您自己导入的，要由另一位同事审核和发布。")
    return actor


def _require_scope(
    session: Session,
    actor: Actor,
    action: Action,
    drafts: Sequence[Draft],
    live: Mapping[Key, Document | None],
) -> None:
    for draft in drafts:
        now = live[draft.kind, draft.item_id]
        try:
            scope.require(
                session,
                actor,
                action,
                draft.kind,
                now,
                draft.document,
                tuple(draft.authors),
            )
        except NotAllowedError as error:
            raise NotAllowedError(f"{_named(draft)}：{error.message}") from None


def _changed(session: Session, import_id: int, seen: Mark | None) -> list[str]:
    """Name what is not as it was when somebody looked."""
    if seen is None or seen == mark_of(session, import_id):
        return []
    later = select(Draft).where(
        Draft.import_id == import_id, Draft.updated_at > seen.last
    )
    found = [
        f"{_named(draft)}在您看过以后又改了，请重新看一遍"
        for draft in session.scalars(later.order_by(Draft.id))
    ]
    return found or ["有草稿在您看过以后又改了，请重新看一遍"]


def _conflict(draft: Draft, live: Document | None) -> list[str]:
    if draft.base == live:
        return []
    return [f"{_named(draft)}：导入以后线上内容又变了，要由作者对照着再保存一次"]


def _unfit(checker: Checker, draft: Draft, live: Document | None) -> list[str]:
    if draft.document is None:
        try:
            title = title_of(draft.kind, live or {})
            checker.require_unused(draft.kind, draft.item_id, title)
        except ReferredToError as error:
            return [error.message]
        return []
    found = checker.problems(draft.kind, draft.document, draft.item_id)
    return [f"{_named(draft)}：{problem.message}" for problem in found]


def _fit_documents(
    session: Session,
    drafts: Sequence[Draft],
    live: Mapping[Key, Document | None],
    progress: Progress,
) -> dict[Key, Document | None]:
    documents, misfits = well_formed(session, drafts)
    checker = Checker(session, documents)
    reasons = []
    for place, draft in enumerate(drafts):
        _tell(progress, "正在检查", place, len(drafts))
        key = (draft.kind, draft.item_id)
        if key in misfits:
            found = misfits[key]
            reasons += [f"{_named(draft)}：{problem.message}" for problem in found]
        else:
            reasons += _unfit(checker, draft, live[key])
    _stop_if(reasons)
    return documents


def _stop_if(reasons: Sequence[str]) -> None:
    if reasons:
        raise WholeStoppedError(reasons)


def _tell(progress: Progress, what: str, done: int, total: int) -> None:
    if done % _TOLD_EVERY == 0:
        progress(what, done, total)


def _named(draft: Draft) -> str:
    title = title_of(draft.kind, draft.document or draft.base or {}) or draft.item_id
    return f"{kind_of(draft.kind).label_zh}“{title}”"


def _record(
    session: Session, batch: DraftImport, event: str, new: dict[str, object]
) -> None:
    record(
        session,
        event,
        kind=KIND,
        item_id=str(batch.id),
        title=batch.file_name,
        new=new,
    )
