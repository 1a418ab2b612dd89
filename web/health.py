"""Whether the process lives, whether it can answer, and what it counts."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable

import httpx
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from web.core.errors import UnavailableError
from web.core.logs import log_failure
from web.services import Services

_LOGGER = logging.getLogger(__name__)


def routes() -> list[BaseRoute]:
    """The routes for those who watch the process."""
    return [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", readyz, methods=["GET"]),
        Route("/metrics", metrics, methods=["GET"]),
    ]


async def healthz(_request: Request) -> Response:
    """Say that the process is alive."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Say of bot, actions and database whether they answer; 503 if one does not."""
    services: Services = request.app.state.services
    names = ("bot", "actions", "database")
    found = await asyncio.gather(
        _answers(services.neighbours, services.bot_url, "the bot"),
        _answers(services.neighbours, services.actions_url, "the actions"),
        _works(services.turns.ping()),
    )
    states = {
        name: "ok" if fine else "failed"
        for name, fine in zip(names, found, strict=True)
    }
    return JSONResponse(states, 200 if all(found) else 503)


async def metrics(request: Request) -> Response:
    """Give the counters in Prometheus's text format, to our own networks only.

    Raises:
        HTTPException: 404 to an address of the internet.
    """
    if _is_of_the_internet(request):
        raise HTTPException(404)
    services: Services = request.app.state.services
    return Response(
        generate_latest(services.metrics.registry),
        headers={"Content-Type": CONTENT_TYPE_LATEST},
    )


def _is_of_the_internet(request: Request) -> bool:
    try:
        return ipaddress.ip_address(
            request.client.host if request.client else ""
        ).is_global
    except ValueError:
        # No address at all, such as a socket of this machine.
        return False


async def _answers(client: httpx.AsyncClient, url: str, who: str) -> bool:
    try:
        return (await client.get(url)).status_code == 200
    except httpx.HTTPError as error:
        log_failure(_LOGGER, who, error)
        return False


async def _works(probe: Awaitable[None]) -> bool:
    try:
        await probe
    except UnavailableError:
        return False
    return True
