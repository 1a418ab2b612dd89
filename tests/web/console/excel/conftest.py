"""The console on a database that holds the small seed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.web.console.conftest import running_console
from tests.web.console.content.conftest import seed
from tests.web.console.harness import Clock, Console
from tests.web.fake_bot import FakeBot


@pytest.fixture
def seeded_folder(folder: Path) -> Path:
    """A folder whose SQLite database holds the small seed."""
    seed(f"sqlite:///{folder / 'knowledge.db'}")
    return folder


@pytest_asyncio.fixture
async def seeded(
    seeded_folder: Path, bot: FakeBot, clock: Clock
) -> AsyncIterator[Console]:
    """The console with content, on SQLite."""
    async with running_console(seeded_folder, bot, clock) as found:
        yield found
