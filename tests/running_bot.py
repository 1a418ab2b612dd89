"""The real bot, actions and database for tests that talk over HTTP.

Use the fixture by importing it in a ``conftest.py``::

    from tests.running_bot import running_bot  # noqa: F401

or, for other settings, the context manager::

    with start_bot(today=date(2026, 5, 1)) as bot:
        bot.say("worker-1", "托管服务怎么申请")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from ops import http
from ops.instance import Instance, throwaway_instance


@dataclass(frozen=True)
class RunningBot(Instance):
    """A running bot: ``url``, ``actions_url``, ``database_url``, ``log(process)``."""

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        """Say something in a conversation and return the bot's messages."""
        messages: list[dict[str, Any]] = http.say(self.url, sender, message)
        return messages


@contextmanager
def start_bot(**changes: Any) -> Iterator[RunningBot]:
    """Have a bot running on free ports, on a freshly seeded database of its own.

    Args:
        changes: Settings that differ, such as ``database_url`` or ``today``.
    """
    with throwaway_instance(**changes) as instance:
        yield RunningBot(instance.settings, instance.logs)


@pytest.fixture(scope="session")
def running_bot() -> Iterator[RunningBot]:
    """One bot for all tests that need no settings of their own."""
    with start_bot() as bot:
        yield bot
