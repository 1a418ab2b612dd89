"""Write workbooks: headers, notes, drop-downs, and cells that are only text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.named_styles import NamedStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from knowledge.publishing.labels import value_label
from knowledge.spreadsheets.cell_values import written_value
from knowledge.spreadsheets.columns import Column, Sort
from knowledge.spreadsheets.directory import Directory
from knowledge.spreadsheets.shapes import (
    LISTS_TITLE,
    MARK,
    MARK_DELETE,
    MARK_EXAMPLE,
    MARK_NOTE,
    SheetShape,
)

SHEET_ROWS: Final = 1_048_576
_FIRST_ROW: Final = 3
_SPARE_ROWS: Final = 2000
_LONGEST_CELL: Final = 32_767
_MARK_COLUMN: Final = Column(
    "", MARK, "标“示例”的行不导入；标“删除”的行会删掉", choices=(), width=10
)
_HEADER: Final = "gxn-header"
_NOTE: Final = "gxn-note"
_EXAMPLE: Final = "gxn-example"
_TEXT: Final = "gxn-text"

Entry = Mapping[str, Any]


class Writer:
    """Writes one workbook, row by row.

    Args:
        directory: What references are called, and what drop-downs offer.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._book = Workbook(write_only=True)
        for style in _styles():
            self._book.add_named_style(style)
        self._lists: dict[tuple[str, ...], list[str]] = {}

    def add_sheet(
        self,
        shape: SheetShape,
        rows: Iterable[Entry],
        *,
        example: Entry | None = None,
        count: int = 0,
    ) -> None:
        """Write a sheet.

        Args:
            shape: Which one.
            rows: Values by key of the column.
            example: Values of an example row, marked as one.
            count: How many rows there are, for the reach of the drop-downs.
        """
        sheet: Any = self._book.create_sheet(shape.title)
        columns = (_MARK_COLUMN, *shape.columns)
        sheet.freeze_panes = f"B{_FIRST_ROW}"
        for index, column in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(index)].width = column.width
        last = min(SHEET_ROWS, _FIRST_ROW + count + _SPARE_ROWS)
        for index, column in enumerate(columns, 1):
            self._add_choices(sheet, get_column_letter(index), column, last)
        sheet.append([_cell(sheet, _heading(c), _HEADER) for c in columns])
        notes = [MARK_NOTE, *(c.note for c in shape.columns)]
        sheet.append([_cell(sheet, note, _NOTE) for note in notes])
        if example is not None:
            texts = [MARK_EXAMPLE, *self._texts(shape, example)]
            sheet.append([_cell(sheet, text, _EXAMPLE) for text in texts])
        for row in rows:
            texts = ["", *self._texts(shape, row)]
            sheet.append([_cell(sheet, text, _TEXT) for text in texts])

    def save(self, target: IO[bytes]) -> None:
        """Write the workbook; nothing can be added then."""
        self._add_lists()
        self._book.save(target)

    def _texts(self, shape: SheetShape, row: Entry) -> list[str]:
        return [
            written_value(column, row.get(column.key), self._directory, row)
            for column in shape.columns
        ]

    def _add_choices(self, sheet: Any, letter: str, column: Column, last: int) -> None:
        """Offer what a column may hold."""
        offered = self._offered(column)
        if not offered:
            return
        number = len(self._lists) + 1
        name = (column.heading,) if column is _MARK_COLUMN else _list_name(column)
        if name in self._lists:
            number = list(self._lists).index(name) + 1
        self._lists[name] = offered
        source = get_column_letter(number)
        area = f"${source}$1:${source}${len(offered)}"
        # What else is typed is let through here and judged on import: several values
        # may stand in one cell, and new documents are on no list.
        rule = DataValidation(
            type="list",
            formula1=f"{quote_sheetname(LISTS_TITLE)}!{area}",
            allow_blank=True,
            showErrorMessage=False,
        )
        rule.add(f"{letter}{_FIRST_ROW}:{letter}{last}")
        sheet.data_validations.append(rule)

    def _offered(self, column: Column) -> list[str]:
        if column is _MARK_COLUMN:
            return [MARK_EXAMPLE, MARK_DELETE]
        if column.refers:
            return self._directory.all_written(column.refers)
        if column.sort is Sort.YES_NO:
            return ["是", "否"]
        return [value_label(column.key, value) for value in column.choices]

    def _add_lists(self) -> None:
        sheet: Any = self._book.create_sheet(LISTS_TITLE)
        sheet.sheet_state = "hidden"
        lists = list(self._lists.values())
        for index in range(max(map(len, lists), default=0)):
            row = [texts[index] if index < len(texts) else "" for texts in lists]
            sheet.append([_cell(sheet, text, _TEXT) for text in row])


def _list_name(column: Column) -> tuple[str, ...]:
    if column.refers:
        return (column.refers,)
    if column.sort is Sort.YES_NO:
        return ("yes_no",)
    return (column.key, *column.choices)


def _heading(column: Column) -> str:
    return f"{column.heading}*" if column.required else column.heading


def _cell(sheet: Any, text: str, style: str) -> Any:
    """Make a cell of text: what begins with = + - @ stays text as well."""
    cell: Any = WriteOnlyCell(sheet)
    cell.style = style
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    if text:
        cell.value = text
        cell.data_type = "s"
    return cell


def _styles() -> Sequence[NamedStyle]:
    top = Alignment(vertical="top", wrap_text=True)
    return (
        NamedStyle(
            _HEADER,
            font=Font(bold=True, color="FFFFFF"),
            fill=PatternFill("solid", "9A1B1E"),
            alignment=top,
            number_format="@",
        ),
        NamedStyle(
            _NOTE,
            font=Font(italic=True, color="595959", size=9),
            fill=PatternFill("solid", "F2F2F2"),
            alignment=top,
            number_format="@",
        ),
        NamedStyle(
            _EXAMPLE,
            font=Font(italic=True, color="595959"),
            fill=PatternFill("solid", "FFF8E1"),
            alignment=top,
            number_format="@",
        ),
        # Text also for Excel, which otherwise turns 0371 into 371 when it is edited.
        NamedStyle(_TEXT, alignment=top, number_format="@"),
    )
