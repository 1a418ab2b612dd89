"""All of it together: demo page, web app, the real bot and its actions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.running_bot import RunningBot
from tests.web.fake_bot import HOST, served
from tests.web.harness import settings_for
from tests.web.widget.browsing import visiting
from web.app import create_app

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest_asyncio.fixture(loop_scope="session")
async def demo_page(
    tmp_path: Path,
    running_bot: RunningBot,
) -> AsyncIterator[str]:
    """The demo page's address."""
    own = running_bot.settings
    settings = settings_for(
        tmp_path,
        own.bot_port,
        actions_port=own.actions_port,
        database_url=own.database_url,
    )
    async with served(create_app(settings)) as port:
        yield f"http://{HOST}:{port}/"


async def test_a_worker_on_a_phone(browser: Browser, demo_page: str) -> None:
    async with visiting(browser, demo_page, **PHONE) as widget:
        await widget.open()
        await widget.ask("托管服务怎么申请")
        await expect(widget.told).to_have_count(1)
        await expect(widget.told).to_contain_text("爱心托管")
        source = widget.log.get_by_role("list", name="来源").get_by_role("listitem")
        await expect(source.first).to_contain_text("20")
        option = widget.dialog.get_by_role("group", name="可以点选").get_by_role(
            "button"
        )
        title = await option.first.inner_text()
        await option.first.click()
        await expect(widget.mine).to_have_text(["我：托管服务怎么申请", f"我：{title}"])
        await expect(widget.told).to_have_count(2)
        useful = widget.button("有用").last
        await useful.click()
        await expect(widget.dialog.get_by_text("谢谢，记下了")).to_be_visible()
        told = await widget.told.all_inner_texts()
        await widget.reload()
        await expect(widget.told).to_have_count(2)
        assert await widget.told.all_inner_texts() == told
        await expect(useful).to_have_attribute("aria-pressed", "true")
