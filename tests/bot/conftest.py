"""What several tests of the bot need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.tiny_knowledge import TinyKnowledge


@pytest.fixture
def knowledge(tmp_path: Path) -> TinyKnowledge:
    """A small knowledge base of its own for a test."""
    return TinyKnowledge(tmp_path / "knowledge.db")
