"""Lists and dossiers lead to their spreadsheets."""

from __future__ import annotations

import html
import re

import pytest

from tests.knowledge.spreadsheets.books import opened
from tests.web.console.content.pages import item
from tests.web.console.harness import Console

pytestmark = pytest.mark.asyncio


async def _exported(console: Console, role: str, page: str) -> dict[str, int]:
    """Follow a page's link; gives the rows below the notes, by sheet."""
    visitor = await console.logged_in("zhang", role=role)
    shown = await visitor.get(page)
    link = re.search(r'href="([^"]+)">导出表格</a>', shown.text)
    assert link, shown.text
    file = await visitor.get(html.unescape(link[1]))
    assert file.status_code == 200, file.text
    return {
        sheet.title: sheet.max_row - 2
        for sheet in opened(file.content)
        if sheet.sheet_state == "visible"
    }


@pytest.mark.parametrize(
    ("query", "rows"), [("", 3), ("?period=2020", 1), ("?search=没有这样的数字", 0)]
)
async def test_a_list_is_exported_as_it_is_narrowed(
    seeded: Console, query: str, rows: int
) -> None:
    page = f"/console/content/figure{query}"
    assert await _exported(seeded, "editor", page) == {"数字": rows}


@pytest.mark.parametrize("role", ["editor", "reader"])
async def test_a_dossier_is_exported_whole(seeded: Console, role: str) -> None:
    sheets = await _exported(seeded, role, item("programme", "rest_station"))
    assert sheets["服务"] == 1
    assert sheets["内容"] > 1 and sheets["数字"] > 1


async def test_other_items_have_no_spreadsheet_of_their_own(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    page = await visitor.get(item("metric", "money_spent"))
    assert page.status_code == 200
    assert "导出表格" not in page.text
