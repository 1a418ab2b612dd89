"""The application's door, made from its settings."""

from __future__ import annotations

import httpx

from settings_channels import WeComSettings
from web.core.chat import ChatCore
from web.wechat.door import Door
from web.wechat.memory import Memory
from web.wechat.opening import door
from web.wechat.timing import Clock
from web.wecom.application import Application


def application_door(
    own: WeComSettings,
    core: ChatCore,
    memory: Memory,
    now: Clock,
    transport: httpx.AsyncBaseTransport | None,
) -> Door:
    """Make the door; even the test of its address is encrypted."""
    account = Application(own, memory, transport)
    return door(own, account, core, memory, now, own.corp_id, "aes", sealed_echo=True)
