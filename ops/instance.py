"""A running bot with all that belongs to it, for as long as a block lasts."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ops.database import prepare_database
from ops.environments import ensure_environments
from ops.logs import FileSink
from ops.model import ensure_model
from ops.ports import HOST, check_ports, free_ports
from ops.processes import actions_url, process_table, web_url, webhook
from ops.supervisor import Sink, Supervisor, supervised
from settings import Settings, load_settings


@dataclass(frozen=True)
class Instance:
    """Where a running bot is reached and where it writes."""

    settings: Settings
    logs: FileSink

    @property
    def url(self) -> str:
        """The address of the REST channel."""
        return webhook(self.settings)

    @property
    def actions_url(self) -> str:
        """The address of the action server."""
        return actions_url(self.settings)

    @property
    def web_url(self) -> str:
        """The address of the web process, where one was asked for."""
        return web_url(self.settings)

    @property
    def database_url(self) -> str:
        """The database that the bot and the actions read."""
        return self.settings.database_url

    def log(self, process: str) -> str:
        """What the process of this name has written so far."""
        path = self.logs.path(process)
        return path.read_text(encoding="utf-8") if path.exists() else ""


@contextlib.contextmanager
def running(
    settings: Settings, sink: Sink, model: Path | None = None, *, web: bool = False
) -> Iterator[Supervisor]:
    """Make ready what is missing, then have all processes running.

    Args:
        settings: Ports, database and folder of this instance.
        sink: Where the processes' lines go.
        model: The model to serve; the one of the current data if left out.
        web: Whether the doors to the outside are opened as well.

    Raises:
        OpsError: Something keeps the system from starting; the message says what.
    """
    check_ports(settings, web=web)
    ensure_environments()
    prepare_database(settings)
    model = model or ensure_model(settings)
    table = process_table(settings, model, web=web)
    with supervised(table, sink) as supervisor:
        yield supervisor


@contextlib.contextmanager
def throwaway_instance(*, web: bool = False, **changes: Any) -> Iterator[Instance]:
    """A bot of its own on free ports, on a fresh database, gone after the block.

    Args:
        web: Whether a web process belongs to it, reached from this machine only.
        changes: Settings that differ, such as ``database_url`` or ``today``.
    """
    ensure_environments()
    base = load_settings()
    model = ensure_model(base)
    bot_port, actions_port, web_port = free_ports(3)
    with tempfile.TemporaryDirectory(prefix="gongxiaonuan-") as folder:
        own = {
            "var_dir": Path(folder),
            "database_url": f"sqlite:///{Path(folder) / 'knowledge.db'}",
            "redis_url": None,
            "bot_port": bot_port,
            "actions_port": actions_port,
            "web_host": HOST,
            "web_port": web_port,
        }
        settings = replace(base, **{**own, **changes})
        logs = FileSink(settings.var_dir / "log")
        with running(settings, logs, model, web=web):
            yield Instance(settings, logs)
