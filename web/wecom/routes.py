"""Where 企业微信 reaches the application's door."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from settings import Settings
from web.core.chat import ChatCore
from web.wechat.aes_envelope import AesEnvelope
from web.wechat.door import Door
from web.wechat.gate import Gate
from web.wechat.memory import open_memory
from web.wechat.timing import Clock
from web.wecom.application import Application

PATH: Final = "/wecom"


def routes(settings: Settings) -> list[Route]:
    """The application's address; none if the account is not configured.

    The app's lifespan sets ``app.state.wecom`` to what `running` gives.
    """
    if settings.wecom is None:
        return []
    return [Route(PATH, _handle, methods=["GET", "POST"], include_in_schema=False)]


async def _handle(request: Request) -> Response:
    door: Door = request.app.state.wecom
    return await door.handle(request)


@asynccontextmanager
async def running(
    settings: Settings,
    core: ChatCore,
    *,
    now: Clock = time.time,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncIterator[Door | None]:
    """The application's door, open while the block runs.

    Args:
        settings: The app's settings; without an application there is no door.
        core: Answers the messages.
        now: The channel's clock.
        transport: How the API is reached; by the network if left out.
    """
    own = settings.wecom
    if own is None:
        yield None
        return
    memory = open_memory(settings.redis_url, now)
    keys = [key for key in (own.aes_key, own.previous_aes_key) if key]
    gate = Gate(
        channel=Application.channel,
        token=own.token,
        mode="aes",
        envelope=AesEnvelope(keys, own.corp_id),
        sealed_echo=True,
        window_seconds=own.time_window_seconds,
        memory=memory,
        now=now,
    )
    account = Application(own, memory, transport)
    door = Door(gate, account, core)
    try:
        yield door
    finally:
        await door.close()
