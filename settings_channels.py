"""Settings of the WeChat official account and the 企业微信 application.

Standard library only, as ``settings`` is, which includes this module. A channel
without any setting of its own is off.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from settings_reading import SettingsError, read_value

WECHAT_NAMES = (
    "GXN_WECHAT_TOKEN",
    "GXN_WECHAT_APPID",
    "GXN_WECHAT_SECRET",
    "GXN_WECHAT_MODE",
    "GXN_WECHAT_AES_KEY",
    "GXN_WECHAT_PREVIOUS_AES_KEY",
    "GXN_WECHAT_API_BASE",
    "GXN_WECHAT_CUSTOMER_SERVICE",
    "GXN_WECHAT_SEATS",
    "GXN_WECHAT_OFFICE_DAYS",
    "GXN_WECHAT_OFFICE_HOURS",
    "GXN_WECHAT_TIME_WINDOW_SECONDS",
)
WECOM_NAMES = (
    "GXN_WECOM_TOKEN",
    "GXN_WECOM_CORPID",
    "GXN_WECOM_AGENTID",
    "GXN_WECOM_SECRET",
    "GXN_WECOM_AES_KEY",
    "GXN_WECOM_PREVIOUS_AES_KEY",
    "GXN_WECOM_API_BASE",
    "GXN_WECOM_TIME_WINDOW_SECONDS",
)
CHANNEL_NAMES = WECHAT_NAMES + WECOM_NAMES

_MODES = ("plain", "compatible", "aes")
_SWITCH = {"on": True, "off": False}


@dataclass(frozen=True)
class OfficeHours:
    """When people sit at the customer-service desk, in Asia/Shanghai.

    Attributes:
        days: ISO weekdays, Monday is 1.
        spans: Opening and closing time of each span of a day; the closing time
            itself is outside.
    """

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    spans: tuple[tuple[time, time], ...] = ((time(9), time(12)), (time(14), time(17)))


@dataclass(frozen=True)
class WeChatSettings:
    """One official account.

    Attributes:
        mode: "plain", "compatible" or "aes", as chosen in the account's console.
        aes_key: 32 bytes; None in plain mode.
        previous_aes_key: The key before the latest change, still understood.
        customer_service: The account may send customer-service messages.
        seats: People answer at the account's customer-service desk.
        time_window_seconds: How far a request's timestamp may be from now.
    """

    token: str = field(repr=False)
    app_id: str
    secret: str | None = field(default=None, repr=False)
    mode: str = "plain"
    aes_key: bytes | None = field(default=None, repr=False)
    previous_aes_key: bytes | None = field(default=None, repr=False)
    api_base: str = "https://api.weixin.qq.com"
    customer_service: bool = False
    seats: bool = False
    office_hours: OfficeHours = OfficeHours()
    time_window_seconds: int = 300


@dataclass(frozen=True)
class WeComSettings:
    """One 企业微信 application.

    Attributes:
        secret: Without it slow answers wait for the worker's next message.
        aes_key: 32 bytes; 企业微信 always encrypts.
    """

    token: str = field(repr=False)
    corp_id: str
    agent_id: int
    aes_key: bytes = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    previous_aes_key: bytes | None = field(default=None, repr=False)
    api_base: str = "https://qyapi.weixin.qq.com"
    time_window_seconds: int = 300


def read_wechat(env: Mapping[str, str]) -> WeChatSettings | None:
    """Read the official account's settings.

    Returns:
        The settings, or None if none is set.

    Raises:
        SettingsError: A value is unusable or one is missing; one line with the
            variable's name, never with a secret's value.
    """
    if not _any_set(env, WECHAT_NAMES):
        return None
    common = _common(env, "WECHAT", WeChatSettings)
    aes_key = read_value(env, "GXN_WECHAT_AES_KEY", _aes_key, None)
    mode = read_value(env, "GXN_WECHAT_MODE", _mode, "aes" if aes_key else "plain")
    if mode != "plain" and aes_key is None:
        raise SettingsError(f"GXN_WECHAT_MODE={mode} needs GXN_WECHAT_AES_KEY")
    customer_service = read_value(env, "GXN_WECHAT_CUSTOMER_SERVICE", _switch, False)
    if customer_service and common["secret"] is None:
        raise SettingsError("GXN_WECHAT_CUSTOMER_SERVICE=on needs GXN_WECHAT_SECRET")
    return WeChatSettings(
        **common,
        app_id=_need(env, "GXN_WECHAT_APPID", str),
        mode=mode,
        aes_key=aes_key,
        customer_service=customer_service,
        seats=read_value(env, "GXN_WECHAT_SEATS", _switch, False),
        office_hours=OfficeHours(
            days=read_value(env, "GXN_WECHAT_OFFICE_DAYS", _days, OfficeHours.days),
            spans=read_value(env, "GXN_WECHAT_OFFICE_HOURS", _spans, OfficeHours.spans),
        ),
    )


def read_wecom(env: Mapping[str, str]) -> WeComSettings | None:
    """Read the 企业微信 application's settings.

    Returns:
        The settings, or None if none is set.

    Raises:
        SettingsError: As `read_wechat`.
    """
    if not _any_set(env, WECOM_NAMES):
        return None
    return WeComSettings(
        **_common(env, "WECOM", WeComSettings),
        corp_id=_need(env, "GXN_WECOM_CORPID", str),
        agent_id=_need(env, "GXN_WECOM_AGENTID", _number),
        aes_key=_need(env, "GXN_WECOM_AES_KEY", _aes_key),
    )


def _common(
    env: Mapping[str, str],
    channel: str,
    defaults: type[WeChatSettings] | type[WeComSettings],
) -> dict[str, Any]:
    """Read what both channels have."""
    prefix = f"GXN_{channel}"
    return {
        "token": _need(env, f"{prefix}_TOKEN", _token),
        "secret": read_value(env, f"{prefix}_SECRET", str, None),
        "previous_aes_key": read_value(
            env, f"{prefix}_PREVIOUS_AES_KEY", _aes_key, None
        ),
        "api_base": read_value(env, f"{prefix}_API_BASE", _base, defaults.api_base),
        "time_window_seconds": read_value(
            env,
            f"{prefix}_TIME_WINDOW_SECONDS",
            _seconds,
            defaults.time_window_seconds,
        ),
    }


def _any_set(env: Mapping[str, str], names: tuple[str, ...]) -> bool:
    return any(env.get(name, "").strip() for name in names)


def _need(env: Mapping[str, str], name: str, parse: Callable[[str], Any]) -> Any:
    found = read_value(env, name, parse, None)
    if found is None:
        raise SettingsError(f"{name} is missing: the channel's other settings need it")
    return found


def _token(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]{3,32}", text):
        raise ValueError("it has 3 to 32 letters and digits")
    return text


def _aes_key(text: str) -> bytes:
    if not re.fullmatch(r"[0-9A-Za-z+/]{43}", text):
        raise ValueError("an EncodingAESKey has 43 letters and digits")
    try:
        return base64.b64decode(text + "=")
    except binascii.Error:
        raise ValueError("it is not base64") from None


def _mode(text: str) -> str:
    if text not in _MODES:
        raise ValueError("it is one of " + ", ".join(_MODES))
    return text


def _switch(text: str) -> bool:
    if text.lower() not in _SWITCH:
        raise ValueError("it is on or off")
    return _SWITCH[text.lower()]


def _base(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it starts with https://, or http:// for a proxy of one's own")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("it is an address without query, fragment and login")
    return text.rstrip("/")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("it is a number")
    return int(text)


def _seconds(text: str) -> int:
    seconds = _number(text)
    if not 30 <= seconds <= 3600:
        raise ValueError("it is from 30 to 3600")
    return seconds


def _days(text: str) -> tuple[int, ...]:
    days: set[int] = set()
    for part in text.split(","):
        found = re.fullmatch(r"\s*([1-7])(?:-([1-7]))?\s*", part)
        first, last = (found[1], found[2] or found[1]) if found else ("1", "0")
        if first > last:
            raise ValueError("days look like 1-5 or 1,3,5; Monday is 1")
        days.update(range(int(first), int(last) + 1))
    return tuple(sorted(days))


def _spans(text: str) -> tuple[tuple[time, time], ...]:
    spans = []
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d\d:\d\d)-(\d\d:\d\d)\s*", part)
        if not found:
            raise ValueError("hours look like 09:00-12:00,14:00-17:00")
        start, end = time.fromisoformat(found[1]), time.fromisoformat(found[2])
        if start >= end:
            raise ValueError(f"{found[0].strip()} ends before it starts")
        spans.append((start, end))
    return tuple(spans)
