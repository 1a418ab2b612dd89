"""Where WeChat and 企业微信 reach the app: an address for each configured account."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from settings import Settings
from web.core.chat import ChatCore
from web.wechat.door import Door
from web.wechat.memory import open_memory
from web.wechat.opening import official_door
from web.wechat.reading import Channel
from web.wechat.timing import Clock
from web.wecom.opening import application_door


def routes(settings: Settings) -> list[Route]:
    """The addresses, ``/wechat`` and ``/wecom``; none for what is not configured.

    The app's lifespan sets ``app.state.doors`` to what `running` gives.
    """
    accounts: dict[Channel, object] = {
        "wechat": settings.wechat,
        "wecom": settings.wecom,
    }
    return [
        Route(
            f"/{channel}",
            partial(_handle, channel),
            methods=["GET", "POST"],
            include_in_schema=False,
        )
        for channel, account in accounts.items()
        if account is not None
    ]


@asynccontextmanager
async def running(
    settings: Settings,
    core: ChatCore,
    *,
    now: Clock = time.time,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncIterator[dict[Channel, Door]]:
    """The configured accounts' doors by channel, open while the block runs.

    Args:
        settings: The app's settings.
        core: Answers the messages.
        now: The channels' clock.
        transport: How the APIs are reached; by the network if left out.
    """
    doors: dict[Channel, Door] = {}
    async with AsyncExitStack() as stack:
        if settings.wechat is not None:
            memory = open_memory(settings.redis_url, now)
            doors["wechat"] = official_door(
                settings.wechat, core, memory, now, transport
            )
        if settings.wecom is not None:
            memory = open_memory(settings.redis_url, now)
            doors["wecom"] = application_door(
                settings.wecom, core, memory, now, transport
            )
        for door in doors.values():
            stack.push_async_callback(door.close)
        yield doors


async def _handle(channel: Channel, request: Request) -> Response:
    doors: dict[Channel, Door] = request.app.state.doors
    return await doors[channel].handle(request)
