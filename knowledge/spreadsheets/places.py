"""Where in a workbook something stands, and what is wrong there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self


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
class _Remark:
    place: Place
    message: str

    def packed(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self)

    @classmethod
    def unpacked(cls, value: dict[str, Any]) -> Self:
        """The way back from ``packed``."""
        return cls(Place(**value["place"]), value["message"])


class Refusal(_Remark):
    """Where and why, in plain Chinese, something cannot be taken over."""

    __slots__ = ()


class Doubt(_Remark):
    """Where and why something is to be looked at twice; it keeps nothing back."""

    __slots__ = ()
