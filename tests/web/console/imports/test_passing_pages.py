"""Pages that are seen only in passing are looked at by axe as well.

A job that is under way, a file that is not opened, a form that came too late.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, expect

from tests.web.console.book_room import FILE_TYPE
from tests.web.console.browsing import Site, serving_console
from tests.web.console.conftest import seed
from tests.web.console.content.desk import DESKTOP, TABLET, Desk, at_desk
from tests.web.console.harness import PASSWORD
from tests.web.console.imports.importing import workbook
from tests.web.core.conftest import migrated_file  # noqa: F401
from tests.web.widget.conftest import browser  # noqa: F401
from web.console.excel.store import UploadStore
from web.console.imports.decisions import DecisionStore

pytestmark = pytest.mark.asyncio(loop_scope="session")
_NAME = "词表.xlsx"


@pytest_asyncio.fixture(loop_scope="session")
async def site(
    tmp_path: Path,
    migrated_file: Path,  # noqa: F811
) -> AsyncIterator[Site]:
    """The console on a port, with the small seed and an editor."""
    async with serving_console(tmp_path, migrated_file) as found:
        seed(f"sqlite:///{tmp_path / 'knowledge.db'}")
        found.console.add("zhang")
        yield found


@pytest_asyncio.fixture(
    loop_scope="session", params=[DESKTOP, TABLET], ids=["desktop", "tablet"]
)
async def desk(
    browser: Browser,  # noqa: F811
    site: Site,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Desk]:
    """The editor at a screen of each size."""
    async with at_desk(
        browser, site.console, site.origin, "zhang", viewport=request.param
    ) as found:
        yield found


async def _upload(desk: Desk, name: str, content: bytes) -> None:
    chosen = FilePayload(name=name, mimeType=FILE_TYPE, buffer=content)
    await desk.open("excel")
    await desk.page.get_by_label("Excel文件").set_input_files(chosen)
    await desk.press("上传，看预览")


async def test_an_import_from_the_file_to_the_question_whether_to_put_it_away(
    site: Site, desk: Desk
) -> None:
    var_dir = site.console.web.services.settings.var_dir
    zhang = site.console.staff("zhang").id

    uploads = UploadStore(var_dir / "imports", site.console.clock)
    upload = uploads.add(zhang, _NAME, workbook())
    await desk.open(f"excel/import/{upload.import_id}")
    await expect(desk.page.get_by_role("progressbar")).to_be_visible()
    assert await desk.complaints() == [], "a file is being read"
    uploads.drop(upload)

    await _upload(desk, "词表.xlsm", workbook())
    await expect(desk.told("宏")).to_be_visible()
    assert await desk.complaints() == [], "a file is not opened"

    await _upload(desk, _NAME, workbook())
    await expect(desk.page.get_by_role("heading", name="导入预览")).to_be_visible()
    assert await desk.complaints() == [], "the preview"
    await desk.press("确认，写成草稿")
    await desk.page.get_by_role("link", name="看这一批，整批送审").click()
    await expect(desk.page.get_by_role("heading", name="来自导入")).to_be_visible()
    number = int(desk.page.url.rsplit("/", 1)[1])

    decisions = DecisionStore(var_dir / "decisions", site.console.clock)
    decision = decisions.add(zhang, number, "submit")
    await desk.open(f"drafts/imports/{number}/decisions/{decision.decision_id}")
    await expect(desk.page.get_by_role("progressbar")).to_be_visible()
    assert await desk.complaints() == [], "a decision is being carried out"

    await desk.open(f"drafts/imports/{number}/discard")
    assert await desk.complaints() == [], "whether to put it away"


async def test_a_form_that_came_too_late(site: Site, desk: Desk) -> None:
    await desk.open("content/group/new")
    await desk.page.locator("#field-name").fill("家政员")
    site.console.clock.forward(hours=9)
    await desk.press("保存草稿")
    await expect(desk.told("您填的内容都还在")).to_be_visible()
    assert await desk.complaints() == [], "logging in again"
    await desk.type("账号", "zhang")
    await desk.page.get_by_label("密码", exact=True).fill(PASSWORD)
    await desk.press("登录")
    await expect(desk.page.get_by_role("button", name="接着提交")).to_be_visible()
    assert await desk.complaints() == [], "sending it again"
    await desk.press("接着提交")
    await expect(desk.told("草稿存好了。还没有上线")).to_be_visible()
