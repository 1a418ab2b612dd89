"""The actions' one door to the knowledge base, opened with the first question."""

from __future__ import annotations

from functools import lru_cache

from knowledge.reader import Knowledge, open_knowledge
from settings import Settings, load_settings


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Return the reader of this process."""
    return open_knowledge(settings())


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process."""
    return load_settings()
