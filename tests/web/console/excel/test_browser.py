"""An upload in a real browser, with progress; and axe-core on every page.

On each kind of database: a file becomes thousands of rows in one transaction.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, FilePayload, Page, expect

from tests.knowledge.spreadsheets.books import file
from tests.web.console.browsing import Site, serving_console
from tests.web.console.conftest import seed
from tests.web.console.excel.uploading import AID, signposts
from tests.web.console.harness import PASSWORD
from tests.web.core.conftest import migrated_file  # noqa: F401
from tests.web.widget.conftest import browser  # noqa: F401

pytestmark = pytest.mark.asyncio(loop_scope="session")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest_asyncio.fixture(loop_scope="session")
async def site(
    tmp_path: Path,
    migrated_file: Path,  # noqa: F811
    database_url: str,
) -> AsyncIterator[Site]:
    """The console on a port, with the small seed and an editor."""
    served = serving_console(tmp_path, migrated_file, database_url=database_url)
    async with served as found:
        seed(database_url)
        found.console.add("zhang")
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def page(
    browser: Browser,  # noqa: F811
    site: Site,
) -> AsyncIterator[Page]:
    """A page on which the editor is logged in."""
    context = await browser.new_context(
        base_url=site.origin, viewport={"width": 1366, "height": 768}
    )
    opened = await context.new_page()
    await opened.goto("/console/login?next=/console/excel")
    await opened.get_by_label("账号").fill("zhang")
    await opened.get_by_label("密码", exact=True).fill(PASSWORD)
    await opened.get_by_role("button", name="登录").click()
    await expect(opened.get_by_role("heading", name="表格导入导出")).to_be_visible()
    yield opened
    await context.close()


async def _upload(page: Page, content: bytes) -> None:
    await page.goto("/console/excel")
    chosen = FilePayload(name="表.xlsx", mimeType=_TYPE, buffer=content)
    await page.get_by_label("Excel文件").set_input_files(chosen)
    await page.get_by_role("button", name="上传，看预览").click()


async def _check(page: Page) -> None:
    found = await Axe().run(page)
    assert [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']]}"
        for rule in found.response["violations"]
    ] == []


async def test_an_upload_with_progress(page: Page) -> None:
    rows = [[f"词{number}", "不是服务"] for number in range(1500)]
    seen: list[str] = []
    page.on(
        "request",
        lambda request: (
            seen.append(request.url) if request.url.endswith("/progress") else None
        ),
    )
    await _upload(page, file({"易混词": [["词", "备注"], *rows]}))
    await expect(page.get_by_role("heading", name="导入预览")).to_be_visible()
    assert seen
    await expect(page.get_by_text("1500项", exact=True).first).to_be_visible()
    await _check(page)
    await page.get_by_role("button", name="确认，写成草稿").click()
    await expect(page.get_by_text("写成了1500份草稿")).to_be_visible()
    await _check(page)


async def test_what_is_wrong_and_the_marked_file(page: Page) -> None:
    await _check(page)
    await _upload(page, signposts([*AID[:3], "=1", *AID[4:]]))
    await expect(page.get_by_text("这一格是公式，请填值")).to_be_visible()
    await _check(page)
    async with page.expect_download() as download:
        await page.get_by_role("link", name="下载标出问题的文件").click()
    assert (await download.value).suggested_filename == "表-标出问题.xlsx"


async def test_without_javascript(browser: Browser, site: Site) -> None:  # noqa: F811
    context = await browser.new_context(base_url=site.origin, java_script_enabled=False)
    page = await context.new_page()
    await page.goto("/console/login?next=/console/excel")
    await page.get_by_label("账号").fill("zhang")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await _upload(page, signposts(AID))
    await expect(page.get_by_role("heading", name="导入预览")).to_be_visible()
    await context.close()
