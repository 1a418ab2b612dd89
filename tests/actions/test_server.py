"""The action server over its wire: what Rasa sends, and what else may come."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.server import ActionServer
from ops.http import answers
from ops.logs import FileSink
from ops.ports import free_ports
from ops.processes import actions_url, process_table
from ops.supervisor import supervised
from settings import load_settings
from tests.actions.messages import message
from tests.actions.replies import TODAY


@dataclass(frozen=True)
class Served:
    """A running action server."""

    url: str
    log: Path

    def post(self, content: bytes) -> httpx.Response:
        """Send something to the webhook."""
        return httpx.post(f"{self.url}/webhook", content=content)

    def says(self, words: str) -> bool:
        """Wait until the process has written something."""
        deadline = time.monotonic() + 10
        while words not in self.log.read_text():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def run(self, action: str, latest: dict[str, Any]) -> httpx.Response:
        """Call an action as the bot calls it."""
        tracker = {"sender_id": "wang", "slots": {}, "latest_message": latest}
        call = {
            "next_action": action,
            "sender_id": "wang",
            "tracker": {**tracker, "events": []},
            "domain": {},
            "version": "3.6.21",
        }
        return self.post(json.dumps(call).encode())


@pytest.fixture(scope="module")
def served(
    knowledge_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The process that ``make run`` starts."""
    folder = tmp_path_factory.mktemp("actions")
    (port,) = free_ports(1)
    settings = replace(
        load_settings({}),
        database_url=knowledge_url,
        var_dir=folder,
        actions_port=port,
        today=TODAY,
    )
    actions = process_table(settings, Path("model.tar.gz"))[0]
    log = FileSink(folder).path("actions")
    with supervised([actions], FileSink(folder)):
        yield Served(actions_url(settings), log)
        said = len(log.read_text())
    assert not answers(f"{actions_url(settings)}/health")
    # It ends as calmly as it runs.
    assert "Traceback" not in log.read_text()[said:]


def test_an_action_answers_from_the_content(served: Served) -> None:
    asked = message("驿站是啥", "ask_intro", ("programme", "rest_station", "驿站"))
    found = served.run("action_answer_service", asked)
    assert found.status_code == 200
    body = found.json()
    said = [part["custom"]["answer"] for part in body["responses"] if part["custom"]]
    assert [envelope["status"] for envelope in said] == ["answered"]
    assert said[0]["service"] == "rest_station"
    assert all(event["event"] == "slot" for event in body["events"])


def test_the_same_connection_serves_call_after_call(served: Served) -> None:
    with httpx.Client() as client:
        for _ in range(3):
            assert client.get(f"{served.url}/health").json() == {"status": "ok"}


def test_an_action_that_there_is_not_is_not_found(served: Served) -> None:
    found = served.run("action_that_there_is_not", message("你好", "smalltalk"))
    assert found.status_code == 404
    assert found.json()["action_name"] == "action_that_there_is_not"


def test_a_call_without_an_action_runs_nothing(served: Served) -> None:
    found = served.post(b"{}")
    assert (found.status_code, found.json()) == (200, None)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[1]", b'"text"'], ids=repr)
def test_what_is_no_call_is_refused(served: Served, body: bytes) -> None:
    found = served.post(body)
    assert found.status_code == 400
    assert found.json()["error"]


def test_a_call_without_its_tracker_fails_alone(served: Served) -> None:
    found = served.post(b'{"next_action": "action_answer_service", "domain": {}}')
    assert found.status_code == 500
    assert served.says("an action call failed")
    assert served.run(
        "action_answer_service", message("你好", "ask_contact")
    ).is_success


def test_a_call_that_leaves_the_domain_out_is_asked_for_it(served: Served) -> None:
    found = served.post(b'{"next_action": "action_answer_service", "tracker": {}}')
    assert found.status_code == 449


@pytest.mark.parametrize("path", ["/", "/actions", "/webhook/", "/health/x"])
def test_there_is_nothing_else(served: Served, path: str) -> None:
    assert httpx.get(f"{served.url}{path}").status_code == 404
    assert httpx.post(f"{served.url}{path}").status_code == 404


async def test_a_body_may_come_in_pieces() -> None:
    pieces = [
        {"type": "http.request", "body": b'{"next_', "more_body": True},
        {"type": "http.request", "body": b'action": "", "a": 1}', "more_body": False},
    ]
    sent: list[Any] = []

    class Executor:
        async def run(self, call: dict[str, Any]) -> None:
            assert call == {"next_action": "", "a": 1}

    async def receive() -> Any:
        return pieces.pop(0)

    async def send(part: Any) -> None:
        sent.append(part)

    server = ActionServer(Executor())
    await server({"method": "POST", "path": "/webhook"}, receive, send)
    assert sent[0]["status"] == 200
    assert sent[1]["body"] == b"null"
