"""Which document, or which entry of one, a row is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.publishing.kinds import COMMAND_PREFIX
from knowledge.spreadsheets.cell_text import text_of
from knowledge.spreadsheets.cell_values import value_of
from knowledge.spreadsheets.columns import Sort
from knowledge.spreadsheets.directory import Directory
from knowledge.spreadsheets.errors import CellError
from knowledge.spreadsheets.reading import Row
from knowledge.spreadsheets.shapes import SheetShape


def proposed_id(kind: str, parts: Iterable[Any]) -> str:
    """Make up an id; the same for the same row, so that a file can come twice."""
    said = "\x1f".join(str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"


def document_id(shape: SheetShape, row: Row, directory: Directory) -> str:
    """Give the id of the document that a row is: said, known by name, or made up.

    A row that does not say which it is gets one of its own; its cells are refused
    where they are read.
    """
    try:
        if said := _said_id(shape, row, directory):
            return said
        parts = _natural(shape, row, directory)
    except CellError:
        return f"{shape.kind}-row-{row.number}"
    if shape.kind == "lookalike":
        return str(parts[0])
    if shape.natural == ("command",):
        return f"{COMMAND_PREFIX}{parts[0]}"
    if shape.kind not in ("figure", "site"):
        known = directory.find(shape.kind, str(parts[0]))
        if known is not None:
            return known
    return proposed_id(shape.kind, parts)


def document_title(shape: SheetShape, row: Row) -> str:
    """Give the readable name that a row gives its document."""
    for key in ("name", "title", "definition", "text"):
        raw = row.cells.get(key)
        if raw is not None and shape.column(key) is not None:
            try:
                return text_of(raw)
            except CellError:
                return ""
    return ""


def entry_id(
    shape: SheetShape, owner: str, values: Mapping[str, Any], entries: list[Any]
) -> str:
    """Give the id of an entry that says none: known by its text, or made up."""
    natural = shape.natural[0]
    for entry in entries:
        if isinstance(entry, Mapping) and entry.get(natural) == values.get(natural):
            return str(entry.get("id"))
    prefix = "faq" if shape.path == "faqs" else "option"
    return proposed_id(prefix, (owner, values.get(natural)))


def entry_key(shape: SheetShape, entry: Any) -> tuple[Any, ...]:
    """Give what tells an entry from the others of its list."""
    if shape.plain or not isinstance(entry, Mapping):
        return (str(entry),)
    return tuple(_hashable(entry.get(name)) for name in shape.key)


def is_by_reference(shape: SheetShape) -> bool:
    """Tell whether other documents are part of what names a row's document."""
    columns = (shape.column(key) for key in shape.natural)
    return any(c is not None and c.sort is Sort.REFERENCE for c in columns)


def _said_id(shape: SheetShape, row: Row, directory: Directory) -> str:
    column, raw = shape.column("id"), row.cells.get("id")
    if column is None or raw is None or raw.empty:
        return ""
    return str(value_of(column, raw, directory, {}))


def _natural(shape: SheetShape, row: Row, directory: Directory) -> list[Any]:
    found = []
    for key in shape.natural:
        column, raw = shape.column(key), row.cells.get(key)
        if column is None or raw is None:
            raise CellError("缺少一列")
        found.append(value_of(column, raw, directory, {}))
    return found


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(sorted(map(str, value)))
    return value or None
