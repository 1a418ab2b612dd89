"""The bots that are compared, each with actions of its own, on one database."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ops.bench.usage import Usage, usage
from ops.environments import APP, BOT
from ops.logs import FileSink
from ops.ports import HOST, free_ports
from ops.processes import ProcessSpec, process_table, webhook
from ops.supervisor import Supervisor, supervised
from settings import Settings

_STOCK_ENDPOINTS = Path(__file__).with_name("stock_endpoints.yml")


@dataclass(frozen=True)
class Contender:
    """A running bot.

    Attributes:
        name: What it is called in the table.
        webhook: Address of its REST channel.
        startup_seconds: From the start of its processes to its first reply.
    """

    name: str
    webhook: str
    startup_seconds: float
    _supervisor: Supervisor

    def usage(self) -> dict[str, Usage]:
        """Memory and processor time by process: ``bot`` and ``actions``."""
        return {
            name: usage(leader)
            for name, leader in self._supervisor.process_ids().items()
        }


@contextlib.contextmanager
def contender(
    name: str, settings: Settings, model: Path, *, stock: bool, logs: Path
) -> Iterator[Contender]:
    """Have a bot running.

    Args:
        name: What it is called.
        settings: Database and folder; the ports are replaced by free ones.
        model: What it answers with.
        stock: Whether it is ``rasa run`` as it is, instead of what ``make run``
            starts.
        logs: Folder for what it writes.

    Raises:
        OpsError: It did not start.
    """
    bot_port, actions_port = free_ports(2)
    own = replace(settings, bot_port=bot_port, actions_port=actions_port)
    specs = process_table(own, model)
    if stock:
        specs = [_AS_STOCK[spec.name](spec, own) for spec in specs]
    began = time.monotonic()
    with supervised(specs, FileSink(logs / name.replace(" ", "-"))) as supervisor:
        yield Contender(name, webhook(own), time.monotonic() - began, supervisor)


def _stock_bot(bot: ProcessSpec, _: Settings) -> ProcessSpec:
    """The same bot, without what is ours: plain ``rasa run``."""
    ours = bot.command
    command = [str(BOT.python), "-W", "ignore", "-m", "rasa", *ours[3:]]
    command[command.index("--endpoints") + 1] = str(_STOCK_ENDPOINTS)
    return replace(bot, command=command)


def _stock_actions(actions: ProcessSpec, settings: Settings) -> ProcessSpec:
    """The same actions, served as the SDK serves them."""
    command = [str(APP.python), "-W", "ignore", "-m", "rasa_sdk", "--quiet"]
    command += ["--actions", "actions", "--port", str(settings.actions_port)]
    environ = {**actions.environ, "SANIC_HOST": HOST}
    return replace(actions, command=command, environ=environ)


_AS_STOCK = {"actions": _stock_actions, "bot": _stock_bot}
