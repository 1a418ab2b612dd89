"""Make a document of what a form sent; nothing typed is dropped but emptiness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from web.console.content.form_fields import Block, Field, Part
from web.console.content.references import Directory

GONE: Final = "__gone"
"""Field of an entry that is to be left out."""
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,15})?")
_MOST_ENTRIES: Final = 2000


@dataclass(frozen=True)
class Typed:
    """A form as it was sent.

    Attributes:
        fields: What the document's own fields say.
        entries: For each list its entries, by their number in the form; empty for
            those that were left empty or are to go.
        gone: For each list the entries that are to go, as they were sent.
    """

    fields: dict[str, Any]
    entries: dict[str, dict[int, dict[str, Any]]]
    gone: dict[str, list[dict[str, Any]]]


def read_typed(
    parts: Iterable[Part], sent: Mapping[str, str], directory: Directory
) -> Typed:
    """Read a form.

    Args:
        parts: What the form asks for.
        sent: Texts by field name; fields of entries are named ``answers.0.text``.
        directory: Names that may stand for ids.

    Returns:
        What was typed: empty fields are left out, numbers are numbers where they can
        be read as such.
    """
    typed = Typed({}, {}, {})
    numbers = _numbers(sent)
    for part in parts:
        if isinstance(part, Block):
            entries = typed.entries[part.name] = {}
            gone = typed.gone[part.name] = []
            for number in sorted(numbers.get(part.name, ()))[:_MOST_ENTRIES]:
                entry = _entry(part, number, sent, directory)
                if sent.get(f"{part.name}.{number}.{GONE}"):
                    gone.append(entry)
                    entry = {}
                entries[number] = entry
        else:
            _read_field(typed.fields, part, part.name, sent, directory)
    return typed


def left_empty(parts: Iterable[Part], sent: Mapping[str, str]) -> dict[str, int]:
    """Count the entries in which nothing was typed, by what such an entry is called.

    They are not kept; those that are to go anyway do not count.
    """
    blocks = [part for part in parts if isinstance(part, Block)]
    typed = read_typed(blocks, sent, Directory({}))
    counts = {
        block.entry: list(typed.entries[block.name].values()).count({})
        - len(typed.gone[block.name])
        for block in blocks
    }
    return {entry: count for entry, count in counts.items() if count}


def _numbers(sent: Mapping[str, str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name in sent:
        block, _, rest = name.partition(".")
        number, dot, _ = rest.partition(".")
        if dot and _WHOLE.fullmatch(number):
            found.setdefault(block, set()).add(int(number))
    return found


def _entry(
    block: Block, number: int, sent: Mapping[str, str], directory: Directory
) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for field in block.fields:
        _read_field(
            entry, field, f"{block.name}.{number}.{field.name}", sent, directory
        )
    return entry if any(entry.values()) else {}


def _read_field(
    into: dict[str, Any],
    field: Field,
    name: str,
    sent: Mapping[str, str],
    directory: Directory,
) -> None:
    text = _text(sent.get(name, ""))
    match field.widget:
        case "lines":
            lines = (line.strip() for line in text.split("\n"))
            into[field.name] = [line for line in lines if line]
        case "references":
            into[field.name] = _references(field, name, sent, directory)
        case "check":
            into[field.name] = bool(text)
        case "reference":
            if text:
                into[field.name] = directory.resolved(field.refers, text)
        case _:
            if text:
                into[field.name] = _value(field, text)
            elif field.empty is not None:
                into[field.name] = field.empty


def _references(
    field: Field, name: str, sent: Mapping[str, str], directory: Directory
) -> list[str]:
    found = []
    number = 0
    while (text := sent.get(f"{name}.{number}")) is not None:
        if _text(text):
            found.append(directory.resolved(field.refers, _text(text)))
        number += 1
    return found


def _value(field: Field, text: str) -> Any:
    if field.value == "whole" and _WHOLE.fullmatch(text):
        return int(text)
    if field.value == "decimal" and _DECIMAL.fullmatch(text):
        return float(text)
    return text


def _text(sent: str) -> str:
    return sent.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
