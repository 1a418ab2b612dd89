"""The ASGI app: everything that listens beyond loopback."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from settings import Settings
from web import doors, health
from web.chat import problems, wording
from web.chat.routes import routes as chat_routes
from web.console.routes import routes as console_routes
from web.core.errors import ChatError, UnavailableError
from web.core.patience import Patience
from web.middleware import CalmFailures, LimitBody, SecurityHeaders
from web.services import Services, open_services, utc_now
from web.widget.routes import routes as widget_routes

_LOGGER = logging.getLogger(__name__)
_PURGE_SECONDS = 3600.0


def create_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    patience: Patience | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Starlette:
    """Make the app; databases and bot are touched when its lifespan begins.

    Args:
        settings: What is set from outside.
        clock: The time, with a time zone.
        patience: How long to wait for what; as usual if left out.
        transport: How the bot and the channels' servers are reached; by the network
            if left out.
    """

    def now() -> float:
        return clock().timestamp()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            services = await stack.enter_async_context(
                open_services(settings, clock, patience, transport)
            )
            app.state.services = services
            app.state.doors = await stack.enter_async_context(
                doors.running(settings, services.core, now=now, transport=transport)
            )
            chores = asyncio.create_task(_do_chores(services))
            stack.push_async_callback(_stop, chores)
            yield

    return Starlette(
        routes=[
            *health.routes(),
            *chat_routes(),
            *widget_routes(),
            *doors.routes(settings),
            *console_routes(settings),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware,
                allow_origins=settings.web_origins.split(","),
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type"],
                expose_headers=["Retry-After"],
            ),
            Middleware(CalmFailures),
            Middleware(
                ProxyHeadersMiddleware,
                trusted_hosts=settings.trusted_proxies.split(","),
            ),
            Middleware(LimitBody),
        ],
        exception_handlers={
            ChatError: _chat_error,
            problems.RequestError: _request_error,
            HTTPException: _http_error,
        },
        lifespan=lifespan,
    )


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _do_chores(services: Services) -> None:
    """End abandoned turns every few seconds, delete old ones once an hour."""
    loop = asyncio.get_running_loop()
    next_purge = loop.time()
    while True:
        try:
            await services.core.end_abandoned()
            if loop.time() >= next_purge:
                gone = await services.purge()
                next_purge = loop.time() + _PURGE_SECONDS
                if gone:
                    _LOGGER.info("%d turns older than the retention deleted", gone)
        except UnavailableError:
            # Logged where it arose; the next round tries again.
            services.metrics.errors.labels("store").inc()
        await asyncio.sleep(services.patience.housekeeping)


async def _chat_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ChatError)
    return problems.of_chat_error(error)


async def _request_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, problems.RequestError)
    return problems.of_request_error(error)


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, message = {
        404: ("not_found", wording.NOT_FOUND),
        405: ("not_allowed", wording.NOT_ALLOWED),
    }.get(error.status_code, ("broken", wording.BROKEN))
    return problems.problem(error.status_code, code, message, error.headers)
