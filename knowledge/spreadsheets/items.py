"""A document on its way from rows to a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.spreadsheets.places import Doubt, Place, Refusal
from knowledge.spreadsheets.reading import Sheet

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Base:
    """What a document is before the import.

    Attributes:
        document: The open draft's, or else the live one; None if there is neither.
        version: Version of the open draft; 0 if there is none.
        author_id: Who opened the draft.
        removes: Whether the draft is to remove it.
    """

    document: Document | None = None
    version: int = 0
    author_id: int | None = None
    removes: bool = False


@dataclass(slots=True)
class Item:
    """A document to which rows of the workbook belong.

    Attributes:
        kind: Its kind.
        item_id: Its id.
        first: The first row that belongs to it.
        base: What it is now.
        document: What it is to be.
        main: The row that is the document, if the workbook has it.
        rows: Rows of its entries, by path: ``answers.2``.
        refusals: What is wrong with it.
        doubts: What to look at twice.
    """

    kind: str
    item_id: str
    first: Place
    base: Base = field(default_factory=Base)
    document: Document = field(default_factory=dict)
    main: tuple[Sheet, int] | None = None
    rows: dict[str, tuple[Sheet, int]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def refuse(self, place: Place, message: str) -> None:
        """Note that something is wrong."""
        self.refusals.append(Refusal(place, message))

    def place_of(self, path: str) -> tuple[Place, bool]:
        """Find the cell that a path within the document means.

        Returns:
            The cell, and whether the workbook really has it; if not, the first row.
        """
        steps = path.split(".")
        row = self.rows.get(".".join(steps[:2]))
        if row is not None:
            return row[0].place(row[1], steps[2] if len(steps) > 2 else ""), True
        if self.main is not None and steps[0] in self.main[0].letters:
            return self.main[0].place(self.main[1], steps[0]), True
        return self.first, not path


def entries_of(document: Mapping[str, Any], path: str) -> list[Any]:
    """Give a list of a document; an empty one where there is none."""
    found = document.get(path)
    return list(found) if isinstance(found, list) else []
