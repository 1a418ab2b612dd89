"""From cells to the values of a document's fields, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from knowledge.publishing.labels import value_label
from knowledge.spreadsheets.cell_text import (
    Raw,
    code_of,
    date_of,
    narrow,
    number_of,
    text_of,
    tidy,
)
from knowledge.spreadsheets.columns import UNKNOWN_DATE, Column, Sort
from knowledge.spreadsheets.directory import SEPARATOR, Directory
from knowledge.spreadsheets.errors import CellError

_YES: Final = frozenset({"是", "对", "√", "y", "yes", "1", "true"})
_NO: Final = frozenset({"否", "不是", "×", "n", "no", "0", "false"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = Mapping[str, Any]
"""The values of a row that are known already, by key."""


def value_of(column: Column, raw: Raw, directory: Directory, row: Row) -> Any:
    """Read a cell.

    Args:
        column: Its column.
        raw: The cell.
        directory: What references lead to.
        row: The values of the row's earlier columns: options belong to a question.

    Returns:
        The field's value; None, or an empty list, for an empty cell.

    Raises:
        CellError: It cannot be used.
    """
    if raw.empty:
        if column.required:
            more = f"（不知道就填“{UNKNOWN_DATE}”）" if _dated(column) else ""
            raise CellError(f"{column.heading}：还没有填{more}")
        return [] if column.multiple else None
    return _READERS[column.sort](column, raw, directory, row)


def written_value(column: Column, value: Any, directory: Directory, row: Row) -> str:
    """Give what a cell says for a value; the way back from ``value_of``."""
    if column.sort is Sort.PARTIAL_DATE and value == "":
        return UNKNOWN_DATE
    if value is None or value == "" or value == []:
        return ""
    match column.sort:
        case Sort.REFERENCE:
            return directory.written(column.refers, value)
        case Sort.REFERENCES:
            return "\n".join(directory.written(column.refers, one) for one in value)
        case Sort.CHOICE:
            return value_label(column.key, value)
        case Sort.LINES:
            return "\n".join(value)
        case Sort.YES_NO:
            return "是" if value else "否"
        case Sort.PAIRS:
            return "\n".join(f"{p['figure']}{SEPARATOR}{p['reason']}" for p in value)
        case Sort.OPTIONS:
            question = str(row.get("question"))
            return "\n".join(directory.option_written(question, one) for one in value)
        case Sort.FLOAT:
            return repr(float(value))
    return str(value)


def lines_of(text: str) -> list[str]:
    """Give the lines of a cell, without empty ones."""
    return [line for line in map(tidy, text.split("\n")) if line]


def _dated(column: Column) -> bool:
    return column.sort is Sort.PARTIAL_DATE


def _text(_column: Column, raw: Raw, _directory: Directory, _row: Row) -> str:
    return text_of(raw)


def _code(_column: Column, raw: Raw, _directory: Directory, _row: Row) -> str:
    return code_of(raw)


def _lines(_column: Column, raw: Raw, _directory: Directory, _row: Row) -> list[str]:
    return lines_of(text_of(raw))


def _reference(column: Column, raw: Raw, directory: Directory, _row: Row) -> str:
    return directory.resolved(column.refers, text_of(raw))


def _references(column: Column, raw: Raw, directory: Directory, _row: Row) -> list[str]:
    lines = lines_of(text_of(raw))
    return [directory.resolved(column.refers, line) for line in lines]


def _choice(column: Column, raw: Raw, _directory: Directory, _row: Row) -> str:
    text = text_of(raw)
    labels = {value_label(column.key, value): value for value in column.choices}
    if text in labels:
        return labels[text]
    if text in column.choices:
        return text
    raise CellError(f"{column.heading}：没有“{text}”，只能是{'、'.join(labels)}")


def _integer(column: Column, raw: Raw, _directory: Directory, _row: Row) -> int:
    text = number_of(raw)
    text = text.removesuffix("年") if column.heading == "年份" else text
    whole = re.fullmatch(r"(\d{1,9})(\.0+)?", text)
    if whole is None:
        raise CellError(f"{column.heading}：“{text}”不是整数")
    return int(whole[1])


def _decimal(column: Column, raw: Raw, _directory: Directory, _row: Row) -> str:
    text = number_of(raw)
    if re.fullmatch(r"\d+(\.\d+)?", text) is None:
        raise CellError(f"{column.heading}：“{text}”不是普通数字，要像29.4这样")
    return text


def _float(column: Column, raw: Raw, _directory: Directory, _row: Row) -> float:
    text = number_of(raw)
    if re.fullmatch(r"-?\d{1,3}(\.\d+)?", text) is None:
        raise CellError(f"{column.heading}：“{text}”不是数字，要像113.65这样")
    return float(text)


def _yes_no(column: Column, raw: Raw, _directory: Directory, _row: Row) -> bool:
    text = narrow(text_of(raw)).lower()
    if text in _YES or text in _NO:
        return text in _YES
    raise CellError(f"{column.heading}：要填是或否")


def _partial_date(_column: Column, raw: Raw, _directory: Directory, _row: Row) -> str:
    known = isinstance(raw.value, str) and raw.sort != "f"
    if known and tidy(raw.value) == UNKNOWN_DATE:
        return ""
    return date_of(raw)


def _day(column: Column, raw: Raw, _directory: Directory, _row: Row) -> str:
    text = date_of(raw)
    if _DAY.fullmatch(text) is None:
        raise CellError(f"{column.heading}：要写到哪一天，像2025-06-30这样")
    return text


def _pairs(
    column: Column, raw: Raw, _directory: Directory, _row: Row
) -> list[dict[str, str]]:
    found = []
    for line in lines_of(text_of(raw)):
        figure, separator, reason = line.replace("|", SEPARATOR).partition(SEPARATOR)
        if not separator:
            raise CellError(
                f"{column.heading}：每行要写成“编号{SEPARATOR}理由”，这行不是：{line}"
            )
        found.append({"figure": figure.strip(), "reason": tidy(reason)})
    return found


def _options(_column: Column, raw: Raw, directory: Directory, row: Row) -> list[str]:
    question = row.get("question")
    if question is None:
        raise CellError("填了选项，就要选是哪个问题")
    lines = lines_of(text_of(raw))
    return [directory.option_resolved(question, line) for line in lines]


_READERS: Final[dict[Sort, Callable[[Column, Raw, Directory, Row], Any]]] = {
    Sort.TEXT: _text,
    Sort.CODE: _code,
    Sort.LINES: _lines,
    Sort.REFERENCE: _reference,
    Sort.REFERENCES: _references,
    Sort.CHOICE: _choice,
    Sort.INTEGER: _integer,
    Sort.DECIMAL: _decimal,
    Sort.FLOAT: _float,
    Sort.YES_NO: _yes_no,
    Sort.PARTIAL_DATE: _partial_date,
    Sort.DAY: _day,
    Sort.PAIRS: _pairs,
    Sort.OPTIONS: _options,
}
