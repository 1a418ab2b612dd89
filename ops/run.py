"""Everything at once on this machine (``make run``)."""

from __future__ import annotations

import time

from ops.instance import running
from ops.logs import ConsoleSink
from ops.processes import web_url, webhook
from settings import load_settings


def main(arguments: list[str]) -> None:
    """Set up what is missing, start all processes, and stay until told to stop."""
    began = time.monotonic()
    settings = load_settings()
    sink = ConsoleSink()
    try:
        with running(settings, sink, web=True) as supervisor:
            sink("ready", f"after {time.monotonic() - began:.0f} s")
            sink("ready", f"open this:     {web_url(settings)}")
            sink("ready", "or talk here:  make chat (in another terminal)")
            sink("ready", f"the bot alone: {webhook(settings)}")
            sink("ready", "stop:          Ctrl-C")
            supervisor.watch()
    except KeyboardInterrupt:
        # How one stops it: not a failure.
        sink("ready", "stopped")
