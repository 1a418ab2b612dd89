"""A channel in virtual time, between the scripted core and the fake WeChat."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware

from settings import Settings
from settings_channels import WeChatSettings, WeComSettings
from tests.web.wechat.fake_api import SECRET, FakeApi
from tests.web.wechat.fake_wechat import AES_KEY, APP_ID, TOKEN, FakeWeChat
from tests.web.wechat.scripted_core import ScriptedCore
from tests.web.wechat.virtual_time import now
from web import doors
from web.middleware import LimitBody

OTHER_AES_KEY = "A" * 42 + "E"
API_BASE = "https://api.example.org"


def raw(key: str) -> bytes:
    """An EncodingAESKey's bytes."""
    return base64.b64decode(key + "=")


OFFICIAL = WeChatSettings(token=TOKEN, app_id=APP_ID, secret=SECRET, api_base=API_BASE)
APPLICATION = WeComSettings(
    token=TOKEN,
    corp_id=APP_ID,
    agent_id=1000002,
    aes_key=raw(AES_KEY),
    api_base=API_BASE,
)


@dataclass
class World:
    """What a test plays with."""

    app: Starlette
    core: ScriptedCore
    api: FakeApi
    wechat: FakeWeChat

    def server(self, **options: Any) -> FakeWeChat:
        """Another WeChat server in front of the same app."""
        return FakeWeChat(self.app, now, **options)


@asynccontextmanager
async def official(
    core: ScriptedCore | None = None,
    *,
    clock: Callable[[], float] = now,
    redis_url: str | None = None,
    server: dict[str, Any] | None = None,
    **changes: Any,
) -> AsyncIterator[World]:
    """An official account; `changes` are settings that differ from `OFFICIAL`."""
    own = official_settings(**changes)
    settings = settings_with(wechat=own, redis_url=redis_url)
    options = {"mode": own.mode, **(server or {})}
    async with _running(settings, core, clock, options) as world:
        yield world


@asynccontextmanager
async def application(
    core: ScriptedCore | None = None,
    *,
    server: dict[str, Any] | None = None,
    **changes: Any,
) -> AsyncIterator[World]:
    """An application of 企业微信; `changes` differ from `APPLICATION`."""
    settings = settings_with(wecom=replace(APPLICATION, **changes))
    options = {"mode": "aes", "path": "/wecom", **(server or {})}
    async with _running(settings, core, now, options) as world:
        yield world


@asynccontextmanager
async def _running(
    settings: Settings,
    core: ScriptedCore | None,
    clock: Callable[[], float],
    options: dict[str, Any],
) -> AsyncIterator[World]:
    core, api = core or ScriptedCore(), FakeApi()
    app = Starlette(routes=doors.routes(settings), middleware=[Middleware(LimitBody)])
    async with doors.running(
        settings, core, now=clock, transport=api.transport
    ) as app.state.doors:
        yield World(app, core, api, FakeWeChat(app, clock, **options))


def official_settings(**changes: Any) -> WeChatSettings:
    """`OFFICIAL` with changes, and with a key where the mode needs one."""
    own = replace(OFFICIAL, **changes)
    if own.mode != "plain" and own.aes_key is None:
        own = replace(own, aes_key=raw(AES_KEY))
    return own


def settings_with(
    wechat: WeChatSettings | None = None,
    wecom: WeComSettings | None = None,
    redis_url: str | None = None,
) -> Settings:
    """Settings with these channels and no database in use."""
    return Settings(
        database_url="sqlite://",
        redis_url=redis_url,
        var_dir=Path("unused"),
        wechat=wechat,
        wecom=wecom,
    )
