"""The console with content, on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.web.console.conftest import running_console, seed
from tests.web.console.harness import Clock, Console
from tests.web.fake_bot import FakeBot


@pytest_asyncio.fixture
async def either(
    folder: Path, bot: FakeBot, clock: Clock, database_url: str
) -> AsyncIterator[Console]:
    """The console with the small seed."""
    seed(database_url)
    async with running_console(folder, bot, clock, database_url=database_url) as found:
        yield found
