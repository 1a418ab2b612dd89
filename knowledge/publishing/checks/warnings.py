"""What should be looked at twice before it goes live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from knowledge.publishing.checks.names import Named, names_in
from knowledge.publishing.checks.problem import Warning
from knowledge.publishing.checks.references import references_in
from knowledge.publishing.checks.rivals import MEANT, NAMING, Rivals
from knowledge.publishing.checks.world import World
from knowledge.publishing.kinds import kind_of
from knowledge.publishing.labels import field_label
from knowledge.vocabulary import LONGEST_ANSWER

_READ_ON_A_PHONE: Final = frozenset({"text", "caveat", "summary", "reason", "note"})
# What says that a number is no exact one; "以上" and "余" only cut it off.
_ESTIMATED: Final = frozenset({"约", "大约", "近", "将近", "左右", "预计", "估计"})


def warnings_about(
    world: World, kind: str, document: Mapping[str, Any]
) -> Iterator[Warning]:
    """Give the warnings on a document, also on one that is not right yet."""
    yield from _long_texts(document, "")
    if kind == "figure":
        yield from _figure(document)
    for reference in references_in(document):
        if not world.is_drafted(reference.kind, reference.item_id):
            continue
        if not world.is_live(reference.kind, reference.item_id):
            label = kind_of(reference.kind).label_zh
            yield Warning(reference.path, f"这个{label}还是草稿，要一起发布")
    yield from _names(world, kind, document)


def _long_texts(block: Mapping[str, Any], path: str) -> Iterator[Warning]:
    for key, value in block.items():
        where = f"{path}.{key}" if path else key
        if isinstance(value, str) and key in _READ_ON_A_PHONE:
            if len(value) > LONGEST_ANSWER:
                reason = f"{field_label(key)}有{len(value)}个字，手机上要翻屏才能看完"
                yield Warning(where, reason)
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                if isinstance(entry, Mapping):
                    yield from _long_texts(entry, f"{where}.{index}")


def _figure(document: Mapping[str, Any]) -> Iterator[Warning]:
    if not document.get("source"):
        yield Warning("source", "数字没有出处")
    if document.get("qualifier") in _ESTIMATED and not document.get("caveat"):
        reason = f"“{document['qualifier']}”是估计数，请在“注意”里说明是怎么来的"
        yield Warning("caveat", reason)


def _names(world: World, kind: str, document: Mapping[str, Any]) -> Iterator[Warning]:
    item_id = kind_of(kind).id_of(document)
    names = list(names_in(kind, item_id, document))
    if not names:
        return
    # What is live was looked at before: only what is new is worth a warning.
    known = world.live_texts.get((kind, item_id), set())
    typed = [named for named in names if (named.owner, named.text) not in known]
    own_questions = Rivals(named for named in names if named.space == "faq")
    for named in typed:
        yield from _equal(world, named)
        if named.field in NAMING:
            yield from _near_misses(world.rivals, named)
        if named.field in MEANT:
            others = _not_of(kind, item_id, world.rivals.alike(named))
            yield from _alike(named, chain(others, own_questions.alike(named)))


def _not_of(kind: str, item_id: str, names: Iterable[Named]) -> Iterator[Named]:
    """Leave out what a document itself says, where it may be said no more."""
    return (one for one in names if (one.kind, one.item_id) != (kind, item_id))


def _equal(world: World, named: Named) -> Iterator[Warning]:
    other = world.names.other_owner(named)
    if other is not None:
        label = kind_of(other.kind).label_zh
        yield Warning(named.path, f"“{named.text}”已经属于{label}“{other.title}”")


def _near_misses(rivals: Rivals, named: Named) -> Iterator[Warning]:
    near = rivals.one_slip_apart(named)
    for other in _not_of(named.kind, named.item_id, near):
        reason = f"“{named.text}”和“{other.title}”的“{other.text}”只差一个字"
        yield Warning(named.path, f"{reason}，容易认错")


def _alike(named: Named, others: Iterable[Named]) -> Iterator[Warning]:
    for other in others:
        same_thing = (other.kind, other.owner) == (named.kind, named.owner)
        same_dossier = other.space != named.space and other.item_id == named.item_id
        # Equal ones within one space are told as taken already.
        told = other.space == named.space and other.read == named.read
        if not (same_thing or same_dossier or told):
            label = "常见问题" if other.space == "faq" else "服务"
            reason = f"“{named.text}”和{label}“{other.title}”的“{other.text}”"
            yield Warning(named.path, f"{reason}差不多，机器人可能听成那一个")
            return
