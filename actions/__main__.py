"""Serve the actions on loopback: ``python -m actions``."""

from __future__ import annotations

import logging
import sys

import uvicorn
from rasa_sdk.executor import ActionExecutor

from actions.server import ActionServer
from settings import SettingsError, load_settings

_HOST = "127.0.0.1"
# The bot keeps its connections between two messages.
_KEEP_ALIVE_SECONDS = 120
_STOPPING_SECONDS = 5


def main() -> int:
    """Serve until told to stop.

    Returns:
        The exit code: 0 done, 1 failed (with one line on stderr).
    """
    try:
        settings = load_settings()
    except SettingsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    logging.basicConfig(
        level=settings.log_level, format="%(levelname)s %(name)s: %(message)s"
    )
    executor = ActionExecutor()
    executor.register_package("actions")
    server = uvicorn.Server(
        uvicorn.Config(
            ActionServer(executor),
            host=_HOST,
            port=settings.actions_port,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_STOPPING_SECONDS,
        )
    )
    server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
