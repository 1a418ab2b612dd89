"""Read a form of which only some parts could be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from knowledge.publishing.normal import Document, said
from web.console.content.form_fields import Block, Part
from web.console.content.form_reading import read_typed
from web.console.content.reach import Reach
from web.console.content.references import Directory
from web.console.problem import FieldProblem

_SHARED: Final = (
    "“{label}”是全省共用的，您的账号不能改；别处填的都还在，再保存一次就行。"
)
_NO_REGION: Final = "请选一个您负责的地区"
_FOREIGN: Final = "“{name}”不在您负责的地区之内：请换一个地区，或者删掉这一条"
_KEPT: Final = "“{name}”不在您负责的地区之内，它的这一条没有删；要删请找负责的同事"
_Entry = dict[str, Any]


def read_within(
    parts: Sequence[Part],
    sent: Mapping[str, str],
    directory: Directory,
    reach: Reach,
    held: Mapping[str, Any],
    *,
    keep_places: bool = False,
) -> tuple[Document, list[FieldProblem]]:
    """Read a form; what could not be filled in comes from what stands already.

    Args:
        parts: What the form asks for.
        sent: Texts by field name.
        directory: Names that may stand for ids.
        reach: What the form had fields for.
        held: The item's draft, or what is live of it.
        keep_places: Whether empty entries stay, so that numbers are those of the form.

    Returns:
        The document, and what was sent all the same that may not be changed.
    """
    typed = read_typed(parts, sent, directory)
    document: Document = {}
    refused: list[FieldProblem] = []
    for part in parts:
        name = part.name
        if not reach.fills(part):
            if name in held:
                document[name] = deepcopy(held[name])
            elif isinstance(part, Block):
                document[name] = []
            entered = typed.entries.get(name)
            given = list(entered.values()) if entered else typed.fields.get(name)
            refused += _changed_anyway(part, sent, given, held.get(name))
        elif isinstance(part, Block):
            entries, more = _entries(
                part, typed.entries[name], held, reach, directory, keep_places
            )
            document[name] = entries
            refused += more
            refused += _deleted_anyway(part, typed.gone[name], held, reach, directory)
        elif name in typed.fields:
            document[name] = typed.fields[name]
    return document, refused


def _changed_anyway(
    part: Part, sent: Mapping[str, str], given: Any, known: Any
) -> list[FieldProblem]:
    """Tell of a closed part that was sent, by a page shown before it was closed."""
    was_sent = any(f"{name}.".startswith(f"{part.name}.") for name in sent)
    if not was_sent or said(given) == said(known):
        return []
    label = part.label if isinstance(part, Block) else part.shown
    return [FieldProblem(part.name, _SHARED.format(label=label))]


def _deleted_anyway(
    block: Block,
    gone: Sequence[_Entry],
    held: Mapping[str, Any],
    reach: Reach,
    directory: Directory,
) -> list[FieldProblem]:
    """Tell of others' entries that were to go, by a page shown while they were open."""
    known = [said(one) for one in held.get(block.name) or []]
    regions = [
        str(entry.get("region") or "")
        for entry in gone
        if not reach.covers(entry) and said(entry) in known
    ]
    return [
        FieldProblem(block.name, _KEPT.format(name=directory.name("region", region)))
        for region in dict.fromkeys(regions)
    ]


def _entries(
    block: Block,
    typed: Mapping[int, _Entry],
    held: Mapping[str, Any],
    reach: Reach,
    directory: Directory,
    keep_places: bool,
) -> tuple[list[_Entry], list[FieldProblem]]:
    closed = [one for one in held.get(block.name) or [] if not reach.covers(one)]
    known = [said(one) for one in closed]
    own = {
        number: entry
        for number, entry in typed.items()
        if reach.covers(entry) or said(entry) not in known
    }
    closed = deepcopy(closed)
    merged = [entry for entry in _in_place(own, closed) if entry or keep_places]
    refused = [
        _not_theirs(f"{block.name}.{place}.region", entry, directory)
        for place, entry in enumerate(merged)
        if entry and not reach.covers(entry) and not any(entry is one for one in closed)
    ]
    return merged, refused


def _in_place(own: Mapping[int, _Entry], closed: Sequence[_Entry]) -> list[_Entry]:
    """Put entries where the form had them: closed ones have the numbers between."""
    rest = list(closed)
    found: list[_Entry] = []
    for number in sorted(own):
        while rest and len(found) < number:
            found.append(rest.pop(0))
        found.append(own[number])
    return found + rest


def _not_theirs(path: str, entry: _Entry, directory: Directory) -> FieldProblem:
    region = entry.get("region")
    if not region:
        return FieldProblem(path, _NO_REGION)
    return FieldProblem(path, _FOREIGN.format(name=directory.name("region", region)))
