"""The commands behind the Makefile's targets: ``python3 -m ops COMMAND``."""

from __future__ import annotations

import importlib
import signal
import sys
from typing import Any

from ops.errors import OpsError
from settings import SettingsError

# Each command is a module with main(arguments), imported only when asked for.
COMMANDS = {
    "setup": "ops.environments",
    "lock": "ops.locks",
    "browser": "ops.chromium",
    "train": "ops.model",
    "run": "ops.run",
    "chat": "ops.chat",
    "exam": "ops.exam",
}


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code of the process."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: python3 -m ops {{{','.join(COMMANDS)}}}", file=sys.stderr)
        return 2
    # A plain kill or a closed terminal stops children as orderly as Ctrl-C does.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        command = importlib.import_module(COMMANDS[arguments[0]])
        command.main(arguments[1:])
    except (OpsError, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
