"""Whether the documents of a workbook may become drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models import Draft
from knowledge.publishing import scope
from knowledge.publishing.actor import current_actor
from knowledge.publishing.checking import Checker
from knowledge.publishing.documents import live_by_ids
from knowledge.publishing.errors import NotAllowedError
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.normal import normal
from knowledge.spreadsheets.items import Document, Item
from knowledge.spreadsheets.places import Doubt
from knowledge.vocabulary import OPEN_DRAFT_STATES

Key = tuple[str, str]
_AT_ONCE = 200


def judge(
    session: Session,
    items: Sequence[Item],
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Bring documents into normal form; note what keeps each from being a draft.

    What should be looked at twice is noted as well.

    They are checked as if all of them, and what stands in open drafts, were published
    together: the parts of a new service may stand in one file, or in several.

    Args:
        session: The database.
        items: The documents; those that are as they were are not looked at further.
        progress: Is told how many are done.
    """
    for item in items:
        if not item.refusals:
            _normalise(item)
    changed = [item for item in items if item.document != item.base.document]
    checker = Checker(session, _world(session, changed))
    for number, item in enumerate(changed, 1):
        if not item.refusals:
            _require_allowed(session, item)
            _check(checker, item)
        if not item.refusals:
            _doubt(checker, item)
        if number % _AT_ONCE == 0:
            progress(number)


def _normalise(item: Item) -> None:
    """Bring a document into normal form; what does not fit is found when checked."""
    try:
        item.document = normal(item.kind, item.document)
    except ValidationError:
        return


def _require_allowed(session: Session, item: Item) -> None:
    actor = current_actor()
    try:
        scope.require(
            session, actor, "edit", item.kind, item.base.document, item.document
        )
    except NotAllowedError as error:
        item.refuse(item.first, error.message)


def _check(checker: Checker, item: Item) -> None:
    for problem in checker.problems(item.kind, item.document, item.item_id):
        place, exact = item.place_of(problem.path)
        prefix = "" if exact else "文件里没有写到的部分有问题："
        item.refuse(place, f"{prefix}{problem.message}")


def _doubt(checker: Checker, item: Item) -> None:
    """Note what to look at twice, of what the workbook brings."""
    before = item.base.document or {}
    known = {one.message for one in checker.warnings(item.kind, before)}
    for warning in checker.warnings(item.kind, item.document):
        if warning.message not in known:
            place, _ = item.place_of(warning.path)
            item.doubts.append(Doubt(place, warning.message))


def _world(session: Session, changed: Sequence[Item]) -> dict[Key, Document | None]:
    """Give what is to be looked at as published together."""
    batch = _drafted(session)
    figures = _named_figures(changed)
    for item in changed:
        if item.kind != "figure" or item.item_id in figures:
            batch[item.kind, item.item_id] = _whole(item.kind, item.document)
    return batch


def _drafted(session: Session) -> dict[Key, Document | None]:
    statement = select(Draft.kind, Draft.item_id, Draft.document).where(
        Draft.state.in_(OPEN_DRAFT_STATES)
    )
    rows = session.execute(statement).all()
    drafted = [item_id for kind, item_id, _ in rows if kind == "figure"]
    live = live_by_ids(session, "figure", drafted)
    return {
        (kind, item_id): None if document is None else _whole(kind, document)
        for kind, item_id, document in rows
        # Figures only count where others could not refer to them otherwise: with many
        # of them in the batch, each is compared with each.
        if kind != "figure" or (item_id not in live and document is not None)
    }


def _named_figures(changed: Sequence[Item]) -> set[str]:
    """Give the figures that stand in a pair; the others cannot contradict any."""
    named: set[str] = set()
    for item in changed:
        pairs = item.document.get("not_comparable") if item.kind == "figure" else ()
        if isinstance(pairs, list) and pairs:
            named.add(item.item_id)
            named |= {str(p.get("figure")) for p in pairs if isinstance(p, Mapping)}
    return named


def _whole(kind: str, document: Mapping[str, Any]) -> Document:
    """Give a document with every key, even one that does not fit its format yet."""
    try:
        return normal(kind, document)
    except ValidationError:
        return _skeleton(kind, document)


def _skeleton(kind: str, document: Mapping[str, Any]) -> Document:
    """Keep the texts and fill up the rest: others may refer to it all the same."""
    model = kind_of(kind).model_of(document)
    found: Document = {}
    for name, info in model.model_fields.items():
        if name == "line":
            continue
        value = document.get(name)
        is_list = str(info.annotation).startswith("tuple[")
        if is_list:
            texts = value if isinstance(value, list) else []
            found[name] = [text for text in texts if isinstance(text, str)]
        else:
            found[name] = value
    return found
