"""The channels' settings."""

from __future__ import annotations

from datetime import time

import pytest

from settings import SettingsError, load_settings
from tests.web.wechat.worlds import raw
from web.doors import routes

KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
WECHAT = {"GXN_WECHAT_TOKEN": "warmtoken", "GXN_WECHAT_APPID": "wx0"}
WECOM = {
    "GXN_WECOM_TOKEN": "warmtoken",
    "GXN_WECOM_CORPID": "ww0",
    "GXN_WECOM_AGENTID": "1000002",
    "GXN_WECOM_AES_KEY": KEY,
}


def test_what_is_not_configured_has_no_address() -> None:
    settings = load_settings({})
    assert (settings.wechat, settings.wecom) == (None, None)
    assert routes(settings) == []


@pytest.mark.parametrize(
    ("environ", "paths"),
    [
        (WECHAT, ["/wechat"]),
        (WECOM, ["/wecom"]),
        ({**WECHAT, **WECOM}, ["/wechat", "/wecom"]),
    ],
)
def test_what_is_configured_has_one_address(
    environ: dict[str, str], paths: list[str]
) -> None:
    assert [route.path for route in routes(load_settings(environ))] == paths


def test_everything_can_be_set() -> None:
    found = load_settings(
        {
            **WECHAT,
            "GXN_WECHAT_SECRET": "s",
            "GXN_WECHAT_AES_KEY": KEY,
            "GXN_WECHAT_PREVIOUS_AES_KEY": "A" * 43,
            "GXN_WECHAT_API_BASE": "https://proxy.example.org/wx/",
            "GXN_WECHAT_CUSTOMER_SERVICE": "on",
            "GXN_WECHAT_SEATS": "ON",
            "GXN_WECHAT_OFFICE_DAYS": "1-3,5",
            "GXN_WECHAT_OFFICE_HOURS": "08:30-11:30, 14:00-17:30",
            "GXN_WECHAT_TIME_WINDOW_SECONDS": "60",
        }
    ).wechat
    assert found is not None
    assert (found.mode, found.aes_key) == ("aes", raw(KEY))
    assert found.previous_aes_key == bytes(32)
    assert found.api_base == "https://proxy.example.org/wx"
    assert found.customer_service and found.seats
    assert found.office_hours.days == (1, 2, 3, 5)
    assert found.office_hours.spans[0] == (time(8, 30), time(11, 30))
    assert found.time_window_seconds == 60


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"GXN_WECHAT_APPID": ""}, "GXN_WECHAT_APPID is missing"),
        ({"GXN_WECHAT_TOKEN": "a b"}, "GXN_WECHAT_TOKEN cannot be used"),
        ({"GXN_WECHAT_AES_KEY": "short"}, "GXN_WECHAT_AES_KEY cannot be used"),
        ({"GXN_WECHAT_MODE": "aes"}, "GXN_WECHAT_MODE=aes needs GXN_WECHAT_AES_KEY"),
        ({"GXN_WECHAT_MODE": "safe"}, "plain, compatible, aes"),
        ({"GXN_WECHAT_CUSTOMER_SERVICE": "on"}, "needs GXN_WECHAT_SECRET"),
        ({"GXN_WECHAT_SEATS": "yes"}, "it is on or off"),
        ({"GXN_WECHAT_API_BASE": "api.weixin.qq.com"}, "starts with https://"),
        ({"GXN_WECHAT_API_BASE": "https://u:p@h"}, "without query"),
        ({"GXN_WECHAT_OFFICE_DAYS": "5-1"}, "Monday is 1"),
        ({"GXN_WECHAT_OFFICE_DAYS": "8"}, "Monday is 1"),
        ({"GXN_WECHAT_OFFICE_HOURS": "9-12"}, "hours look like"),
        ({"GXN_WECHAT_OFFICE_HOURS": "12:00-09:00"}, "ends before it starts"),
        ({"GXN_WECHAT_OFFICE_HOURS": "25:00-26:00"}, "GXN_WECHAT_OFFICE_HOURS="),
        ({"GXN_WECHAT_TIME_WINDOW_SECONDS": "5"}, "from 30 to 3600"),
        ({"GXN_WECHAT_TOKN": "x"}, "did you mean GXN_WECHAT_TOKEN"),
        ({"GXN_WECOM_SECRET": "x"}, "GXN_WECOM_TOKEN is missing"),
    ],
)
def test_a_broken_value_stops_the_start_with_one_line(
    changes: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({**WECHAT, **changes})
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_secret_is_never_printed() -> None:
    broken = {**WECOM, "GXN_WECOM_AES_KEY": "geheim!"}
    with pytest.raises(SettingsError) as caught:
        load_settings(broken)
    assert "geheim" not in str(caught.value)
    assert raw(KEY).hex() not in repr(load_settings(WECOM))
