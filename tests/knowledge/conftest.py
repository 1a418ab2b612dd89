"""Databases for the tests of the knowledge base; each test runs on both kinds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge import Knowledge, View
from knowledge.database import engine_for
from knowledge.migrate import upgrade
from knowledge.seed import load_seed
from tests.knowledge.publishing.people import hire
from tests.postgres import PostgresServer, postgres_server  # noqa: F401

SMALL_SEED = Path(__file__).parent / "small_seed"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Name the kind of database that the test runs on."""
    return str(request.param)


@pytest.fixture
def empty_url(
    kind: str,
    tmp_path: Path,
    postgres_server: PostgresServer,  # noqa: F811
) -> Iterator[str]:
    """Give the URL of a database without any table."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with postgres_server.database() as url:
            yield url


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    """Give a database without any table."""
    with _connected(empty_url) as engine:
        yield engine


@pytest.fixture(scope="session")
def migrated_url(
    kind: str,
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,  # noqa: F811
) -> Iterator[str]:
    """Give a migrated database to copy from."""
    with _made(kind, tmp_path_factory.mktemp("migrated"), postgres_server) as url:
        with _connected(url) as engine:
            upgrade(engine)
        yield url


@pytest.fixture(scope="session")
def seeded_url(
    kind: str,
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,  # noqa: F811
) -> Iterator[str]:
    """Give a database with the small seed to copy from."""
    with _made(kind, tmp_path_factory.mktemp("seeded"), postgres_server) as url:
        with _connected(url) as engine:
            upgrade(engine)
            load_seed(engine, SMALL_SEED)
        yield url


@pytest.fixture
def engine(
    migrated_url: str,
    tmp_path: Path,
    postgres_server: PostgresServer,  # noqa: F811
) -> Iterator[Engine]:
    """Give a migrated database without content."""
    with _copied(migrated_url, tmp_path, postgres_server) as url, _connected(url) as e:
        yield e


@pytest.fixture
def seeded(
    seeded_url: str,
    tmp_path: Path,
    postgres_server: PostgresServer,  # noqa: F811
) -> Iterator[Engine]:
    """Give a database that holds the small seed."""
    with _copied(seeded_url, tmp_path, postgres_server) as url, _connected(url) as e:
        yield e


@pytest.fixture
def readable(seeded_url: str) -> Iterator[Engine]:
    """Give the small seed to tests that only read: no copy of it is made."""
    # Nobody may be connected when it is copied for another test.
    with _connected(seeded_url) as engine:
        yield engine


@pytest.fixture
def console(seeded: Engine) -> Engine:
    """Give a database that holds the small seed and some staff."""
    hire(seeded)
    return seeded


@pytest.fixture
def seed_folder(tmp_path: Path) -> Path:
    """Give a copy of the small seed that a test may change."""
    return Path(shutil.copytree(SMALL_SEED, tmp_path / "seed"))


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'knowledge.db'}"


@contextmanager
def _made(kind: str, folder: Path, server: PostgresServer) -> Iterator[str]:
    if kind == "sqlite":
        yield _sqlite(folder)
    else:
        with server.database() as url:
            yield url


@contextmanager
def _copied(url: str, folder: Path, server: PostgresServer) -> Iterator[str]:
    if url.startswith("sqlite"):
        shutil.copy(url.removeprefix("sqlite:///"), folder / "knowledge.db")
        yield _sqlite(folder)
    else:
        template = url.split("/")[3].split("?")[0]
        with server.database(template) as copy:
            yield copy


@contextmanager
def _connected(url: str) -> Iterator[Engine]:
    engine = engine_for(url)
    try:
        yield engine
    finally:
        engine.dispose()


@pytest.fixture
def view(seeded: Engine) -> View:
    """Give the small seed as seen on a day when the old opening hours are over."""
    return Knowledge(seeded, today=date(2024, 6, 1)).current_blocking()
