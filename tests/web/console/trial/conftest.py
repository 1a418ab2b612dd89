"""The console on the real content, beside a bot that a test scripts."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.engine import Engine

from knowledge.database import engine_for
from settings import ROOT
from tests.web.console.conftest import seed
from tests.web.console.trial.parsing_bot import ParsingBot
from tests.web.fake_bot import served


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A SQLite file with the real content to copy from."""
    path = tmp_path_factory.mktemp("seeded") / "knowledge.db"
    shutil.copy(migrated_file, path)
    seed(f"sqlite:///{path}", ROOT / "data" / "knowledge")
    return path


@pytest.fixture
def folder(tmp_path: Path, seeded_file: Path) -> Path:
    """A folder for variable data with the real content."""
    shutil.copy(seeded_file, tmp_path / "knowledge.db")
    return tmp_path


@pytest_asyncio.fixture
async def bot() -> AsyncIterator[ParsingBot]:
    """A bot that reads what it was told to read."""
    bot = ParsingBot()
    async with served(bot.app()) as port:
        bot.port = port
        yield bot


@pytest.fixture
def engine(tmp_path: Path, seeded_file: Path) -> Iterator[Engine]:
    """The real content."""
    shutil.copy(seeded_file, tmp_path / "knowledge.db")
    engine = engine_for(f"sqlite:///{tmp_path / 'knowledge.db'}")
    yield engine
    engine.dispose()
