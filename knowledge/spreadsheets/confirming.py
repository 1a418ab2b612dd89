"""Make the drafts of a previewed import, all of them or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy.orm import Session

from knowledge.models import DraftImport
from knowledge.publishing.documents import title_of
from knowledge.publishing.drafts import save, save_many
from knowledge.publishing.errors import StaleDraftError
from knowledge.publishing.imports import new_import
from knowledge.publishing.kinds import kind_of
from knowledge.spreadsheets.bases import bases, fingerprint
from knowledge.spreadsheets.errors import ChangedMeanwhileError
from knowledge.spreadsheets.preview import Planned

_AT_ONCE = 1000


def confirm(
    session: Session,
    plan: Sequence[Planned],
    progress: Callable[[int], None] = lambda _: None,
    file_name: str = "",
) -> DraftImport:
    """Make the drafts.

    Args:
        session: The transaction; the caller rolls it back on an error.
        plan: What was previewed.
        progress: Is told how many are made.
        file_name: What the file was called.

    Returns:
        The import, which the drafts name as theirs.

    Raises:
        ChangedMeanwhileError: Something is not as it was in the preview.
        NotAllowedError: Whoever acts may not change one of them any more.
    """
    _require_unchanged(session, plan)
    batch = new_import(session, file_name, len(plan))
    made = 0
    for kind, wanted in _by_kind(plan).items():
        fresh = [one for one in wanted if not one.version]
        for start in range(0, len(fresh), _AT_ONCE):
            part = fresh[start : start + _AT_ONCE]
            with _Reported(part):
                documents = {one.item_id: one.document for one in part}
                save_many(session, kind, documents, batch.id)
            made += len(part)
            progress(made)
        for one in wanted:
            if one.version:
                with _Reported([one]):
                    key = (kind, one.item_id)
                    draft = save(session, key, one.document, one.version)
                    draft.import_id = batch.id
                made += 1
                progress(made)
    session.flush()
    return batch


class _Reported:
    """Turns a draft that somebody saved at the same moment into a report."""

    def __init__(self, part: Sequence[Planned]) -> None:
        self._part = part

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: object, _trace: object) -> None:
        if isinstance(error, StaleDraftError):
            mine = [one for one in self._part if one.document == error.mine]
            raise ChangedMeanwhileError([_named(one) for one in mine]) from error


def _require_unchanged(session: Session, plan: Sequence[Planned]) -> None:
    reasons = []
    for kind, wanted in _by_kind(plan).items():
        now = bases(session, kind, [one.item_id for one in wanted])
        for one in wanted:
            base = now[one.item_id]
            if base.version != one.version or fingerprint(base.document) != one.seen:
                reasons.append(_named(one))
    if reasons:
        raise ChangedMeanwhileError(reasons)


def _named(one: Planned) -> str:
    label = kind_of(one.kind).label_zh
    return f"{label}“{title_of(one.kind, one.document)}”在预览以后被改过"


def _by_kind(plan: Iterable[Planned]) -> dict[str, list[Planned]]:
    found: defaultdict[str, list[Planned]] = defaultdict(list)
    for one in plan:
        found[one.kind].append(one)
    return found
