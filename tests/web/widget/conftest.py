"""One browser, one server and one page for all tests; a backend for each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import urlencode

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.web.widget.browsing import (
    Visit,
    Widget,
    as_new_worker,
    chromium,
    opened_page,
    union_site,
    visiting,
)
from tests.web.widget.fake_chat import FakeChat
from tests.web.widget.serving import Changeable, Server, serving
from web.widget.routes import routes

# A busy machine is no failure.
expect.set_options(timeout=20_000)
_OF_SESSION: dict[str, Any] = {"scope": "session", "loop_scope": "session"}


@pytest_asyncio.fixture(**_OF_SESSION)
async def browser() -> AsyncIterator[Browser]:
    """Give the browser."""
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(**_OF_SESSION)
async def backend() -> AsyncIterator[tuple[Server, Changeable]]:
    """Give the server whose app each test replaces."""
    app = Changeable(FakeChat().app(routes()))
    async with serving(app) as started:
        yield started, app


@pytest_asyncio.fixture(**_OF_SESSION)
async def site(backend: tuple[Server, Changeable]) -> AsyncIterator[Server]:
    """Give the union's site, whose page embeds the widget."""
    async with union_site(backend[0]) as started:
        yield started


@pytest_asyncio.fixture(**_OF_SESSION)
async def page(browser: Browser) -> AsyncIterator[Page]:
    """Give the page for tests that need no browser set up in a way of its own."""
    async with opened_page(browser) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def chat(backend: tuple[Server, Changeable]) -> FakeChat:
    """Give the backend that the test scripts."""
    chat = FakeChat()
    backend[1].app = chat.app(routes())
    return chat


@pytest_asyncio.fixture(loop_scope="session")
async def server(
    backend: tuple[Server, Changeable], chat: FakeChat
) -> AsyncIterator[Server]:
    """Give the server of the backend and of the widget's files."""
    server, _ = backend
    yield server
    if not server.is_running:
        await server.start()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, site: Server, server: Server) -> Visit:
    """Give a function that opens the union's page with the widget's data- options."""

    def open_page(
        before: str = "", data: dict[str, str] | None = None, **context: Any
    ) -> AbstractAsyncContextManager[Widget]:
        url = f"{site.origin}/?{urlencode(data or {})}"
        return visiting(browser, url, before, **context)

    return open_page


@pytest_asyncio.fixture(loop_scope="session")
async def widget(page: Page, site: Server, server: Server) -> AsyncIterator[Widget]:
    """Give the opened widget on a desktop, to a worker who was never there."""
    async with as_new_worker(page, f"{site.origin}/") as found:
        await found.open()
        yield found
