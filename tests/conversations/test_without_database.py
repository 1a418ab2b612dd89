"""What a worker reads while the database cannot be reached."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops.environments import ensure_environments
from ops.logs import FileSink
from ops.ports import HOST, free_ports
from ops.processes import actions_url, process_table
from ops.supervisor import supervised
from settings import ROOT, load_settings
from tests.conversations.checks import HOTLINE, Said, faults, taken_apart

ACTIONS = [
    name
    for name in yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["actions"]
    if name.startswith("action_")
]
CARE = "action_care_in_crisis"


@pytest.fixture(scope="module")
def actions_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An action server whose database is at a port where nobody listens."""
    ensure_environments()
    port, nobody = free_ports(2)
    folder = tmp_path_factory.mktemp("alone")
    settings = replace(
        load_settings(),
        actions_port=port,
        database_url=f"postgresql://worker@{HOST}:{nobody}/knowledge",
        redis_url=None,
        var_dir=folder,
    )
    actions, _bot = process_table(settings, Path("no-model"))
    with supervised([actions], FileSink(folder / "log")):
        yield actions_url(settings)


@pytest.mark.parametrize("action", [name for name in ACTIONS if name != CARE])
def test_every_action_says_calmly_that_it_failed(
    action: str, actions_alone: str
) -> None:
    said = _asked(actions_alone, action, "2020年新建了多少驿站", "ask_figure")
    assert said.envelope.get("status") == "error"
    assert HOTLINE in said.text
    assert not list(faults(said))


def test_care_needs_no_database(actions_alone: str) -> None:
    said = _asked(actions_alone, CARE, "我不想活了", "crisis")
    assert said.envelope.get("status") == "signpost"
    assert "12356" in said.text
    assert "120" in said.text


def _asked(actions: str, action: str, text: str, intent: str) -> Said:
    """Call an action as Rasa does, and take apart what it wants said."""
    latest: dict[str, Any] = {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [],
    }
    call = {
        "next_action": action,
        "sender_id": "without-database",
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": "without-database",
            "slots": {},
            "latest_message": latest,
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
    request = urllib.request.Request(
        f"{actions}/webhook",
        json.dumps(call).encode(),
        {"Content-Type": "application/json"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=60) as response:
        return taken_apart(json.load(response)["responses"])
