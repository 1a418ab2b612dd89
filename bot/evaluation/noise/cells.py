"""A sentence being corrupted, which remembers where each piece comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cells = list["Cell"]


@dataclass(frozen=True)
class Cell:
    """A piece of the corrupted sentence.

    Attributes:
        text: What stands there now, one or more characters.
        origin: Offset of the clean character that it stands for; None where it
            stands for none (fillers, emoji, spaces that were put in).
    """

    text: str
    origin: int | None = None


def cells_of(text: str) -> Cells:
    """Return a clean sentence, character by character."""
    return [Cell(char, offset) for offset, char in enumerate(text)]


def put_in(text: str) -> Cells:
    """Return characters that stand for nothing in the clean sentence."""
    return [Cell(char) for char in text]


def han_positions(cells: Sequence[Cell]) -> list[int]:
    """Return where single Chinese characters stand."""
    return [
        position
        for position, cell in enumerate(cells)
        if len(cell.text) == 1 and "\u4e00" <= cell.text <= "\u9fff"
    ]
