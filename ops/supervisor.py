"""Starting several processes, watching them, and stopping them together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from ops.errors import OpsError
from ops.processes import ProcessSpec
from settings import ROOT

_POLL = 0.1


class Sink(Protocol):
    """Takes what the processes write."""

    def __call__(self, name: str, line: str) -> None:
        """Take one line that the process of this name wrote."""


class Process:
    """One started process, whose output goes line by line to a sink."""

    def __init__(self, spec: ProcessSpec, sink: Sink) -> None:
        """Start the process."""
        self.spec = spec
        self._child = subprocess.Popen(
            spec.command,
            cwd=str(ROOT),
            env=spec.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # A session of its own: Ctrl-C reaches the supervisor alone, which then
            # stops everyone in order; and the process's own children go with it.
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, args=(sink,), daemon=True)
        self._reader.start()

    @property
    def id(self) -> int:
        """Its process id, which is also that of the group it leads."""
        return self._child.pid

    def exit_code(self) -> int | None:
        """The exit code, or None while the process runs."""
        return self._child.poll()

    def terminate(self) -> None:
        """Ask the process, and those that it started, to stop."""
        self._signal(signal.SIGTERM)

    def finish(self, grace: float) -> None:
        """Wait for the end, and enforce it when the grace is over."""
        try:
            self._child.wait(grace)
        except subprocess.TimeoutExpired:
            pass
        finally:
            # Also when all went well: a helper process may have outlived its parent.
            self._signal(signal.SIGKILL)
            self._child.wait()
            self._reader.join(timeout=5)

    def _signal(self, number: int) -> None:
        # The group is gone once its last process is.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, number)

    def _read(self, sink: Sink) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            sink(self.spec.name, line.rstrip())


class Supervisor:
    """The started processes as one."""

    def __init__(self, sink: Sink, grace: float = 15) -> None:
        """Prepare; nothing is started yet.

        Args:
            sink: Where the processes' lines go.
            grace: Seconds that the processes have to stop of themselves.
        """
        self._sink = sink
        self._grace = grace
        self._processes: list[Process] = []

    def start(self, specs: Sequence[ProcessSpec]) -> None:
        """Start all processes at once and wait until each is ready.

        Raises:
            OpsError: A process ended or was not ready in time.
        """
        began = time.monotonic()
        for spec in specs:
            self._processes.append(Process(spec, self._sink))
        for spec in specs:
            while not spec.is_ready():
                self._check_alive()
                if time.monotonic() - began > spec.ready_within:
                    raise OpsError(
                        f"{spec.name} was not ready after {spec.ready_within:.0f} s"
                    )
                time.sleep(_POLL)
        self._check_alive()

    def watch(self) -> None:
        """Return never; raise when a process ends.

        Raises:
            OpsError: A process ended; the message says which and how.
        """
        while True:
            self._check_alive()
            time.sleep(_POLL)

    def process_ids(self) -> dict[str, int]:
        """The id of each process by its name."""
        return {process.spec.name: process.id for process in self._processes}

    def stop(self) -> None:
        """Stop all processes, the last started first to be waited for."""
        for process in self._processes:
            process.terminate()
        deadline = time.monotonic() + self._grace
        for process in reversed(self._processes):
            process.finish(max(0.0, deadline - time.monotonic()))
        self._processes.clear()

    def _check_alive(self) -> None:
        for process in self._processes:
            code = process.exit_code()
            if code is not None:
                raise OpsError(f"{process.spec.name} ended with {_how(code)}")


@contextlib.contextmanager
def supervised(specs: Sequence[ProcessSpec], sink: Sink) -> Iterator[Supervisor]:
    """Have the processes running and ready for as long as the block lasts."""
    supervisor = Supervisor(sink)
    try:
        supervisor.start(specs)
        yield supervisor
    finally:
        supervisor.stop()


def _how(code: int) -> str:
    if code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
