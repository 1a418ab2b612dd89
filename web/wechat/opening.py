"""A channel's door, made from its settings."""

from __future__ import annotations

from typing import cast

import httpx

from settings_channels import WeChatSettings, WeComSettings
from web.core.chat import ChatCore
from web.wechat.account import Account
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
    """Make the official account's; it takes plain messages unless its mode is "aes"."""
    account = OfficialAccount(own, memory, load_menu().scenes, transport)
    return door(own, account, core, memory, now, own.app_id, cast(Mode, own.mode))


def door(
    own: WeChatSettings | WeComSettings,
    account: Account,
    core: ChatCore,
    memory: Memory,
    now: Clock,
    receiver: str,
    mode: Mode,
    *,
    sealed_echo: bool = False,
) -> Door:
    """Make an account's door; see `Gate` for its mode and the test of its address.

    Args:
        own: The account's settings.
        account: Sends what is no reply.
        core: Answers the messages.
        memory: Belongs to the door.
        now: The channel's clock.
        receiver: AppID or corpid that must stand in what is encrypted.
        mode: Which messages are taken.
        sealed_echo: Whether the test of the address is encrypted.
    """
    keys = [key for key in (own.aes_key, own.previous_aes_key) if key]
    gate = Gate(
        channel=account.channel,
        token=own.token,
        mode=mode,
        envelope=AesEnvelope(keys, receiver) if keys else None,
        sealed_echo=sealed_echo,
        window_seconds=own.time_window_seconds,
        memory=memory,
        now=now,
    )
    return Door(gate, account, core)
