"""Read an uploaded workbook: which sheets and rows it has, cell by cell."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from knowledge.spreadsheets.cell_text import Raw, tidy
from knowledge.spreadsheets.columns import Column
from knowledge.spreadsheets.errors import UnusableFileError
from knowledge.spreadsheets.places import Place, Refusal
from knowledge.spreadsheets.safety import require_safe
from knowledge.spreadsheets.shapes import (
    BY_TITLE,
    LISTS_TITLE,
    MARK,
    MARK_DELETE,
    MARK_EXAMPLE,
    MARK_NOTE,
    SheetShape,
)

MOST_ROWS: Final = 10_000
_MOST_COLUMNS: Final = 100
_MERGED: Final = re.compile(
    rb"""<(?:\w+:)?mergeCell\s+(?:[^>]*?\s)?ref\s*=\s*["']([A-Z0-9:$]+)["']"""
)
_EMPTY: Final = Raw(None)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with content.

    Attributes:
        number: From 1.
        cells: By key of the column; those that the sheet has.
        deleted: Whether it is marked to be deleted.
    """

    number: int
    cells: dict[str, Raw]
    deleted: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet that is known.

    Attributes:
        shape: Which one.
        letters: Letters of the columns that it has, by key.
        rows: Its rows, without notes and examples.
    """

    shape: SheetShape
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def place(self, row: int, key: str = "") -> Place:
        """Say where a cell or a row is."""
        return Place(self.shape.title, row, self.letters.get(key, ""))


@dataclass(slots=True)
class Workbook:
    """What was read.

    Attributes:
        sheets: The known sheets, in the order in which they are worked off.
        refusals: What keeps all of it from being taken over.
        notes: What was left out on purpose.
    """

    sheets: list[Sheet] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook(
    content: bytes, name: str = "", progress: Callable[[int], None] = lambda _: None
) -> Workbook:
    """Read a workbook.

    Args:
        content: The file.
        name: What it was called.
        progress: Is told how many rows are read.

    Raises:
        UnusableFileError: It may not be opened, or cannot.
    """
    require_safe(content, name)
    try:
        return _read(content, progress)
    except UnusableFileError:
        raise
    except Exception as error:
        # Whatever openpyxl stumbles over lies in the file: it is the user's to mend.
        raise UnusableFileError(
            "这个文件的内容看不懂。请用Excel或WPS打开，另存一份.xlsx再上传。"
        ) from error


def _read(content: bytes, progress: Callable[[int], None]) -> Workbook:
    found = Workbook()
    book = load_workbook(
        io.BytesIO(content), read_only=True, data_only=False, keep_links=False
    )
    try:
        total = 0
        for name in book.sheetnames:
            if name == LISTS_TITLE:
                continue
            source: Any = book[name]
            shape = BY_TITLE.get(tidy(name))
            if source.sheet_state != "visible":
                found.notes.append(f"工作表“{name}”是隐藏的，没有读。")
            elif shape is None or not hasattr(source, "iter_rows"):
                found.notes.append(f"工作表“{name}”不认识，没有读。")
            elif any(sheet.shape is shape for sheet in found.sheets):
                reason = f"有两张叫“{shape.title}”的工作表，请合成一张"
                found.refusals.append(Refusal(Place(name), reason))
            else:
                merged = _merged_cells(content, source)
                total = _read_sheet(found, shape, source, merged, total, progress)
    finally:
        book.close()
    order = list(BY_TITLE)
    found.sheets.sort(key=lambda sheet: order.index(sheet.shape.title))
    if not found.sheets and not found.refusals:
        known = "、".join(order)
        raise UnusableFileError(
            f"没有找到认识的工作表。请用模板，不要改工作表的名字；认识的有：{known}。"
        )
    return found


def _read_sheet(
    found: Workbook,
    shape: SheetShape,
    source: Any,
    merged: list[str],
    total: int,
    progress: Callable[[int], None],
) -> int:
    sheet = Sheet(shape)
    found.sheets.append(sheet)
    for area in merged:
        first = re.match(r"([A-Z]+)(\d+)", area.replace("$", ""))
        place = (
            Place(shape.title, int(first[2]), first[1]) if first else Place(shape.title)
        )
        reason = f"{area}是合并单元格，请取消合并，每一格都填上值"
        found.refusals.append(Refusal(place, reason))
    # The sheet's own word on its size may be wrong.
    source.reset_dimensions()
    rows = source.iter_rows(max_col=_MOST_COLUMNS)
    header = [_raw(cell) for cell in next(rows, ())]
    keys = _keys(found, sheet, header)
    headed = {index for index, raw in enumerate(header) if not raw.empty}
    for number, cells in enumerate(rows, 2):
        row = _row(found, sheet, keys, headed, number, cells)
        if row is None:
            continue
        sheet.rows.append(row)
        total += 1
        if total > MOST_ROWS:
            raise UnusableFileError(f"一次最多导入{MOST_ROWS}行，请分成几个文件上传。")
        if total % 500 == 0:
            progress(total)
    return total


