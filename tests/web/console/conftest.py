"""The console beside a fake bot, on a database of each kind or on SQLite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from knowledge.database import engine_for
from knowledge.seed import load_seed
from tests.knowledge.conftest import SMALL_SEED
from tests.postgres import postgres_server  # noqa: F401
from tests.web.console.harness import ORIGIN, Clock, Console
from tests.web.core.conftest import (  # noqa: F401
    bot,
    database_url,
    folder,
    migrated_file,
)
from tests.web.fake_bot import FakeBot
from tests.web.harness import running_web, settings_for
from web.console.people import passwords


@pytest.fixture
def clock() -> Clock:
    """The console's clock."""
    return Clock()


@asynccontextmanager
async def running_console(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    clock: Clock,
    **changes: Any,
) -> AsyncIterator[Console]:
    """Have the console running with changed settings."""
    settings = settings_for(folder, bot.port, **changes)
    async with AsyncExitStack() as stack:
        web = await stack.enter_async_context(running_web(settings, clock=clock))

        def new_client() -> httpx.AsyncClient:
            # Without a socket there is nothing to be closed.
            return httpx.AsyncClient(
                transport=httpx.ASGITransport(
                    web.app, raise_app_exceptions=False, client=("192.0.2.1", 1234)
                ),
                base_url=ORIGIN,
            )

        yield Console(web, clock, new_client)


@pytest_asyncio.fixture
async def console(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    clock: Clock,
) -> AsyncIterator[Console]:
    """The console on SQLite."""
    async with running_console(folder, bot, clock) as found:
        yield found


@pytest_asyncio.fixture
async def either_console(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    clock: Clock,
    database_url: str,  # noqa: F811
) -> AsyncIterator[Console]:
    """The console on each kind of database."""
    async with running_console(folder, bot, clock, database_url=database_url) as found:
        yield found


def seed(url: str, folder: Path = SMALL_SEED) -> None:  # noqa: F811
    """Load the small seed, or another."""
    engine = engine_for(url)
    try:
        load_seed(engine, folder)
    finally:
        engine.dispose()


@pytest.fixture
def seeded_folder(folder: Path) -> Path:  # noqa: F811
    """A folder whose SQLite database holds the small seed."""
    seed(f"sqlite:///{folder / 'knowledge.db'}")
    return folder


@pytest_asyncio.fixture
async def seeded(
    seeded_folder: Path,
    bot: FakeBot,  # noqa: F811
    clock: Clock,
) -> AsyncIterator[Console]:
    """The console with content, on SQLite."""
    async with running_console(seeded_folder, bot, clock) as found:
        yield found


@pytest_asyncio.fixture
async def either(
    folder: Path,  # noqa: F811
    bot: FakeBot,  # noqa: F811
    clock: Clock,
    database_url: str,  # noqa: F811
) -> AsyncIterator[Console]:
    """The console with content, on each kind of database."""
    seed(database_url)
    async with running_console(folder, bot, clock, database_url=database_url) as found:
        yield found


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords as always, only at the lowest cost."""
    hasher = Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", PasswordHash((hasher,)))
