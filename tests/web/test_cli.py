"""The web process as the supervisor and a person at the terminal meet it."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from knowledge.database import engine_for
from knowledge.models import Turn
from ops import http
from settings import ROOT
from tests.web.core.conftest import folder, migrated_file  # noqa: F401
from tests.web.harness import SECRET
from tests.web.processes import environ, web_process
from web.core.sessions import Names, Sessions


def run(
    folder: Path,  # noqa: F811
    *arguments: str,
    **variables: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "web", *arguments],
        cwd=ROOT,
        env=environ(folder, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def add_turn(folder: Path, conversation: str, age_days: int) -> None:  # noqa: F811
    """Store a turn of some age."""
    asked = datetime.now(UTC) - timedelta(days=age_days)
    engine = engine_for(f"sqlite:///{folder / 'knowledge.db'}")
    with engine.begin() as connection:
        connection.execute(
            insert(Turn).values(
                conversation=conversation,
                message_id=f"m{age_days}",
                channel="widget",
                question="问题",
                asked_at=asked,
                deadline=asked,
                status="answered",
                texts=["答"],
            )
        )
    engine.dispose()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"GXN_WEB_PORT": "0"}, "GXN_WEB_PORT='0' cannot be used"),
        ({"GXN_LIMIT_SESSION": "many"}, "GXN_LIMIT_SESSION='many' cannot be used"),
        ({"GXN_SECRET": "short"}, "GXN_SECRET cannot be used"),
        ({"DATABASE_URL": "sqlite:////nowhere/x.db"}, "python -m knowledge migrate"),
    ],
)
def test_what_stops_the_start_is_one_line(
    folder: Path,  # noqa: F811
    variables: dict[str, str],
    said: str,
) -> None:
    done = run(folder, "serve", **variables)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert said in line
    assert "short" not in line or "GXN_SECRET" not in variables


def test_it_serves_until_it_is_told_to_stop(folder: Path) -> None:  # noqa: F811
    with web_process(folder) as web:
        assert not http.answers(f"{web.origin}/readyz")
        assert http.answers(f"{web.origin}/api/openapi.json")
        output = web.stop()
    assert "Traceback" not in output
    assert web.process.returncode in (0, -signal.SIGTERM)


def test_purging(folder: Path) -> None:  # noqa: F811
    for age in (1, 20, 400):
        add_turn(folder, "c", age)
    done = run(folder, "turns", "purge", GXN_LOG_LEVEL="INFO")
    assert (done.stdout, done.stderr) == ("1 turns deleted\n", "")
    done = run(folder, "turns", "purge", GXN_TURN_RETENTION_DAYS="10")
    assert done.stdout == "1 turns deleted\n"


def test_forgetting(folder: Path) -> None:  # noqa: F811
    names, sessions = Names(SECRET), Sessions(SECRET)
    add_turn(folder, names.sender_id("wechat", "oOPENID"), 1)
    add_turn(folder, names.sender_id("widget", "session"), 2)
    done = run(folder, "turns", "forget", "wechat", "oOPENID")
    assert done.stdout == "1 turns deleted\n"
    token = sessions.token("session")
    done = run(folder, "turns", "forget", "widget", token)
    assert done.stdout == "1 turns deleted\n"
    done = run(folder, "turns", "forget", "widget", "made up")
    assert done.returncode == 1
    assert "no token" in done.stderr
