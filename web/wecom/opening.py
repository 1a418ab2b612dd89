"""The application's door, made from its settings."""

from __future__ import annotations

import httpx

from settings_channels import WeComSettings
from web.core.chat import ChatCore
from web.wechat.aes_envelope import AesEnvelope
from web.wechat.door import Door
from web.wechat.gate import Gate
from web.wechat.memory import Memory
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
    return Door(gate, Application(own, memory, transport), core)
