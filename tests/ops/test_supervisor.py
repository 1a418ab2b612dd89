"""Processes are started, watched and stopped together."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ops.errors import OpsError
from ops.processes import ProcessSpec
from ops.supervisor import supervised

STAYS = "import time; print('起来了', flush=True); time.sleep(600)"


class Lines:
    """A sink that remembers."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def __call__(self, name: str, line: str) -> None:
        self.lines.append((name, line))


def python(
    name: str,
    code: str,
    is_ready: Callable[[], bool] = lambda: True,
    ready_within: float = 60,
) -> ProcessSpec:
    """A process that runs a bit of Python."""
    environ = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code]
    return ProcessSpec(name, command, environ, is_ready, ready_within)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # A child of a child that nobody waits for stays in the table as a zombie.
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def writes_pid(path: Path) -> str:
    return f"import os; open({str(path)!r}, 'w').write(str(os.getpid()));"


def test_lines_carry_the_name_of_their_process() -> None:
    sink = Lines()

    def is_up(name: str) -> bool:
        return (name, "起来了") in sink.lines

    specs = [python(name, STAYS, partial(is_up, name)) for name in ("one", "two")]
    with supervised(specs, sink):
        assert sorted(sink.lines) == [("one", "起来了"), ("two", "起来了")]


def test_all_are_stopped_with_their_children(tmp_path: Path) -> None:
    parent, child = tmp_path / "parent", tmp_path / "child"
    code = (
        "import subprocess, sys;"
        f"subprocess.Popen([sys.executable, '-c', {writes_pid(child) + STAYS!r}]);"
        + writes_pid(parent)
        + STAYS
    )

    def both_run() -> bool:
        return all(path.exists() and path.read_text() for path in (parent, child))

    with supervised([python("family", code, both_run)], Lines()):
        pids = [int(path.read_text()) for path in (parent, child)]
        assert not any(is_gone(pid) for pid in pids)
    wait_for(lambda: all(is_gone(pid) for pid in pids))


def test_one_that_ends_is_named_with_its_exit_code_and_the_rest_is_stopped(
    tmp_path: Path,
) -> None:
    pid_file = tmp_path / "pid"
    steady = python("steady", writes_pid(pid_file) + STAYS, pid_file.exists)
    # Ends once the supervisor has seen it ready.
    brittle = python("brittle", "import time, sys; time.sleep(1); sys.exit(7)")
    with (
        pytest.raises(OpsError, match=r"^brittle ended with exit code 7$"),
        supervised([steady, brittle], Lines()) as supervisor,
    ):
        supervisor.watch()
    wait_for(lambda: is_gone(int(pid_file.read_text())))


def test_one_that_is_killed_is_named_with_the_signal(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    spec = python("victim", writes_pid(pid_file) + STAYS, pid_file.exists)
    with (
        pytest.raises(OpsError, match=r"^victim ended with signal SIGKILL$"),
        supervised([spec], Lines()) as supervisor,
    ):
        wait_for(lambda: bool(pid_file.read_text()))
        os.kill(int(pid_file.read_text()), signal.SIGKILL)
        supervisor.watch()


def test_one_that_ends_before_it_is_ready_is_not_waited_for() -> None:
    spec = python("broken", "raise SystemExit(3)", is_ready=lambda: False)
    with (
        pytest.raises(OpsError, match="broken ended with exit code 3"),
        supervised([spec], Lines()),
    ):
        pytest.fail("it never was ready")


def test_one_that_is_never_ready_is_given_up() -> None:
    spec = python("slow", STAYS, is_ready=lambda: False, ready_within=0.3)
    with (
        pytest.raises(OpsError, match="slow was not ready"),
        supervised([spec], Lines()),
    ):
        pytest.fail("it never was ready")
