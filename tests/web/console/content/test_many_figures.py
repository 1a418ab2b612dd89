"""Where there are a great many figures, no page reads them all.

How long pages take with 200,000 is measured by ``many_figures.py``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.web.console.conftest import running_console, seed
from tests.web.console.content.figure_rows import add_figures
from tests.web.console.content.pages import edit, only_draft, publish, shown
from tests.web.console.content.rows_read import counted
from tests.web.console.harness import Clock, Console
from tests.web.fake_bot import FakeBot
from web.console.content.searching import MOST

NUMBER = 3000
PAGES = NUMBER // 50
FEW = 400
"""Rows that a page may read: its fifty, names for its filters, the small seed."""
STATEMENTS = 40


@pytest_asyncio.fixture
async def crowded(
    folder: Path, bot: FakeBot, clock: Clock, database_url: str
) -> AsyncIterator[Console]:
    """The console with very many figures, on each kind of database."""
    seed(database_url)
    add_figures(database_url, NUMBER)
    async with running_console(folder, bot, clock, database_url=database_url) as found:
        yield found


async def test_no_page_reads_all_figures(crowded: Console) -> None:
    visitor = await crowded.logged_in("zhang", role="admin")
    found = {}
    with counted(crowded.web.services.engine) as count:
        for path, most in {
            "content/figure": FEW,
            f"content/figure?page={PAGES // 2}": FEW,
            f"content/figure?page={PAGES + 1}": FEW,
            "content/figure?search=第1234号": FEW,
            "content/figure?search=没有这样的数字": FEW,
            # A search that finds nearly everything reads ids, up to a limit.
            "content/figure?search=号数字&page=30": MOST + FEW,
            "content/figure?programme=rest_station&period=2020": FEW,
            "content/figure?region=zhengzhou&kind_=result&page=3": FEW,
            "content/figure?metric=station_new&source=paper-2021&page=20": FEW,
            "content/figure/item?id=figure_1234": FEW,
            "content/figure/history?id=figure_1234": FEW,
            "content/figure/new": FEW,
            "content/figure/remove?id=figure_1234": FEW,
            "content/programme/item?id=rest_station": FEW,
            "content/metric/item?id=station_new": FEW,
            "content/source/item?id=paper-2021": FEW,
            "": FEW,
        }.items():
            count.rows = count.statements = 0
            response = await visitor.get(f"/console/{path}")
            assert response.status_code == 200, path
            # Otherwise nothing was counted.
            assert count.rows > 0 and count.statements > 0, path
            if count.rows > most or count.statements > STATEMENTS:
                found[path] = (count.rows, count.statements)
    assert found == {}


async def test_no_change_reads_all_figures(crowded: Console) -> None:
    author = await crowded.logged_in("zhang")
    reviewer = await crowded.logged_in("li", role="reviewer")
    with counted(crowded.web.services.engine) as count:
        response = await edit(author, "figure", "figure_1234", "submit", unit="座")
        assert response.status_code == 303, shown(response)
        draft = only_draft(crowded, "figure", "figure_1234")
        await reviewer.get(f"/console/drafts/review?id={draft.id}")
        response = await publish(reviewer, crowded, draft.id)
        assert response.status_code == 303, shown(response)
        assert 0 < count.rows <= 5 * FEW


async def test_the_pages_of_the_list_follow_each_other(crowded: Console) -> None:
    visitor = await crowded.logged_in("zhang")
    texts = [
        shown(await visitor.get(f"/console/content/figure?page={page}"))
        for page in (1, 2, PAGES // 2, PAGES // 2 + 1, PAGES, PAGES + 1)
    ]
    # The small seed's figures stand among the first, so each page begins a little late.
    for number, page in (
        (30, 0),
        (80, 1),
        (NUMBER // 2 - 20, 2),
        (NUMBER // 2 + 30, 3),
    ):
        found = [f"第{number}号数字的口径" in text for text in texts]
        assert found == [place == page for place in range(len(texts))], number
    assert f"第{NUMBER - 1}号数字的口径" in texts[-1]
