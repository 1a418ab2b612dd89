"""Write the guide's pictures: ``python -m tests.web.console.screenshots``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, FilePayload, Page, expect
from sqlalchemy.orm import Session

from knowledge.database import engine_for, writing
from knowledge.models import Draft, Staff
from knowledge.publishing.actor import Actor
from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import save, send_back, submit
from knowledge.publishing.normal import Document
from knowledge.publishing.publishing import publish
from settings import ROOT
from tests.knowledge.publishing.people import acting
from tests.running_bot import RunningBot, start_bot
from tests.web.console.book_room import FILE_NAME, FILE_TYPE, filled
from tests.web.console.harness import PASSWORD, common_hash
from tests.web.widget.browsing import chromium, opened_page

_FOLDER: Final = ROOT / "docs" / "images"
_SIZE: Final = {"width": 1366, "height": 768}
_TO_THE_TOP: Final = "part => part.scrollIntoView()"
_ADMIN: Final = Actor(1, "liu.min", "刘敏", "admin", address="192.0.2.8")
_EDITOR: Final = Actor(2, "zhang.li", "张丽", "editor", address="192.0.2.10")
_REVIEWER: Final = Actor(3, "wang.fang", "王芳", "reviewer", address="192.0.2.11")


def _prepare(url: str) -> None:
    """Put example people and their work into the database."""
    engine = engine_for(url)
    try:
        with Session(writing(engine)) as session, session.begin():
            for person in (_ADMIN, _EDITOR, _REVIEWER):
                session.add(
                    Staff(
                        id=person.id,
                        login=person.login,
                        name=person.name,
                        role=person.role,
                        password_hash=common_hash(),
                        created_at=datetime.now(UTC),
                    )
                )

        def draft(item_id: str, change: Callable[[Document], None]) -> Draft:
            with acting(engine, _EDITOR) as session:
                document = live_document(session, "programme", item_id)
                assert document is not None
                change(document)
                made = save(session, ("programme", item_id), document, None)
                return submit(session, made.id, made.version)

        one = draft("nursing_room", _add_alias("妈咪小屋"))
        with acting(engine, _REVIEWER) as session:
            publish(session, [one.id], "常有人这样叫", {one.id: one.version})
        one = draft("member_card", _add_alias("会员卡片"))
        with acting(engine, _REVIEWER) as session:
            note = "“会员卡片”很少有人说，请换成“工会卡”一类的。"
            send_back(session, one.id, note, one.version)
        draft("childcare", _correct_howto)
    finally:
        engine.dispose()


def _add_alias(alias: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document["aliases"] = [*document["aliases"], alias]

    return change


def _correct_howto(document: Document) -> None:
    answer = next(
        answer
        for answer in document["answers"]
        if (answer["aspect"], answer["region"]) == ("howto", "zhengzhou")
    )
    answer["text"] += "拿不准的，先打12351问一问。"
    document["aliases"] = [*document["aliases"], "放假带娃班"]


def _browser_of(browser: Browser, bot: RunningBot) -> AbstractAsyncContextManager[Page]:
    return opened_page(
        browser, viewport=_SIZE, base_url=bot.web_url, reduced_motion="reduce"
    )


@asynccontextmanager
async def _at_work(
    browser: Browser, bot: RunningBot, login: str
) -> AsyncIterator[Page]:
    async with _browser_of(browser, bot) as page:
        page.set_default_timeout(60_000)
        await page.goto("/console/")
        await page.get_by_label("账号").fill(login)
        await page.get_by_label("密码", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="登录").click()
        await expect(page.get_by_role("heading", name="首页")).to_be_visible()
        yield page


async def _take(page: Page, name: str) -> None:
    await page.screenshot(path=_FOLDER / f"console-{name}.png", animations="disabled")


async def _take_editor(page: Page) -> None:
    await page.goto("/console/content/programme/item?id=rest_station")
    await _take(page, "dossier")
    await page.get_by_role("link", name="有：怎么办理，河南省").click()
    entry = page.locator("details.entry[open]")
    text = entry.get_by_label("正文", exact=True)
    await text.fill(f"{await text.input_value()}也可以问单位工会。")
    await entry.evaluate(_TO_THE_TOP)
    await _take(page, "answer")
    await page.goto("/console/excel")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="服务档案模板").click()
    template = Path(await (await download.value).path()).read_bytes()
    chosen = FilePayload(name=FILE_NAME, mimeType=FILE_TYPE, buffer=filled(template))
    await page.get_by_label("Excel文件").set_input_files(chosen)
    await page.get_by_role("button", name="上传，看预览").click()
    await expect(page.get_by_role("heading", name="导入预览")).to_be_visible()
    await _take(page, "excel")
    await page.goto("/console/trial")
    await page.get_by_label("想试的话").fill("在郑州上班，暑托班咋报名")
    await page.get_by_role("button", name="试一试").click()
    await expect(page.get_by_role("heading", name="为什么这样回答")).to_be_visible()
    # A picture of a failure would go unseen into the guide.
    await expect(page.get_by_text("出错了")).to_have_count(0)
    await _take(page, "trial")
    await page.get_by_role("heading", name="为什么这样回答").evaluate(_TO_THE_TOP)
    await _take(page, "trial-why")


async def _take_reviewer(page: Page) -> None:
    await _take(page, "home")
    waiting = page.get_by_role("region", name="等我审核")
    await waiting.get_by_role("link", name="职工子女爱心托管").click()
    await expect(page.get_by_label("发布的理由")).to_be_visible()
    await _take(page, "review")


async def _take_all(bot: RunningBot) -> None:
    async with chromium() as browser:
        async with _browser_of(browser, bot) as page:
            await page.goto("/console/login")
            await _take(page, "login")
        async with _at_work(browser, bot, _REVIEWER.login) as page:
            await _take_reviewer(page)
        async with _at_work(browser, bot, _EDITOR.login) as page:
            await _take_editor(page)
        async with _at_work(browser, bot, _ADMIN.login) as page:
            await page.goto("/console/audit")
            await _take(page, "audit")


if __name__ == "__main__":
    with start_bot(web=True, today=date(2026, 5, 1)) as running:
        _prepare(running.database_url)
        asyncio.run(_take_all(running))
