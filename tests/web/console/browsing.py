"""The console on a port of this machine, for a real browser."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.web.console.harness import Clock, Console
from tests.web.harness import running_web, settings_for
from tests.web.widget.serving import serving

_NO_BOT = 1


@dataclass
class Site:
    """A console that a browser can open.

    Attributes:
        console: What runs.
        origin: Where.
    """

    console: Console
    origin: str


@asynccontextmanager
async def serving_console(
    folder: Path, migrated_file: Path, **changes: Any
) -> AsyncIterator[Site]:
    """Serve the console, without a bot unless the settings name one.

    Args:
        folder: For variable data, and the database unless the settings name one.
        migrated_file: The migrated database that it then starts from.
        **changes: Settings.
    """
    shutil.copy(migrated_file, folder / "knowledge.db")
    clock = Clock()
    settings = settings_for(folder, changes.pop("bot_port", _NO_BOT), **changes)
    async with (
        running_web(settings, clock=clock) as web,
        serving(web.app) as server,
    ):
        yield Site(Console(web, clock, httpx.AsyncClient), server.origin)
