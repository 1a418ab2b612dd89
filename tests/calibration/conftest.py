"""The content that ships with the project, for judging."""

from __future__ import annotations

import pytest

from knowledge import Knowledge, View
from knowledge.database import engine_for
from knowledge.migrate import upgrade
from knowledge.seed import load_seed
from settings import ROOT
from tests.actions.replies import TODAY


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The content, as seen on the day of the tests."""
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('seed') / 'k.db'}")
    upgrade(engine)
    load_seed(engine, ROOT / "data" / "knowledge")
    found = Knowledge(engine, TODAY).current_blocking()
    engine.dispose()
    return found
