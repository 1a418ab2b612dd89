"""Everything at once on this machine (``make run``)."""

from __future__ import annotations

import time

from ops.instance import running
from ops.logs import ConsoleSink
from ops.processes import webhook
from settings import load_settings


def main(arguments: list[str]) -> None:
    """Set up what is missing, start all processes, and stay until told to stop."""
    began = time.monotonic()
    settings = load_settings()
    sink = ConsoleSink()
    try:
        with running(settings, sink) as supervisor:
            sink("ready", f"after {time.monotonic() - began:.0f} s")
            sink("ready", "talk here:     make chat (in another terminal)")
            sink("ready", f"or over HTTP:  {webhook(settings)}")
            sink("ready", "stop:          Ctrl-C")
            supervisor.watch()
    except KeyboardInterrupt:
        # How one stops it: not a failure.
        sink("ready", "stopped")
