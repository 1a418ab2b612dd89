"""A worker's talk with the actions: JSON in, JSON out, slots kept in between."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from actions import knowledge_access
from settings import ROOT
from tests.actions.executor import executor
from tests.actions.replies import TODAY
from tests.conversations.checks import Said, taken_apart

SENDER = "a-worker"


class Talk:
    """One conversation."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
        """Let the actions answer from a database on the day of the tests."""
        monkeypatch.setenv("GXN_TODAY", TODAY.isoformat())
        self._monkeypatch = monkeypatch
        self.slots: dict[str, Any] = {}
        self.use(database_url)

    def use(self, database_url: str) -> None:
        """Answer from another database from now on."""
        self._monkeypatch.setenv("DATABASE_URL", database_url)
        forget_settings()

    def hears(self, message: Mapping[str, Any], action: str | None = None) -> Said:
        """Send a message to the action of its intent, or to another one."""
        name = action or action_of(message["intent"]["name"])
        result = asyncio.run(executor().run(self._call(name, message)))
        assert result is not None
        for event in result.events:
            assert event["event"] == "slot"
            self.slots[event["name"]] = event["value"]
        return taken_apart(result.responses)

    def _call(self, action: str, message: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "next_action": action,
            "sender_id": SENDER,
            "version": "3.6.21",
            "domain": {},
            "tracker": {
                "sender_id": SENDER,
                "slots": dict(self.slots),
                "latest_message": dict(message),
                "latest_event_time": 0.0,
                "followup_action": None,
                "paused": False,
                "events": [],
                "latest_input_channel": "rest",
                "active_loop": {},
                "latest_action": {},
                "latest_action_name": "action_listen",
            },
        }


def forget_settings() -> None:
    """Let the actions read settings and open the knowledge base anew."""
    knowledge_access.settings.cache_clear()
    knowledge_access.knowledge.cache_clear()


def action_of(intent: str) -> str:
    """Name the action that the rules call for an intent."""
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text("utf-8"))["rules"]:
            steps = {key: step[key] for step in rule["steps"] for key in step}
            if steps["intent"] == intent:
                return str(steps["action"])
    raise LookupError(f"no rule for {intent}")


def all_actions() -> list[str]:
    """Name the actions of the domain."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    return [str(name) for name in domain["actions"]]
