"""From the cells of a workbook to texts, numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from knowledge.spreadsheets.errors import CellError

_INVISIBLE: Final = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad\u0000-\u0008\x0b-\x1f]"
)
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_WHOLE: Final = re.compile(r"(\d+)\.0+")
_SEPARATED: Final = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月?)?|年)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MOST_DIGITS: Final = 15
"""More digits of a number Excel does not keep."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as the file has it.

    Attributes:
        value: The value; a formula as its text.
        sort: openpyxl's type of it: ``n``, ``s``, ``b``, ``d``, ``e`` or ``f``.
        format: The number format of numbers and dates.
    """

    value: Any
    sort: str = "s"
    format: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing can be seen in it."""
        return self.value is None or (
            isinstance(self.value, str) and not tidy(self.value)
        )


def tidy(text: str) -> str:
    """Take away blanks at the ends and what cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _INVISIBLE.sub("", lines.replace("\u00a0", " ").replace("\t", " "))
    return lines.strip(" \u3000\n")


def narrow(text: str) -> str:
    """Write full-width digits, letters and marks in their usual width."""
    return unicodedata.normalize("NFKC", text)


def text_of(raw: Raw) -> str:
    """Give a cell's text; a number as Excel shows it without a format.

    Raises:
        CellError: A formula, an error, a date or a number that lost digits.
    """
    require_value(raw)
    value = raw.value
    if isinstance(value, str):
        return tidy(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _number_text(raw)
    raise CellError("Excel把这一格当成了日期，请把格子设成“文本”再填")


def code_of(raw: Raw) -> str:
    """Give an id or a phone number, as it was before Excel took it for a number.

    Raises:
        CellError: As by ``text_of``; digits are lost.
    """
    text = narrow(text_of(raw))
    if isinstance(raw.value, str) and _SCIENTIFIC.fullmatch(text):
        raise CellError(
            f"“{text}”是Excel缩写的数字，后几位已经丢了，请把格子设成“文本”重新填"
        )
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def number_of(raw: Raw) -> str:
    """Give a number as plain text, for Decimal, int or float.

    Raises:
        CellError: It is none.
    """
    require_value(raw)
    if isinstance(raw.value, (int, float)) and not isinstance(raw.value, bool):
        if "%" in raw.format:
            raise CellError("这一格是百分比格式，请把格子设成“文本”，按原文填数字")
        return _number_text(raw)
    text = narrow(text_of(raw)).replace(" ", "")
    if _SCIENTIFIC.fullmatch(text):
        raise CellError(f"“{text}”是Excel缩写的数字，请把格子设成“文本”，写全每一位")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    return text


def date_of(raw: Raw) -> str:
    """Give a date as YYYY, YYYY-MM or YYYY-MM-DD, of a date cell or of text.

    Raises:
        CellError: It is none.
    """
    require_value(raw)
    value = raw.value
    if isinstance(value, (datetime, date)):
        day = value.date() if isinstance(value, datetime) else value
        # A cell into which 2025-06 was typed shows no day.
        shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", raw.format.lower())
        return day.isoformat() if "d" in shown or not shown else f"{day:%Y-%m}"
    text = narrow(text_of(raw)).replace(" ", "").replace("—", "-").replace("－", "-")
    found = _COMPACT.fullmatch(text) or _SEPARATED.fullmatch(text)
    if found is None:
        raise CellError(f"“{text}”看不懂，日期要写成2025-06-30这样")
    return "-".join(part.zfill(2) for part in found.groups() if part is not None)


def require_value(raw: Raw) -> None:
    """Make sure that a cell holds a value of its own.

    Raises:
        CellError: It is a formula or an error.
    """
    if raw.sort == "f":
        raise CellError("这一格是公式，请填值")
    if raw.sort == "e":
        raise CellError(f"这一格是Excel的错误（{raw.value}），请填值")


def _number_text(raw: Raw) -> str:
    value = raw.value
    if isinstance(value, int) or float(value).is_integer():
        text = str(int(value))
    else:
        text = repr(float(value))
    if len(text.strip("-").replace(".", "").strip("0")) > _MOST_DIGITS:
        raise CellError("数字太长，Excel已经改了后几位，请把格子设成“文本”重新填")
    if "e" in text:
        raise CellError("数字太小或太大，请把格子设成“文本”，写全每一位")
    return text
