"""Settings of the web process: what is read, and what stops the start."""

from __future__ import annotations

import pytest

from settings import Settings, SettingsError, load_settings


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("GXN_WEB_HOST", "127.0.0.1", "web_host", "127.0.0.1"),
        ("GXN_WEB_HOST", "::", "web_host", "::"),
        ("GXN_WEB_HOST", "localhost", "web_host", "localhost"),
        ("GXN_WEB_PORT", "80", "web_port", 80),
        ("GXN_SECRET", "s" * 32, "secret", "s" * 32),
        ("GXN_WEB_ORIGINS", "*", "web_origins", "*"),
        (
            "GXN_WEB_ORIGINS",
            "https://a.example, http://b.example:8080",
            "web_origins",
            "https://a.example,http://b.example:8080",
        ),
        ("GXN_LIMIT_SESSION", "5/second", "limit_session", "5/second"),
        ("GXN_LIMIT_ADDRESS", "1000/hour", "limit_address", "1000/hour"),
        ("GXN_TURN_RETENTION_DAYS", "30", "turn_retention_days", 30),
        (
            "GXN_TRUSTED_PROXIES",
            "10.0.0.0/8, ::1",
            "trusted_proxies",
            "10.0.0.0/8,::1",
        ),
        ("GXN_MODEL_VERSION", "abc", "model_version", "abc"),
    ],
)
def test_what_is_read(name: str, value: str, field: str, read: object) -> None:
    assert getattr(load_settings({name: value}), field) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GXN_WEB_HOST", "not a host"),
        ("GXN_WEB_HOST", "999.1.1.1"),
        ("GXN_WEB_PORT", "65536"),
        ("GXN_WEB_ORIGINS", "a.example"),
        ("GXN_WEB_ORIGINS", "https://a.example/path"),
        ("GXN_WEB_ORIGINS", "*,https://a.example"),
        ("GXN_LIMIT_SESSION", "30"),
        ("GXN_LIMIT_SESSION", "0/minute"),
        ("GXN_LIMIT_ADDRESS", "30 per fortnight"),
        ("GXN_TURN_RETENTION_DAYS", "0"),
        ("GXN_TURN_RETENTION_DAYS", "99999999"),
        ("GXN_TRUSTED_PROXIES", "my proxy"),
    ],
)
def test_what_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load_settings({name: value})
    (line,) = str(raised.value).splitlines()
    assert line.startswith(f"{name}={value!r} cannot be used: ")


def test_a_secret_is_neither_repeated_nor_shown() -> None:
    with pytest.raises(SettingsError) as raised:
        load_settings({"GXN_SECRET": "too short"})
    assert "too short" not in str(raised.value)
    assert "hidden" not in repr(load_settings({"GXN_SECRET": "hidden" * 9}))


def test_defaults() -> None:
    settings = load_settings({})
    assert (settings.web_host, settings.web_port) == ("0.0.0.0", 8080)
    assert settings.secret is None
    assert settings.limit_address == Settings.limit_address == "300/minute"
