"""Write the pictures of docs: ``python -m tests.web.widget.screenshots``."""

from __future__ import annotations

import asyncio
from typing import Any

from playwright.async_api import Browser, expect

from settings import ROOT
from tests.web.widget.browsing import chromium, visiting
from tests.web.widget.examples import (
    CHILDCARE,
    CHILDCARE_REPLY,
    FIGURES,
    FIGURES_REPLY,
)
from tests.web.widget.fake_chat import FakeChat
from tests.web.widget.serving import serving
from web.widget.routes import routes

_FOLDER = ROOT / "docs" / "images"
_PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
_DESKTOP = {"viewport": {"width": 1280, "height": 800}}


async def _take(
    browser: Browser, url: str, name: str, questions: list[str], **look: Any
) -> None:
    large = look.pop("large", False)
    async with visiting(browser, url, **look) as widget:
        await widget.open()
        if large:
            await widget.button("大字").click()
        for number, question in enumerate(questions, start=1):
            await widget.ask(question)
            await expect(widget.told).to_have_count(number)
        await widget.page.screenshot(
            path=_FOLDER / f"widget-{name}.png", animations="disabled"
        )


async def _take_all() -> None:
    _FOLDER.mkdir(exist_ok=True)
    chat = FakeChat(replies={CHILDCARE: CHILDCARE_REPLY, FIGURES: FIGURES_REPLY})
    async with serving(chat.app(routes())) as server, chromium() as browser:
        url = f"{server.origin}/"
        await _take(browser, url, "phone", [CHILDCARE], **_PHONE)
        await _take(browser, url, "desktop", [FIGURES], **_DESKTOP)
        await _take(browser, url, "elder", [CHILDCARE], large=True, **_PHONE)


if __name__ == "__main__":
    asyncio.run(_take_all())
