"""A member of staff at a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page

from tests.web.console.harness import PASSWORD, Console

SERIOUS = ("serious", "critical")
DESKTOP = {"width": 1366, "height": 768}
TABLET = {"width": 810, "height": 1080}
_WATCH_POLICY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Desk:
    """One person's browser."""

    page: Page
    origin: str
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def open(self, path: str) -> None:
        """Open a page of the console."""
        response = await self.page.goto(f"{self.origin}/console/{path}")
        assert response is not None and response.status < 500, path

    async def type(self, label: str, text: str) -> None:
        """Fill a field."""
        await self.page.get_by_label(label).fill(text)

    async def press(self, name: str) -> None:
        """Press a button and wait for the page that follows."""
        await self.button(name).click()
        await self.page.wait_for_load_state()

    def button(self, name: str) -> Locator:
        """A button that is to be seen."""
        return self.page.get_by_role("button", name=name, exact=True)

    def told(self, text: str) -> Locator:
        """What the page says."""
        return self.page.get_by_text(text)

    async def complaints(self) -> list[str]:
        """What axe finds serious, and what does not fit the window's width."""
        assert await self.page.evaluate("window.violations") == []
        found = await Axe().run(self.page)
        await self.page.evaluate("window.violations.length = 0")
        serious = [
            f"{rule['id']}: {[node['target'] for node in rule['nodes']][:5]}"
            for rule in found.response["violations"]
            if rule["impact"] in SERIOUS
        ]
        wide = await self.page.evaluate(
            "document.documentElement.scrollWidth > innerWidth"
        )
        return serious + ["too wide"] * wide


@asynccontextmanager
async def at_desk(
    browser: Browser, console: Console, origin: str, login: str, **context: Any
) -> AsyncIterator[Desk]:
    """Have a person logged in at a browser; they exist already."""
    visit = await browser.new_context(
        **{"locale": "zh-CN", "viewport": DESKTOP, **context}
    )
    page = await visit.new_page()
    desk = Desk(page, origin)
    page.on("pageerror", lambda error: desk.errors.append(str(error)))
    page.on("request", lambda request: desk.asked.append(request.url))
    await page.add_init_script(_WATCH_POLICY)
    try:
        await desk.open("login")
        await desk.type("账号", login)
        await page.get_by_label("密码", exact=True).fill(PASSWORD)
        await page.locator("main button[type=submit]").first.click()
        await page.wait_for_url(f"{origin}/console/")
        yield desk
        assert desk.errors == [], desk.errors
        assert [url for url in desk.asked if not url.startswith(origin)] == []
    finally:
        await visit.close()
