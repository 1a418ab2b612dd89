"""Give users their own file back, with what is wrong coloured and commented."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from knowledge.spreadsheets.cell_text import tidy
from knowledge.spreadsheets.places import Refusal
from knowledge.spreadsheets.safety import require_safe

_FILL: Final = PatternFill("solid", "FFC7CE")
_AUTHOR: Final = "工小暖"
_WIDTH, _HEIGHT = 320, 120


def marked(content: bytes, refusals: Iterable[Refusal]) -> bytes:
    """Mark a workbook; all else in it stays as far as openpyxl can keep it.

    Args:
        content: The uploaded file.
        refusals: What is wrong in it.

    Raises:
        UnusableFileError: The file may not be opened.
    """
    require_safe(content)
    book = load_workbook(io.BytesIO(content), keep_links=False)
    sheets = {tidy(name): book[name] for name in book.sheetnames}
    for refusal in refusals:
        sheet = sheets.get(tidy(refusal.place.sheet))
        if sheet is not None:
            _mark(sheet, refusal)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _mark(sheet: Any, refusal: Refusal) -> None:
    place = refusal.place
    cell = sheet[f"{place.column or 'A'}{place.row or 1}"]
    # Of a merged area only the first cell can carry anything.
    if not isinstance(cell, Cell):
        return
    cell.fill = _FILL
    before = f"{cell.comment.text}\n" if cell.comment else ""
    if refusal.message not in before:
        comment = Comment(f"{before}{refusal.message}", _AUTHOR)
        comment.width, comment.height = _WIDTH, _HEIGHT
        cell.comment = comment
