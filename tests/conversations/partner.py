"""The bot as a worker meets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge import View
from knowledge.reader import open_knowledge
from ops import http
from settings import Settings
from tests.conversations.checks import Said, taken_apart


@dataclass(frozen=True)
class Partner:
    """The bot as a worker meets it, and the knowledge base behind it."""

    url: str
    settings: Settings

    def hears(
        self, sender: str, message: str, metadata: dict[str, Any] | None = None
    ) -> Said:
        """Say something and take the reply apart."""
        messages: list[dict[str, Any]] = http.say(
            self.url, sender, message, metadata=metadata
        )
        return taken_apart(messages)

    def knowledge(self) -> View:
        """What is published in the bot's knowledge base."""
        return open_knowledge(self.settings).current_blocking()
