"""The fixtures of the core's tests, for the API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.web.core.conftest import bot, folder, migrated_file  # noqa: F401
from tests.web.fake_bot import FakeBot
from tests.web.harness import Web, running_web, settings_for


@pytest_asyncio.fixture
async def web(folder: Path, bot: FakeBot) -> AsyncIterator[Web]:  # noqa: F811
    """The app beside a fake bot."""
    async with running_web(settings_for(folder, bot.port)) as found:
        yield found
