"""What a person at the terminal gets to see: one line, and never a traceback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from settings import ROOT


def ops(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command as the Makefile does."""
    return subprocess.run(
        [sys.executable, "-m", "ops", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("GXN_BOT_PORT", "many", "GXN_BOT_PORT='many' cannot be used"),
        ("GXN_BOT_PROT", "5005", "did you mean GXN_BOT_PORT?"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL cannot be used: it starts with"),
    ],
)
@pytest.mark.parametrize("command", ["run", "chat", "train", "exam"])
def test_a_broken_setting(command: str, variable: str, value: str, said: str) -> None:
    done = ops(command, **{variable: value})
    assert done.returncode == 1
    assert said in only_line(done)


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = ops("run", GXN_BOT_PORT=str(port), GXN_VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert f"port {port} is in use" in only_line(done)


def test_a_missing_exam() -> None:
    done = ops("exam", "nowhere.jsonl", "--runner", __file__)
    assert done.returncode == 1
    assert "nowhere.jsonl is missing" in only_line(done)


def test_an_unknown_command() -> None:
    done = ops("dance")
    assert done.returncode == 2
    assert only_line(done).startswith("usage:")


def test_every_target_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = [line for line in makefile.splitlines() if line.startswith(".PHONY")]
    # Tests run under make themselves; this one is to print the targets only.
    environ = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    listed = subprocess.run(
        ["make", "help"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    explained = [line.split()[1] for line in listed.stdout.splitlines()]
    assert explained == phony.split(":")[1].split()


def test_a_plain_kill_is_an_orderly_stop(tmp_path: Path) -> None:
    cleaned = tmp_path / "cleaned"
    code = (
        "import pathlib, sys, time, types\n"
        "import ops.__main__ as command_line\n"
        "def main(arguments):\n"
        "    print('started', flush=True)\n"
        "    try:\n"
        "        time.sleep(600)\n"
        "    finally:\n"
        f"        pathlib.Path({str(cleaned)!r}).touch()\n"
        "sys.modules['waits'] = types.SimpleNamespace(main=main)\n"
        "command_line.COMMANDS['wait'] = 'waits'\n"
        "sys.exit(command_line.main(['wait']))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "started\n"
        time.sleep(0.1)
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) == 130
    assert cleaned.exists()
