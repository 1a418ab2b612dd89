"""The console on a database that holds the small seed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from knowledge.database import engine_for
from knowledge.seed import load_seed
from tests.knowledge.conftest import SMALL_SEED
from tests.web.console.conftest import running_console
from tests.web.console.harness import Clock, Console
from tests.web.fake_bot import FakeBot


def seed(url: str) -> None:
    """Load the small seed."""
    engine = engine_for(url)
    try:
        load_seed(engine, SMALL_SEED)
    finally:
        engine.dispose()


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


@pytest_asyncio.fixture
async def either(
    folder: Path, bot: FakeBot, clock: Clock, database_url: str
) -> AsyncIterator[Console]:
    """The console with content, on each kind of database."""
    seed(database_url)
    async with running_console(folder, bot, clock, database_url=database_url) as found:
        yield found
