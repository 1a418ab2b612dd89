"""A service that the seed does not have, as an editor fills it into the template."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

NAME: Final = "职工书屋"
ALIAS: Final = "工会读书吧"
HOWTO: Final = "带上工会会员卡，到书屋前台登记，当场就能借书。"
NOTICE: Final = "关于全省职工书屋开放的通知"
FILE_NAME: Final = "职工书屋.xlsx"
FILE_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ANSWER: Final = {
    "服务": NAME,
    "地区": "河南省",
    "出处": NOTICE,
    "内容日期": "2026-04-20",
}
_ROWS: Final[Mapping[str, list[Mapping[str, str]]]] = {
    "服务": [
        {"名称": NAME, "类别": "服务", "简介": "职工免费看书、借书的地方。"},
    ],
    "别名": [
        {"服务": NAME, "别名": ALIAS},
        {"服务": NAME, "别名": "职工图书角"},
    ],
    "内容": [
        {**_ANSWER, "方面": "是什么", "正文": "职工书屋让职工免费看书、借书。"},
        {**_ANSWER, "方面": "怎么办理", "正文": HOWTO},
        {**_ANSWER, "方面": "什么时间", "正文": "周一到周六9:00—18:00开门。"},
    ],
    "出处": [
        {"标题": NOTICE, "发布者": "示例县总工会", "日期": "2026-04-20"},
    ],
}


def filled(template: bytes) -> bytes:
    """Fill the service into a template, below its example rows.

    Args:
        template: The template for whole dossiers, as the console gives it.
    """
    book = load_workbook(io.BytesIO(template))
    for title, rows in _ROWS.items():
        for row in rows:
            _append(book[title], row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _append(sheet: Worksheet, row: Mapping[str, str]) -> None:
    headings = [str(cell.value).rstrip("*") for cell in sheet[1]]
    unknown = set(row) - set(headings)
    assert not unknown, (sheet.title, unknown, headings)
    sheet.append([row.get(heading) for heading in headings])
