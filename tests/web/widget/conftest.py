"""One browser for all tests of the widget; a backend and a page for each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.web.widget.browsing import Visit, Widget, chromium, union_site, visiting
from tests.web.widget.fake_chat import FakeChat
from tests.web.widget.serving import Server, serving
from web.widget.routes import routes

# A busy machine is no failure.
expect.set_options(timeout=20_000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Give the browser."""
    async with chromium() as started:
        yield started


@pytest.fixture
def chat() -> FakeChat:
    """Give the backend that the test scripts."""
    return FakeChat()


@pytest_asyncio.fixture(loop_scope="session")
async def server(chat: FakeChat) -> AsyncIterator[Server]:
    """Give the server of the backend and of the widget's files."""
    async with serving(chat.app(routes())) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, server: Server) -> AsyncIterator[Visit]:
    """Give a function that opens the union's page with the widget's data- options."""
    async with union_site(server) as site:

        def open_page(
            before: str = "", data: dict[str, str] | None = None, **context: Any
        ) -> AbstractAsyncContextManager[Widget]:
            url = f"{site.origin}/?{urlencode(data or {})}"
            return visiting(browser, url, before, **context)

        yield open_page


@pytest_asyncio.fixture(loop_scope="session")
async def widget(visit: Visit) -> AsyncIterator[Widget]:
    """Give the opened widget on a desktop."""
    async with AsyncExitStack() as stack:
        opened = await stack.enter_async_context(visit())
        await opened.open()
        yield opened
