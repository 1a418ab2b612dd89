"""The real knowledge base, once for all tests of the actions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge import Knowledge, View
from knowledge.database import engine_for
from knowledge.migrate import upgrade
from knowledge.seed import load_seed
from settings import ROOT
from tests.actions.replies import TODAY
from tests.actions.talk import Talk, forget_settings


@pytest.fixture(scope="session")
def knowledge_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the content that ships with the project."""
    url = f"sqlite:///{tmp_path_factory.mktemp('knowledge') / 'knowledge.db'}"
    engine = engine_for(url)
    upgrade(engine)
    load_seed(engine, ROOT / "data" / "knowledge")
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def view(knowledge_url: str) -> View:
    """The content, as seen on the day of the tests."""
    engine = engine_for(knowledge_url)
    found = Knowledge(engine, TODAY).current_blocking()
    engine.dispose()
    return found


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, knowledge_url: str) -> Iterator[Talk]:
    """A worker's talk with actions that answer from the real content."""
    with monkeypatch.context() as environment:
        yield Talk(environment, knowledge_url)
    forget_settings()
