"""What a document refers to has to exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.publishing.comparing import REFERENCES


@dataclass(frozen=True, slots=True)
class Reference:
    """One id that a document names.

    Attributes:
        path: Where, as in ``Problem``.
        kind: Kind of what it names.
        item_id: The id.
    """

    path: str
    kind: str
    item_id: str


def references_in(document: Mapping[str, Any], path: str = "") -> Iterator[Reference]:
    """Give all that a document refers to, also one that does not fit its format."""
    for key, value in document.items():
        where = f"{path}.{key}" if path else key
        kind = REFERENCES.get(key)
        if key == "question" and "required" in document:
            kind = "finder"
        entries = (
            [(f"{where}.{i}", entry) for i, entry in enumerate(value)]
            if isinstance(value, list)
            else [(where, value)]
        )
        for place, entry in entries:
            if isinstance(entry, Mapping):
                yield from references_in(entry, place)
            elif kind and isinstance(entry, str) and entry.strip():
                yield Reference(place, kind, entry.strip())
