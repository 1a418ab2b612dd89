"""All of an import in a real browser: handed in, looked through, published."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, expect

from tests.web.console.book_room import FILE_TYPE
from tests.web.console.browsing import Site, serving_console
from tests.web.console.conftest import seed
from tests.web.console.content.desk import TABLET, Desk, at_desk
from tests.web.console.imports.importing import WORDS, revisions, workbook
from tests.web.core.conftest import migrated_file  # noqa: F401
from tests.web.widget.conftest import browser  # noqa: F401

pytestmark = pytest.mark.asyncio(loop_scope="session")
_MANY = [*WORDS, *(f"另一个词{number}" for number in range(1, 20))]


@pytest_asyncio.fixture(loop_scope="session")
async def site(
    tmp_path: Path,
    migrated_file: Path,  # noqa: F811
) -> AsyncIterator[Site]:
    """The console on a port, with the small seed, an editor and a reviewer."""
    async with serving_console(tmp_path, migrated_file) as found:
        seed(f"sqlite:///{tmp_path / 'knowledge.db'}")
        found.console.add("zhang", name="张三")
        found.console.add("li", role="admin", name="李四")
        yield found


async def _import(desk: Desk) -> None:
    chosen = FilePayload(name="词表.xlsx", mimeType=FILE_TYPE, buffer=workbook(_MANY))
    await desk.open("excel")
    await desk.page.get_by_label("Excel文件").set_input_files(chosen)
    await desk.press("上传，看预览")
    await desk.press("确认，写成草稿")
    await desk.page.get_by_role("link", name="看这一批，整批送审").click()
    await expect(desk.page.get_by_role("heading", name="来自导入")).to_be_visible()


async def test_an_import_is_handed_in_stopped_and_published_as_a_whole(
    browser: Browser,  # noqa: F811
    site: Site,
) -> None:
    async with (
        at_desk(browser, site.console, site.origin, "zhang") as author,
        at_desk(browser, site.console, site.origin, "li", viewport=TABLET) as reviewer,
    ):
        complaints = {}

        async def look(desk: Desk, what: str) -> None:
            if found := await desk.complaints():
                complaints[what] = found

        await _import(author)
        await look(author, "the author's page")
        await author.press("全部提交审核")
        await expect(author.told("32份草稿都送审了")).to_be_visible()
        await look(author, "what has become of it")

        await reviewer.open("")
        await look(reviewer, "front page")
        waiting = reviewer.page.get_by_role("region", name="等我审核的导入")
        await waiting.get_by_role("link", name="来自导入“词表.xlsx”，张三").click()
        await expect(reviewer.page.get_by_text("易混词“词1”")).to_be_visible()
        await look(reviewer, "the reviewer's page")
        await reviewer.page.get_by_role("link", name="下一页").click()
        await expect(reviewer.page.get_by_text("易混词“另一个词19”")).to_be_visible()

        # Meanwhile the author changes a draft that stood on the first page.
        await author.open("content/lookalike/item?id=词2")
        await author.page.get_by_label("备注").fill("改了说法")
        await author.press("保存并送审")
        await expect(author.told("已经送审，请另一位同事审核。")).to_be_visible()
        await reviewer.type("发布的理由", "按词表新增")
        await reviewer.press("全部通过并发布")
        await expect(reviewer.told("易混词“词2”在您看过以后又改了")).to_be_visible()
        await look(reviewer, "what stopped it")
        assert revisions(site.console) == []

        await reviewer.page.get_by_role("link", name="回到这次导入").click()
        await reviewer.type("发布的理由", "按词表新增")
        await reviewer.press("全部通过并发布")
        await expect(reviewer.told("32项都发布了")).to_be_visible()
        assert len(revisions(site.console)) == 32

        await reviewer.open("stale?reason=over")
        await look(reviewer, "what is stale")
        await reviewer.open("audit?event=import.publish")
        await expect(
            reviewer.page.get_by_role("link", name="词表.xlsx")
        ).to_be_visible()
        await look(reviewer, "audit")
        await reviewer.page.get_by_role("link", name="详情").click()
        await expect(reviewer.page.get_by_text("import.publish")).to_be_visible()
        await look(reviewer, "an entry of the audit")
        assert complaints == {}
