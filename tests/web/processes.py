"""The web process itself, as the supervisor starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops import http
from ops.ports import HOST, free_ports
from settings import ROOT
from tests.web.harness import SECRET

_START_SECONDS = 120
_STOP_SECONDS = 60


@dataclass(frozen=True)
class WebProcess:
    """A process that serves.

    Attributes:
        origin: Where.
        process: The process.
        log: What it writes.
    """

    origin: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> str:
        """Tell it to stop, wait for that, and give what it wrote."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(_STOP_SECONDS)
        return self.log.read_text(encoding="utf-8")


def environ(folder: Path, **variables: str) -> dict[str, str]:
    """The variables of a process on a folder of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GXN_")}
    own = {"GXN_VAR_DIR": str(folder), "GXN_SECRET": SECRET, "PYTHONUTF8": "1"}
    return {**kept, **own, **variables}


@contextmanager
def web_process(folder: Path, **variables: str) -> Iterator[WebProcess]:
    """Have one running on a free port, without a bot; it answers already."""
    with web_processes(1, folder, **variables) as (found,):
        yield found


@contextmanager
def web_processes(
    number: int, folder: Path, **variables: str
) -> Iterator[list[WebProcess]]:
    """Have several running on one database, as replicas do."""
    with ExitStack() as stack:
        found = [
            stack.enter_context(_started(folder, *ports, **variables))
            for ports in zip(*[iter(free_ports(3 * number))] * 3, strict=True)
        ]
        for each in found:
            _wait_until_it_answers(each)
        yield found


@contextmanager
def _started(
    folder: Path, web: int, bot: int, actions: int, **variables: str
) -> Iterator[WebProcess]:
    log = folder / f"web-{web}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "web", "serve"],
            cwd=ROOT,
            env=environ(
                folder,
                GXN_WEB_HOST=HOST,
                GXN_WEB_PORT=str(web),
                GXN_BOT_PORT=str(bot),
                GXN_ACTIONS_PORT=str(actions),
                **variables,
            ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # A Ctrl-C is for the tests, which then stop it themselves.
            start_new_session=True,
        )
    try:
        yield WebProcess(f"http://{HOST}:{web}", process, log)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(_STOP_SECONDS)


def _wait_until_it_answers(found: WebProcess) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while found.process.poll() is None and time.monotonic() < deadline:
        if http.answers(f"{found.origin}/healthz"):
            return
        time.sleep(0.05)
    raise RuntimeError(f"no web process: {found.log.read_text(encoding='utf-8')}")
