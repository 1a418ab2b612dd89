"""The commands of the web process."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from typing import get_args

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from knowledge.database import create_engine
from knowledge.errors import KnowledgeError
from knowledge.migrate import require_newest
from settings import Settings, SettingsError, load_settings
from web.app import create_app
from web.core.errors import UnavailableError
from web.core.incoming import Channel
from web.core.secret import secret_of
from web.core.sessions import Sessions
from web.impatience import ImpatientProtocol
from web.services import open_services

# The supervisor's grace is 15 s; connections and turns under way share it.
_CONNECTION_SECONDS = 5
_KEEP_ALIVE_SECONDS = 75


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 failed (with one line on stderr).
    """
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings()
        logging.basicConfig(
            level=settings.log_level, format="%(levelname)s %(name)s: %(message)s"
        )
        # Its lines hold the addresses that are called, and WeChat's hold secrets.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        # Which database it looks at, at each start and before each command.
        logging.getLogger("alembic").setLevel(logging.WARNING)
        _require_database(settings)
        if options.command == "serve":
            return _serve(settings)
        print(f"{asyncio.run(_turns(settings, options))} turns deleted")
    except (KnowledgeError, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except (SQLAlchemyError, UnavailableError):
        print("error: the database cannot be reached", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve all doors and the staff console")
    turns = commands.add_parser("turns", help="delete stored turns")
    what = turns.add_subparsers(dest="what", required=True)
    what.add_parser("purge", help="those older than GXN_TURN_RETENTION_DAYS")
    forget = what.add_parser("forget", help="those of one worker")
    forget.add_argument("channel", choices=get_args(Channel))
    forget.add_argument(
        "user", help="the channel's name of the worker; of the widget, the token"
    )
    return parser


def _require_database(settings: Settings) -> None:
    engine = create_engine(settings)
    try:
        require_newest(engine)
    finally:
        engine.dispose()


def _serve(settings: Settings) -> int:
    # Before anything listens: a bad secret is one line, not a failed lifespan.
    secret_of(settings)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            host=settings.web_host,
            port=settings.web_port,
            http=ImpatientProtocol,
            # Longer than the widget's rarest look for a late answer, and than the
            # minute for which proxies keep theirs.
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            log_config=None,
            # Its lines hold the queries, and WeChat's queries hold the sender.
            access_log=False,
            # The app itself decides whom it believes (GXN_TRUSTED_PROXIES).
            proxy_headers=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=_CONNECTION_SECONDS,
        )
    )
    server.run()
    return 0 if server.started else 1


async def _turns(settings: Settings, options: argparse.Namespace) -> int:
    async with open_services(settings) as services:
        if options.what == "purge":
            return await services.purge()
        user: str = options.user
        if options.channel == "widget":
            user = _session_of(services.sessions, user)
        return await services.core.forget(options.channel, user)


def _session_of(sessions: Sessions, token: str) -> str:
    session = sessions.session(token)
    if session is None:
        raise SettingsError("this is no token of a session")
    return session
