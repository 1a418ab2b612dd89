"""Bring what is said about a document to the fields of its form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from knowledge.publishing.labels import value_label
from web.console.content.form_fields import Block, Field, Part, blocks_of
from web.console.content.references import Directory
from web.console.problem import FieldProblem


class Said(Protocol):
    """A problem or a warning of ``knowledge.publishing.checking``."""

    @property
    def path(self) -> str:
        """Where in the document."""

    @property
    def message(self) -> str:
        """What."""


def placed(parts: Sequence[Part], said: Iterable[Said]) -> list[FieldProblem]:
    """Give sentences at fields that the form has; of a text in a list, with its line.

    Args:
        parts: The form.
        said: Sentences with paths of the document.
    """
    return [_placed(parts, one.path, one.message) for one in said]


def summary(
    parts: Sequence[Part],
    document: dict[str, Any],
    problems: Iterable[FieldProblem],
    directory: Directory,
) -> list[FieldProblem]:
    """Give sentences for the top of the page, which say what entry they are about."""
    return [
        FieldProblem(
            one.path, f"{_where(parts, document, one.path, directory)}{one.message}"
        )
        for one in problems
    ]


def entry_name(block: Block, entry: dict[str, Any], directory: Directory) -> str:
    """Give what staff recognise an entry by."""
    words = []
    for key in ("question", "title", "year", "aspect", "list", "region", "figure"):
        value = entry.get(key)
        if value in (None, ""):
            continue
        field = next((f for f in block.fields if f.name == key), None)
        if field is not None and field.refers:
            words.append(directory.name(field.refers, value))
        else:
            words.append(value_label(key, str(value)))
    return "·".join(words[:3]) or f"新的{block.entry}"


def _placed(parts: Sequence[Part], path: str, message: str) -> FieldProblem:
    steps = path.split(".")
    blocks = blocks_of(tuple(parts))
    if steps[0] in blocks:
        block = blocks[steps[0]]
        if len(steps) < 3:
            return FieldProblem(path, message)
        before = ".".join(steps[:2])
        found = _at_field(block.fields, steps[2:], message)
        if found is None:
            return FieldProblem(before, message)
        return FieldProblem(f"{before}.{found.path}", found.message)
    fields = [part for part in parts if isinstance(part, Field)]
    return _at_field(fields, steps, message) or FieldProblem("", message)


def _at_field(
    fields: Iterable[Field], steps: Sequence[str], message: str
) -> FieldProblem | None:
    field = next((one for one in fields if one.name == steps[0]), None)
    if field is None:
        return None
    if len(steps) > 1 and field.widget == "lines":
        return FieldProblem(field.name, f"第{int(steps[1]) + 1}行：{message}")
    if len(steps) > 1 and field.widget == "references":
        return FieldProblem(f"{field.name}.{steps[1]}", message)
    return FieldProblem(field.name, message)


def _where(
    parts: Sequence[Part], document: dict[str, Any], path: str, directory: Directory
) -> str:
    steps = path.split(".")
    block = blocks_of(tuple(parts)).get(steps[0])
    if block is None or len(steps) < 2:
        return ""
    entries, number = document.get(block.name) or [], int(steps[1])
    entry = entries[number] if number < len(entries) else {}
    return f"{block.entry}{number + 1}（{entry_name(block, entry, directory)}）·"