def _keys(found: Workbook, sheet: Sheet, header: list[Raw]) -> dict[int, str]:
    """Find out which column is which; gives keys by index."""
    known = {column.heading: column for column in sheet.shape.columns}
    keys: dict[int, str] = {}
    for index, raw in enumerate(header):
        if raw.empty:
            continue
        heading = tidy(str(raw.value)).rstrip("*＊ ")
        place = Place(sheet.shape.title, 1, get_column_letter(index + 1))
        if heading == MARK:
            keys[index] = MARK
        elif heading not in known:
            near = difflib.get_close_matches(heading, known, 1, 0.5)
            hint = f"，是不是“{near[0]}”？" if near else "，请删掉或改名"
            found.refusals.append(Refusal(place, f"不认识“{heading}”这一列{hint}"))
        elif known[heading].key in sheet.letters:
            found.refusals.append(Refusal(place, f"有两列“{heading}”，请删掉一列"))
        else:
            keys[index] = known[heading].key
            sheet.letters[known[heading].key] = place.column
    _name_missing(found, sheet)
    return keys


def _name_missing(found: Workbook, sheet: Sheet) -> None:
    missing = [c for c in sheet.shape.columns if c.key not in sheet.letters]
    needed = [c.heading for c in missing if _is_needed(sheet.shape, c)]
    title = sheet.shape.title
    if needed:
        reason = f"缺少这些列：{'、'.join(needed)}（列名要在第1行）"
        found.refusals.append(Refusal(Place(title, 1), reason))
    left = [c.heading for c in missing if not _is_needed(sheet.shape, c)]
    if left and not needed:
        found.notes.append(
            f"工作表“{title}”没有这些列：{'、'.join(left)}；已有内容的这几项不变。"
        )


def _is_needed(shape: SheetShape, column: Column) -> bool:
    return column.required or (column.key in shape.key and column.key != "id")


def _row(
    found: Workbook,
    sheet: Sheet,
    keys: dict[int, str],
    headed: set[int],
    number: int,
    cells: Any,
) -> Row | None:
    """Give a row; None where there is nothing in it, or it is a note or example."""
    values: dict[str, Raw] = {}
    mark, filled = "", False
    for index, cell in enumerate(cells):
        value = cell.value
        if value is None:
            continue
        key = keys.get(index)
        if key == MARK:
            mark = tidy(str(value))
        elif key is not None:
            values[key] = _raw(cell)
            filled = filled or not values[key].empty
        elif index not in headed and tidy(str(value)):
            headed.add(index)
            letter = get_column_letter(index + 1)
            reason = f"{letter}列有内容，但第1行没有列名"
            place = Place(sheet.shape.title, number, letter)
            found.refusals.append(Refusal(place, reason))
    if mark in (MARK_NOTE, MARK_EXAMPLE) or (not filled and not mark):
        return None
    if mark not in ("", MARK_DELETE):
        reason = f"标记只能是{MARK_EXAMPLE}、{MARK_DELETE}，或者空着"
        letter = next(get_column_letter(i + 1) for i, k in keys.items() if k == MARK)
        place = Place(sheet.shape.title, number, letter)
        found.refusals.append(Refusal(place, reason))
    for key in sheet.letters:
        values.setdefault(key, _EMPTY)
    return Row(number, values, mark == MARK_DELETE)


def _raw(cell: Any) -> Raw:
    value, sort = cell.value, cell.data_type
    if value is None:
        return _EMPTY
    if sort == "f" or (not isinstance(value, (str, int, float, bool)) and sort != "d"):
        return Raw(str(value), "f")
    shown = cell.number_format if sort in ("n", "d") else ""
    return Raw(value, sort, shown)


def _merged_cells(content: bytes, source: Any) -> list[str]:
    # openpyxl does not tell them where it reads row by row.
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read(source._worksheet_path.lstrip("/"))
    return [area.decode("ascii") for area in _MERGED.findall(part)]
