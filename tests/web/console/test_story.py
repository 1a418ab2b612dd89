"""The whole story: real web process, bot and actions, and people at real browsers."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from ops.ports import HOST
from ops.processes import child_environ
from settings import ROOT
from tests.postgres import PostgresServer
from tests.running_bot import RunningBot, start_bot
from tests.web.console.book_room import (
    ALIAS,
    FILE_NAME,
    FILE_TYPE,
    HOWTO,
    NAME,
    NOTICE,
    filled,
)
from tests.web.console.harness import PASSWORD
from tests.web.widget.browsing import chromium, opened_page
from web.core.secret import bot_token

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADMIN, EDITOR, REVIEWER = "liu.zhuren", "zhang.li", "wang.fang"
QUESTION = f"{ALIAS}怎么借书"
CORRECTED = "现在带身份证也行：到书屋前台登记，当场就能借书。"
LIVE_WITHIN = 5.0
"""Seconds in which the bot has to answer with what was published."""
PATIENCE = 30_000
"""Milliseconds for a page; a busy machine is no failure."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(
    request: pytest.FixtureRequest, postgres_server: PostgresServer
) -> Iterator[RunningBot]:
    """All of it, with a database of its own, of each kind."""
    with ExitStack() as stack:
        own: dict[str, Any] = {}
        if request.param == "postgresql":
            own["database_url"] = stack.enter_context(postgres_server.database())
        yield stack.enter_context(start_bot(web=True, today=date(2026, 5, 1), **own))


