"""A fake bot and a migrated database for the tests of the core."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.postgres import PostgresServer, postgres_server  # noqa: F401
from tests.web.fake_bot import FakeBot, fake_bot
from tests.web.harness import migrate
from tests.web.redis_server import redis_server, redis_url  # noqa: F401


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("migrated") / "knowledge.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Path:
    """A folder for variable data with a migrated database."""
    shutil.copy(migrated_file, tmp_path / "knowledge.db")
    return tmp_path


@pytest_asyncio.fixture
async def bot() -> AsyncIterator[FakeBot]:
    """A fake bot."""
    async with fake_bot() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest,
    folder: Path,
    postgres_server: PostgresServer,  # noqa: F811
) -> Iterator[str]:
    """A migrated database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'knowledge.db'}"
        return
    with postgres_server.database() as url:
        migrate(url)
        yield url
