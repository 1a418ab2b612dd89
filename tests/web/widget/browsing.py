"""A worker with a browser, on a union's page that embeds the widget."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any

from playwright.async_api import Browser, Error, Locator, Page, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ops.chromium import ensure_chromium
from tests.web.widget.serving import Server, serving

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_WATCH_POLICY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the machine's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(ensure_chromium()), args=_FLAGS
        )
        yield browser
        await browser.close()


@asynccontextmanager
async def union_site(chat: Server) -> AsyncIterator[Server]:
    """Serve a union's page, of another origin and with the strictest policy."""

    async def page(request: Request) -> Response:
        data = "".join(
            f' data-{name}="{escape(value)}"'
            for name, value in request.query_params.items()
            if name != "scripts"
        )
        script = (
            f'<script src="{chat.origin}/widget/gongxiaonuan.js" async{data}></script>'
        )
        scripts = script * int(request.query_params.get("scripts", "1"))
        return HTMLResponse(
            '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>市总工会</title>{scripts}</head>"
            "<body><main><h1>市总工会</h1><p>通知公告</p></main></body></html>",
            headers={
                "Content-Security-Policy": "; ".join(
                    ["default-src 'none'"]
                    + [
                        f"{kind}-src {chat.origin}"
                        for kind in ("script", "style", "connect", "img")
                    ]
                )
            },
        )

    async with serving(Starlette(routes=[Route("/", page)])) as server:
        yield server


@dataclass
class Widget:
    """The widget as a worker uses it."""

    page: Page
    errors: list[str] = field(default_factory=list)

    @property
    def launcher(self) -> Locator:
        """The button in the page's corner."""
        return self.page.get_by_role("button", name="有事问我")

    @property
    def dialog(self) -> Locator:
        """The open dialog."""
        return self.page.get_by_role("dialog")

    @property
    def log(self) -> Locator:
        """The talk."""
        return self.page.get_by_role("log")

    @property
    def input(self) -> Locator:
        """Where one types."""
        return self.page.get_by_role("textbox", name="想问的话")

    @property
    def mine(self) -> Locator:
        """The worker's bubbles."""
        return self.log.locator(".me")

    @property
    def told(self) -> Locator:
        """The bot's bubbles after the greeting, the typing sign left out."""
        return self.log.locator(".me ~ .answer .bot:not(.typing)")

    def button(self, name: str, exact: bool = True) -> Locator:
        """A button of the dialog."""
        return self.dialog.get_by_role("button", name=name, exact=exact)

    async def open(self) -> None:
        """Open the dialog and wait for the greeting."""
        await self.launcher.click()
        await self.log.get_by_text("我是工小暖").wait_for()

    async def ask(self, text: str) -> None:
        """Type and send."""
        await self.input.fill(text)
        await self.input.press("Enter")

    async def reload(self) -> None:
        """Load the page again and open the dialog."""
        await self.page.reload()
        await self.open()

    async def violations(self) -> list[str]:
        """What the page's policy had to forbid."""
        return list(await self.page.evaluate("window.violations"))


@asynccontextmanager
async def visiting(
    browser: Browser, url: str, before: str = "", **context: Any
) -> AsyncIterator[Widget]:
    """Open a page as a new worker with a browser of his own.

    Args:
        browser: The browser.
        url: The page.
        before: Script that runs before those of the page.
        **context: How the worker's browser is, as Playwright names it.
    """
    async with opened_page(browser, before, **context) as page, watched(page) as widget:
        await page.goto(url)
        yield widget


@asynccontextmanager
async def as_new_worker(page: Page, url: str) -> AsyncIterator[Widget]:
    """Open a page on which nothing is left of the worker before."""
    try:
        async with watched(page) as widget:
            await page.goto(url)
            yield widget
    finally:
        visit = page.context
        for other in visit.pages:
            if other is not page:
                await other.close()
        await visit.clear_permissions()
        await visit.clear_cookies()
        await page.evaluate("localStorage.clear(); sessionStorage.clear()")
        # Scripts end here: none goes on asking the next test's backend.
        await page.goto("about:blank")


@asynccontextmanager
async def opened_page(
    browser: Browser, before: str = "", **context: Any
) -> AsyncIterator[Page]:
    """Open an empty page in a browser context of its own."""
    settings = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}}
    visit = await browser.new_context(**{**settings, **context})
    page = await visit.new_page()
    await page.add_init_script(_WATCH_POLICY + before)
    try:
        yield page
    finally:
        await visit.close()


@asynccontextmanager
async def watched(page: Page) -> AsyncIterator[Widget]:
    """See to it that the page has no error and does nothing that is forbidden."""
    widget = Widget(page)

    def note(error: Error) -> None:
        widget.errors.append(str(error))

    page.on("pageerror", note)
    try:
        yield widget
        assert widget.errors == []
        assert await widget.violations() == []
    finally:
        page.remove_listener("pageerror", note)


Visit = Callable[..., AbstractAsyncContextManager[Widget]]
"""Opens the union's page: ``before``, ``data`` (options) and Playwright's own."""