def _make_administrator(bot: RunningBot) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "web.console", "admin", "create", ADMIN, "--stdin"],
        input=f"{PASSWORD}\n",
        env=child_environ(bot.settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@asynccontextmanager
async def _at_work(browser: Browser, bot: RunningBot) -> AsyncIterator[Page]:
    """Open a browser of somebody's own; nothing may fail or be forbidden in it."""
    async with opened_page(
        browser, viewport={"width": 1366, "height": 768}, base_url=bot.web_url
    ) as page:
        errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        assert errors == []
        assert await page.evaluate("window.violations") == []


async def _see(found: Locator) -> None:
    await expect(found).to_be_visible(timeout=PATIENCE)


async def _press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def _follow(page: Page, name: str) -> None:
    await page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


async def _menu(page: Page, name: str) -> None:
    menu = page.get_by_role("navigation", name="主菜单")
    await menu.get_by_role("link", name=name, exact=True).click()


async def _log_in(page: Page, login: str, password: str) -> None:
    await page.goto("/console/")
    await page.get_by_label("账号").fill(login)
    await page.get_by_label("密码", exact=True).fill(password)
    await _press(page, "登录")


async def _hire(page: Page, login: str, name: str, role: str) -> str:
    """Make a person as the administrator does; gives the one-time password."""
    await _menu(page, "人员")
    await _follow(page, "新建人员")
    await page.get_by_label("账号").fill(login)
    await page.get_by_label("姓名").fill(name)
    await page.get_by_role("radio", name=role, exact=True).check()
    await _press(page, "保存")
    return await page.locator("#one-time-password").inner_text()


async def _come_in(page: Page, login: str, one_time: str) -> None:
    """Log in for the first time, and choose a password of one's own."""
    await _log_in(page, login, one_time)
    await page.get_by_label("一次性密码").fill(one_time)
    await page.get_by_label("新密码", exact=True).fill(PASSWORD)
    await page.get_by_label("再填一次新密码").fill(PASSWORD)
    await _press(page, "改密码")
    await _see(page.get_by_text("密码改好了"))


async def _import_the_service(page: Page) -> None:
    """Take the template, fill it in, upload it, look at the preview and hand in."""
    await _menu(page, "表格导入导出")
    async with page.expect_download() as download:
        await _follow(page, "服务档案模板")
    template = Path(await (await download.value).path()).read_bytes()
    chosen = FilePayload(name=FILE_NAME, mimeType=FILE_TYPE, buffer=filled(template))
    await page.get_by_label("Excel文件").set_input_files(chosen)
    await _press(page, "上传，看预览")
    await _see(page.get_by_role("heading", name="导入预览"))
    new = page.get_by_role("region", name="新增（2项）").get_by_role("row")
    await _see(new.filter(has_text=NAME).first)
    await _see(new.filter(has_text=NOTICE))
    await _press(page, "确认，写成草稿")
    await _see(page.get_by_text("写成了2份草稿"))
    await _follow(page, "去看草稿")
    for title in (NAME, NOTICE):
        await page.get_by_role("checkbox", name=f"选 {title}", exact=True).check()
    await _press(page, "一起看选中的")
    await _press(page, "送审")
    await _see(page.get_by_text("已经送审，请另一位同事审核。"))


async def _publish(page: Page, shown: str, why: str, *, together: bool = False) -> None:
    """Review what waits on the front page, and publish it."""
    await _menu(page, "首页")
    waiting = page.get_by_role("region", name="等我审核").get_by_role("link", name=NAME)
    await waiting.first.click()
    if together:
        await _press(page, "一起看")
    await _see(page.locator("ins", has_text=shown))
    await page.get_by_label("发布的理由").fill(why)
    await _press(page, "一起发布" if together else "通过并发布")
    await _see(page.get_by_text("几秒钟后职工就能看到"))


async def _correct(page: Page) -> None:
    """Change one answer and hand it in."""
    await _menu(page, "服务档案")
    await page.get_by_label("找什么").fill(NAME)
    await _press(page, "查找")
    await _follow(page, NAME)
    entry = page.locator(
        "details.entry", has=page.locator("summary", has_text="怎么办理")
    )
    await entry.locator("summary").click()
    text = entry.get_by_label("正文", exact=True)
    await expect(text).to_have_value(HOWTO)
    await text.fill(CORRECTED)
    await _press(page, "保存并送审")
    await _see(page.get_by_text("已经送审，请另一位同事审核。"))


async def _roll_back(page: Page) -> None:
    """Bring the first version back, and hand that in."""
    await _follow(page, "历史版本")
    await _follow(page, "恢复第1版")
    await page.get_by_label("理由").fill("更正有误，先恢复")
    await _press(page, "放进草稿")
    await _press(page, "送审")
    await _see(page.get_by_text("已经送审，请另一位同事审核。"))


async def _told(bot: RunningBot) -> str:
    """Ask as a worker who has never been here."""
    replies = await asyncio.to_thread(bot.say, uuid.uuid4().hex, QUESTION)
    return "\n".join(str(reply.get("text", "")) for reply in replies)


async def _is_soon_told(bot: RunningBot, wanted: str) -> None:
    """Ask until a published text is told."""
    told = ""
    try:
        async with asyncio.timeout(LIVE_WITHIN):
            while wanted not in told:
                told = await _told(bot)
    except TimeoutError:
        pytest.fail(f"not told within {LIVE_WITHIN} s of publishing; told: {told}")


async def _model(bot: RunningBot) -> tuple[Any, Any]:
    """Which model the bot has loaded, and how many it is training."""
    async with httpx.AsyncClient(trust_env=False) as client:
        response = await client.get(
            f"http://{HOST}:{bot.settings.bot_port}/status",
            params={"token": bot_token(bot.settings)},
        )
    status = response.json()
    return status["model_id"], status["num_active_training_jobs"]


async def test_a_service_from_a_spreadsheet_to_the_worker_and_back(
    running: RunningBot,
) -> None:
    _make_administrator(running)
    before = await _model(running)
    async with (
        chromium() as browser,
        _at_work(browser, running) as admin,
        _at_work(browser, running) as editor,
        _at_work(browser, running) as reviewer,
    ):
        await _log_in(admin, ADMIN, PASSWORD)
        for page, login, name, role in (
            (editor, EDITOR, "张丽", "编辑"),
            (reviewer, REVIEWER, "王芳", "审核员"),
        ):
            await _come_in(page, login, await _hire(admin, login, name, role))

        await _import_the_service(editor)
        assert HOWTO not in await _told(running)
        await _publish(reviewer, HOWTO, "按通知新增", together=True)
        await _is_soon_told(running, HOWTO)

        await _correct(editor)
        assert HOWTO in await _told(running)
        await _publish(reviewer, CORRECTED, "办法有变")
        await _is_soon_told(running, CORRECTED)

        await _roll_back(editor)
        assert CORRECTED in await _told(running)
        await _publish(reviewer, HOWTO, "恢复")
        await _is_soon_told(running, HOWTO)

        await _menu(admin, "操作记录")
        for event in ("新建人员", "导入表格", "发布", "恢复旧版"):
            await admin.get_by_label("操作", exact=True).select_option(label=event)
            await _press(admin, "查找")
            await _see(admin.get_by_role("cell", name=event, exact=True).first)
    # The supervisor would have ended all of it had one process ended.
    assert await _model(running) == before
