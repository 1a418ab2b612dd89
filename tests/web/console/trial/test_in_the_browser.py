"""A question is tried at a real browser, and axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.web.console.browsing import Site, serving_console
from tests.web.console.content.desk import DESKTOP, TABLET, Desk, at_desk
from tests.web.console.trial.parsing_bot import ParsingBot, reading
from tests.web.console.trial.talking import draft
from tests.web.fake_bot import served
from tests.web.widget.conftest import browser  # noqa: F401

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIGN_UP = reading(
    "在郑州上班,暑托班咋报名",
    "ask_howto",
    names=(("region", "zhengzhou", "郑州"), ("programme", "childcare", "暑托班")),
    topics=(("programme", "childcare", 0.99), ("none", "", 0.01)),
    faqs=(("childcare_signup_zz", 0.2, 0.5),),
)


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path: Path, seeded_file: Path) -> AsyncIterator[Site]:
    """The console on a port, beside a bot that reads one sentence."""
    bot = ParsingBot()
    bot.knows(SIGN_UP)
    async with (
        served(bot.app()) as port,
        serving_console(tmp_path, seeded_file, bot_port=port) as found,
    ):
        yield found


@pytest_asyncio.fixture(loop_scope="session", params=[DESKTOP, TABLET])
async def desk(
    browser: Browser,  # noqa: F811
    site: Site,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Desk]:
    """An editor at a screen of each size."""
    site.console.add("zhang")
    async with at_desk(
        browser, site.console, site.origin, "zhang", viewport=request.param
    ) as found:
        yield found


async def test_from_a_question_to_the_draft(site: Site, desk: Desk) -> None:
    await desk.page.get_by_role("link", name="试一试").click()
    assert await desk.complaints() == []
    await desk.press("试一试")
    await expect(desk.page.get_by_role("alert")).to_contain_text("请先写一句话")
    assert await desk.complaints() == []
    await desk.type("想试的话", SIGN_UP["text"])
    await desk.press("试一试")
    await expect(desk.told("郑州2025年没有全市统一的报名入口").first).to_be_visible()
    assert await desk.complaints() == []
    await desk.page.locator("#field-wording").fill("放假带娃班")
    target = desk.page.locator("#field-target")
    await target.select_option(label="服务：职工子女爱心托管")
    await desk.press("加成别名")
    await expect(desk.told("已经把“放假带娃班”写进")).to_be_visible()
    aliases = desk.page.locator("#field-aliases")
    await expect(aliases).to_have_value(re.compile("托管班\\n(.*\\n)*放假带娃班$"))


async def test_against_drafts(site: Site, desk: Desk) -> None:
    draft(site.console, "programme", "childcare", aliases=["放假带娃班"])
    draft(site.console, "source", "half", title="")
    await desk.open("trial")
    await desk.type("想试的话", "放假带娃班咋报名")
    await desk.page.get_by_label("加上还没发布的草稿").check()
    await desk.press("试一试")
    await expect(desk.told("还有问题，没有算上")).to_be_visible()
    await expect(desk.told("换成了“职工子女爱心托管”来问")).to_be_visible()
    assert await desk.complaints() == []
    # What was tried is still there to be gone on with.
    await expect(desk.page.get_by_label("加上还没发布的草稿")).to_be_checked()


async def test_a_phrasing_is_read_while_it_is_written(desk: Desk) -> None:
    await desk.open("content/programme/item?id=childcare")
    phrasings = desk.page.locator("#field-phrasings")
    await phrasings.fill(SIGN_UP["text"])
    await expect(desk.told("机器人现在就能听懂是这一项")).to_be_visible()
    await desk.open("content/programme/item?id=legal_aid")
    await phrasings.fill(f"{SIGN_UP['text']}\n谁也听不懂的话")
    await expect(desk.told("“谁也听不懂的话”：")).to_contain_text("说不准是哪一项")
    await phrasings.fill(SIGN_UP["text"])
    await expect(desk.told("机器人现在会听成服务“职工子女爱心托管”")).to_be_visible()
    assert await desk.complaints() == []


async def test_a_question_is_read_while_it_is_written(desk: Desk) -> None:
    await desk.open("content/programme/item?id=legal_aid")
    await desk.page.locator("details:has([id='field-faqs.0.question'])").click()
    for field in ("question", "phrasings"):
        await desk.page.locator(f"[id='field-faqs.0.{field}']").fill(SIGN_UP["text"])
        said = desk.page.locator(f"[id='reading-field-faqs.0.{field}']")
        await expect(said).to_contain_text("机器人现在会听成服务“职工子女爱心托管”")
        await expect(said).to_have_class("contested")
    assert await desk.complaints() == []


async def test_without_the_bot_it_is_said_while_writing(desk: Desk, site: Site) -> None:
    await desk.page.route("**/trial/reading", lambda route: route.fulfill(status=503))
    await desk.open("content/programme/item?id=legal_aid")
    await desk.page.locator("#field-phrasings").fill("谁也听不懂的话")
    await expect(desk.told("没能核对会不会被听成别的")).to_be_visible()
