"""In place of ``EndpointConfig.session`` of Rasa 3.6.21.

Rasa makes a new HTTP session, and with it a new connection, for each call of an
action. Here an endpoint keeps its session, and the session keeps its connections.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from rasa.utils.endpoints import EndpointConfig

from bot.engine.replacement import Replacement

_KEPT = "_kept_session"
_new_session = EndpointConfig.session


@asynccontextmanager
async def kept_session(self: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    """Give the endpoint's session and leave it open."""
    loop = asyncio.get_running_loop()
    kept = self.__dict__.get(_KEPT)
    if kept is None or kept[0] is not loop or kept[1].closed:
        # A session belongs to the loop in which it was made.
        kept = self.__dict__[_KEPT] = (loop, _new_session(self))
    yield kept[1]


SESSION = Replacement(
    EndpointConfig,
    "session",
    kept_session,
    known=(
        (EndpointConfig.session, "e55aa13d9d4fb4bc"),
        # Takes the session with ``async with``, sets all that differs by call.
        (EndpointConfig.request, "ccdb778aed8208e2"),
    ),
)
