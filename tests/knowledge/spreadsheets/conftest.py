"""Databases with content and staff."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from knowledge.database import engine_for
from tests.knowledge.publishing.people import hire


@pytest.fixture
def readable(seeded_url: str) -> Iterator[Engine]:
    """Give the small seed to tests that only read."""
    engine = engine_for(seeded_url)
    yield engine
    # Nobody may be connected when it is copied for another test.
    engine.dispose()


@pytest.fixture
def console(seeded: Engine) -> Engine:
    """Give a database that holds the small seed and some staff."""
    hire(seeded)
    return seeded
