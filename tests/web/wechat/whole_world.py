"""The whole web app in virtual time: real core, real store, a bot that is a fake."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from settings import Settings
from tests.web.fake_bot import FakeBot
from tests.web.harness import CALM, migrate, settings_for
from tests.web.wechat.fake_api import FakeApi
from tests.web.wechat.fake_wechat import FakeWeChat
from tests.web.wechat.virtual_time import now
from tests.web.wechat.worlds import APPLICATION, official_settings
from web.app import create_app
from web.core.patience import Patience

_BOT_PORT = 5005
# Looks at the store are real work even where time is not.
_PATIENCE = replace(Patience(), look=CALM.look)


@dataclass
class WholeWorld:
    """What a crowd plays with.

    Attributes:
        bot: Says what it hears.
        api: WeChat's API.
        wechat: WeChat's servers.
    """

    bot: FakeBot
    api: FakeApi
    wechat: FakeWeChat


class _Network(httpx.AsyncBaseTransport):
    """Leads to the bot, and for any other host to WeChat's API."""

    def __init__(self, bot: FakeBot, api: FakeApi) -> None:
        self._bot = httpx.ASGITransport(bot.app())
        self._api = api.transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.port == _BOT_PORT:
            return await self._bot.handle_async_request(request)
        return await self._api.handle_async_request(request)


@asynccontextmanager
async def whole(
    channel: str, *, server: dict[str, Any] | None = None, **changes: Any
) -> AsyncIterator[WholeWorld]:
    """Have the app running; call it in virtual time.

    Args:
        channel: "wechat" or "wecom".
        server: Options of `FakeWeChat`.
        changes: Settings of the channel that differ from a test's usual ones.
    """
    bot, api = FakeBot(), FakeApi()
    with tempfile.TemporaryDirectory(prefix="gongxiaonuan-") as folder:
        settings = settings_for(Path(folder), _BOT_PORT)
        settings, options = _with_channel(settings, channel, changes)
        migrate(settings.database_url)
        app = create_app(
            settings,
            clock=lambda: datetime.fromtimestamp(now(), UTC),
            patience=_PATIENCE,
            transport=_Network(bot, api),
        )
        async with app.router.lifespan_context(app):
            wechat = FakeWeChat(app, now, **{**options, **(server or {})})
            yield WholeWorld(bot, api, wechat)


def _with_channel(
    settings: Settings, channel: str, changes: dict[str, Any]
) -> tuple[Settings, dict[str, Any]]:
    if channel == "wecom":
        application = replace(APPLICATION, **changes)
        options = {"mode": "aes", "path": "/wecom"}
        return replace(settings, wecom=application), options
    account = official_settings(**changes)
    return replace(settings, wechat=account), {"mode": account.mode}
