"""What Excel makes of what was typed, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest

from knowledge.spreadsheets.cell_text import (
    Raw,
    code_of,
    date_of,
    number_of,
    text_of,
    tidy,
)
from knowledge.spreadsheets.errors import CellError

_DAY = datetime(2025, 6, 30)


@pytest.mark.parametrize(
    ("read", "raw", "expected"),
    [
        (text_of, Raw(" 郑州\u3000"), "郑州"),
        (text_of, Raw("甲\r\n乙"), "甲\n乙"),
        (text_of, Raw("\ufeff甲\u200b\xa0"), "甲"),
        (text_of, Raw(12351.0, "n"), "12351"),
        (text_of, Raw(29.4, "n"), "29.4"),
        (text_of, Raw(True, "b"), "是"),
        (code_of, Raw(12351.0, "n"), "12351"),
        (code_of, Raw("12351.0"), "12351"),
        (code_of, Raw("１２３５１"), "12351"),
        (code_of, Raw("0371-12351"), "0371-12351"),
        (code_of, Raw(13812345678, "n"), "13812345678"),
        (number_of, Raw("２９．４"), "29.4"),
        (number_of, Raw("20,000"), "20000"),
        (number_of, Raw(200000000.0, "n"), "200000000"),
        (number_of, Raw(1e16, "n"), "10000000000000000"),
        (date_of, Raw(_DAY, "d", "yyyy-mm-dd"), "2025-06-30"),
        (date_of, Raw(_DAY, "d", "mmm-yy"), "2025-06"),
        (date_of, Raw(_DAY, "d", 'yyyy"年"m"月"'), "2025-06"),
        (date_of, Raw(2025, "n"), "2025"),
        (date_of, Raw(20250630, "n"), "2025-06-30"),
        (date_of, Raw("2025年6月3日"), "2025-06-03"),
        (date_of, Raw("2025/6/30"), "2025-06-30"),
        (date_of, Raw("２０２５．６"), "2025-06"),
        (date_of, Raw("2025年"), "2025"),
        (date_of, Raw("2025年6月"), "2025-06"),
    ],
)
def test_it_is_read(read: Callable[[Raw], str], raw: Raw, expected: str) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("read", "raw", "reason"),
    [
        (text_of, Raw("=1+1", "f"), "公式"),
        (date_of, Raw("=TODAY()", "f"), "公式"),
        (text_of, Raw("#REF!", "e"), "错误"),
        (text_of, Raw(_DAY, "d"), "日期"),
        (text_of, Raw(1.2345678901234567e17, "n"), "太长"),
        (code_of, Raw("1.23E+10"), "缩写"),
        (number_of, Raw("1.23E+10"), "缩写"),
        (number_of, Raw(0.294, "n", "0.0%"), "百分比"),
        (number_of, Raw(1e-7, "n"), "太小"),
        (date_of, Raw("昨天"), "看不懂"),
        (date_of, Raw(45838, "n"), "看不懂"),
        (date_of, Raw(time(8, 30), "d"), "日期"),
    ],
)
def test_it_is_refused(read: Callable[[Raw], Any], raw: Raw, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read(raw)


def test_what_cannot_be_seen_is_nothing() -> None:
    assert tidy("\u3000 \n\u200b") == ""
    assert Raw(" \u3000").empty and Raw(None).empty and not Raw(0, "n").empty
