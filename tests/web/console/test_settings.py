"""Settings of the console: what is read, and what stops the start."""

from __future__ import annotations

import pytest

from settings import SettingsError, load_settings

OIDC = {
    "GXN_OIDC_ISSUER": "https://login.example.org/realm",
    "GXN_OIDC_CLIENT_ID": "console",
    "GXN_OIDC_CLIENT_SECRET": "very secret",
}


def test_left_out_there_is_no_single_sign_on_and_eight_hours() -> None:
    settings = load_settings({})
    assert settings.oidc_issuer is None
    assert settings.console_session_hours == 8


def test_all_three_are_read_and_the_secret_does_not_show() -> None:
    settings = load_settings({**OIDC, "GXN_CONSOLE_SESSION_HOURS": "4"})
    assert settings.oidc_issuer == OIDC["GXN_OIDC_ISSUER"]
    assert settings.oidc_client_id == "console"
    assert settings.oidc_client_secret == "very secret"
    assert settings.console_session_hours == 4
    assert "very secret" not in repr(settings)


@pytest.mark.parametrize("missing", list(OIDC))
def test_one_of_three_missing_is_named(missing: str) -> None:
    given = {name: value for name, value in OIDC.items() if name != missing}
    with pytest.raises(SettingsError, match=missing):
        load_settings(given)


@pytest.mark.parametrize(
    "issuer", ["http://127.0.0.1:8000", "http://localhost/x", "https://a.example:8443"]
)
def test_issuers_that_are_taken(issuer: str) -> None:
    settings = load_settings({**OIDC, "GXN_OIDC_ISSUER": issuer})
    assert settings.oidc_issuer == issuer


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GXN_OIDC_ISSUER", "http://login.example.org"),
        ("GXN_OIDC_ISSUER", "http://localhost.example.org"),
        ("GXN_OIDC_ISSUER", "https://a.example/?x=1"),
        ("GXN_OIDC_ISSUER", "login.example.org"),
        ("GXN_CONSOLE_SESSION_HOURS", "0"),
        ("GXN_CONSOLE_SESSION_HOURS", "25"),
        ("GXN_CONSOLE_SESSION_HOURS", "eight"),
    ],
)
def test_unusable_values_stop_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({**OIDC, name: value})
