"""The official account's door, made from its settings."""

from __future__ import annotations

from typing import cast

import httpx

from settings_channels import WeChatSettings
from web.core.chat import ChatCore
from web.wechat.aes_envelope import AesEnvelope
from web.wechat.door import Door
from web.wechat.gate import Gate, Mode
from web.wechat.memory import Memory
from web.wechat.menu import load_menu
from web.wechat.official import OfficialAccount
from web.wechat.timing import Clock


def official_door(
    own: WeChatSettings,
    core: ChatCore,
    memory: Memory,
    now: Clock,
    transport: httpx.AsyncBaseTransport | None,
) -> Door:
    """Make the door; it takes plain messages too unless its mode is "aes"."""
    keys = [key for key in (own.aes_key, own.previous_aes_key) if key]
    gate = Gate(
        channel=OfficialAccount.channel,
        token=own.token,
        mode=cast(Mode, own.mode),
        envelope=AesEnvelope(keys, own.app_id) if keys else None,
        sealed_echo=False,
        window_seconds=own.time_window_seconds,
        memory=memory,
        now=now,
    )
    account = OfficialAccount(own, memory, load_menu().scenes, transport)
    return Door(gate, account, core)
