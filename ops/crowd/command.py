"""``make crowd``: the whole system, and a crowd that talks with it through the API."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable

import httpx

from ops.crowd.gathering import Report, gather
from ops.errors import OpsError
from ops.instance import throwaway_instance
from ops.quality import PAGE, update_section
from settings import SettingsError

# The limits are for strangers; here thousands come from one address.
_NO_LIMIT = "100000000/minute"


def main(arguments: list[str]) -> int:
    """Start everything on free ports, let the crowd talk, print how it went.

    Returns:
        The exit code of the process: 0 only if nothing was lost, doubled or out of
        order.
    """
    parser = argparse.ArgumentParser(prog="make crowd")
    parser.add_argument(
        "--sessions", type=_number_to(1000), default=200, help="at once"
    )
    # The history, by which a session is judged, holds the latest 100 turns.
    parser.add_argument(
        "--turns", type=_number_to(100), default=20, help="of each session"
    )
    parser.add_argument(
        "--url", help="a running web process with high limits, instead of a new one"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print only, leave the page as it is"
    )
    options = parser.parse_args(arguments)
    try:
        report = _run(options.url, options.sessions, options.turns)
    except (OpsError, SettingsError, httpx.HTTPError) as error:
        print(f"error: {str(error) or type(error).__name__}", file=sys.stderr)
        return 1
    for line in report.lines():
        print(f"crowd   | {line}")
    if not options.dry_run:
        update_section("crowd", "\n".join(f"- {line}" for line in report.lines()))
        print(f"crowd   | written to {PAGE}")
    return 0 if report.is_right else 1


def _run(url: str | None, sessions: int, turns: int) -> Report:
    if url:
        return asyncio.run(gather(url, sessions, turns))
    print("crowd   | starting bot, actions and web", flush=True)
    with throwaway_instance(
        web=True, limit_session=_NO_LIMIT, limit_address=_NO_LIMIT
    ) as instance:
        print(f"crowd   | {sessions} sessions × {turns} turns", flush=True)
        return asyncio.run(gather(instance.web_url, sessions, turns))


def _number_to(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"it is a number from 1 to {most}")
        return int(text)

    return read
