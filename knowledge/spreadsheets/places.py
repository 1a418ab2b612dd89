"""Where in a workbook something stands, and what is wrong there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, or a row, or a sheet.

    Attributes:
        sheet: The sheet's title; empty for the workbook.
        row: From 1; 0 for the sheet as a whole.
        column: Letters; empty for the row as a whole.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Say where, as Excel names it."""
        if not self.sheet:
            return "整个文件"
        if not self.row:
            return f"工作表“{self.sheet}”"
        cell = f"{self.column}{self.row}" if self.column else f"第{self.row}行"
        return f"“{self.sheet}”{cell}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be taken over.

    Attributes:
        place: Where.
        message: Why, in plain Chinese.
    """

    place: Place
    message: str

    def packed(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self)

    @classmethod
    def unpacked(cls, value: dict[str, Any]) -> Refusal:
        """The way back from ``packed``."""
        return cls(Place(**value["place"]), value["message"])
