"""The one place of configuration, read from the environment.

Standard library only: the bot (Python 3.10, Rasa's pins) and our own processes
(Python 3.11 and later) both import this module.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from settings_channels import (
    CHANNEL_NAMES,
    WeChatSettings,
    WeComSettings,
    read_wechat,
    read_wecom,
)
from settings_reading import SettingsError as SettingsError
from settings_reading import read_value

ROOT = Path(__file__).resolve().parent
_PREFIX = "GXN_"
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Settings:
    """Everything that can be set from outside, with its default."""

    database_url: str
    redis_url: str | None
    var_dir: Path
    bot_port: int = 5005
    actions_port: int = 5055
    lexicon_poll_seconds: float = 1.0
    today: date | None = None
    answer_max_age_days: int = 730
    log_level: str = "INFO"
    web_host: str = "0.0.0.0"
    web_port: int = 8080
    secret: str | None = field(default=None, repr=False)
    web_origins: str = "*"
    limit_session: str = "30/minute"
    limit_address: str = "300/minute"
    turn_retention_days: int = 180
    trusted_proxies: str = "127.0.0.1"
    model_version: str | None = None
    wechat: WeChatSettings | None = field(default=None, repr=False)
    wecom: WeComSettings | None = field(default=None, repr=False)
    console_session_hours: int = 8
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = field(default=None, repr=False)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Args:
        environ: The variables to read; those of this process if left out.

    Returns:
        The settings, with defaults for all that is not set.

    Raises:
        SettingsError: A ``GXN_`` variable is unknown or a value is unusable. The
            message is one line and names the variable.
    """
    env = os.environ if environ is None else environ
    _refuse_unknown(env)
    var_dir = read_value(env, "GXN_VAR_DIR", _path, ROOT / "var")
    default_database = f"sqlite:///{var_dir / 'knowledge.db'}"
    return Settings(
        database_url=read_value(env, "DATABASE_URL", _database_url, default_database),
        redis_url=read_value(env, "REDIS_URL", _redis_url, None),
        var_dir=var_dir,
        bot_port=read_value(env, "GXN_BOT_PORT", _port, Settings.bot_port),
        actions_port=read_value(env, "GXN_ACTIONS_PORT", _port, Settings.actions_port),
        lexicon_poll_seconds=read_value(
            env,
            "GXN_LEXICON_POLL_SECONDS",
            _positive_float,
            Settings.lexicon_poll_seconds,
        ),
        today=read_value(env, "GXN_TODAY", date.fromisoformat, None),
        answer_max_age_days=read_value(
            env, "GXN_ANSWER_MAX_AGE_DAYS", _positive_int, Settings.answer_max_age_days
        ),
        log_level=read_value(env, "GXN_LOG_LEVEL", _log_level, Settings.log_level),
        web_host=read_value(env, "GXN_WEB_HOST", _host, Settings.web_host),
        web_port=read_value(env, "GXN_WEB_PORT", _port, Settings.web_port),
        secret=read_value(env, "GXN_SECRET", _secret, None),
        web_origins=read_value(env, "GXN_WEB_ORIGINS", _origins, Settings.web_origins),
        limit_session=read_value(
            env, "GXN_LIMIT_SESSION", _limit, Settings.limit_session
        ),
        limit_address=read_value(
            env, "GXN_LIMIT_ADDRESS", _limit, Settings.limit_address
        ),
        turn_retention_days=read_value(
            env, "GXN_TURN_RETENTION_DAYS", _days, Settings.turn_retention_days
        ),
        trusted_proxies=read_value(
            env, "GXN_TRUSTED_PROXIES", _networks, Settings.trusted_proxies
        ),
        model_version=read_value(env, "GXN_MODEL_VERSION", str, None),
        wechat=read_wechat(env),
        wecom=read_wecom(env),
        console_session_hours=read_value(
            env, "GXN_CONSOLE_SESSION_HOURS", _hours, Settings.console_session_hours
        ),
        **_single_sign_on(env),
    )


_KNOWN = (
    "GXN_VAR_DIR",
    "GXN_BOT_PORT",
    "GXN_ACTIONS_PORT",
    "GXN_LEXICON_POLL_SECONDS",
    "GXN_TODAY",
    "GXN_ANSWER_MAX_AGE_DAYS",
    "GXN_LOG_LEVEL",
    "GXN_WEB_HOST",
    "GXN_WEB_PORT",
    "GXN_SECRET",
    "GXN_WEB_ORIGINS",
    "GXN_LIMIT_SESSION",
    "GXN_LIMIT_ADDRESS",
    "GXN_TURN_RETENTION_DAYS",
    "GXN_TRUSTED_PROXIES",
    "GXN_MODEL_VERSION",
    *CHANNEL_NAMES,
    "GXN_CONSOLE_SESSION_HOURS",
    "GXN_OIDC_ISSUER",
    "GXN_OIDC_CLIENT_ID",
    "GXN_OIDC_CLIENT_SECRET",
)


def _single_sign_on(env: Mapping[str, str]) -> dict[str, Any]:
    found = {
        "oidc_issuer": read_value(env, "GXN_OIDC_ISSUER", _issuer, None),
        "oidc_client_id": read_value(env, "GXN_OIDC_CLIENT_ID", str, None),
        "oidc_client_secret": read_value(env, "GXN_OIDC_CLIENT_SECRET", str, None),
    }
    missing = [f"GXN_{name.upper()}" for name, value in found.items() if not value]
    if missing and len(missing) < len(found):
        raise SettingsError(
            f"{missing[0]} is missing: single sign-on needs issuer, client id and"
            " client secret"
        )
    return found


def _refuse_unknown(env: Mapping[str, str]) -> None:
    for name in env:
        if name.startswith(_PREFIX) and name not in _KNOWN:
            near = difflib.get_close_matches(name, _KNOWN, n=1, cutoff=0.8)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise SettingsError(f"unknown setting {name}{hint}")


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise ValueError("a port is a number from 1 to 65535")
    return port


def _positive_int(text: str) -> int:
    number = int(text)
    if number <= 0:
        raise ValueError("it must be greater than 0")
    return number


def _positive_float(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError("it must be greater than 0")
    return number


def _database_url(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("it starts with sqlite:/// or postgresql://")
    # Both spellings are common; SQLAlchemy knows only the long one.
    return text.replace("postgres://", "postgresql://", 1)


def _redis_url(text: str) -> str:
    if not text.startswith(("redis://", "rediss://")):
        raise ValueError("it starts with redis:// or rediss://")
    return text


def _log_level(text: str) -> str:
    level = text.upper()
    if level not in _LOG_LEVELS:
        raise ValueError("it is one of " + ", ".join(_LOG_LEVELS))
    return level


def _host(text: str) -> str:
    name = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        if re.fullmatch(rf"{name}(\.{name})*", text) and not text[-1].isdigit():
            return text
    raise ValueError("it is an address of this machine, such as 0.0.0.0")


def _secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("it has at least 32 characters")
    return text


def _origins(text: str) -> str:
    origins = [origin.strip() for origin in text.split(",")]
    if origins == ["*"]:
        return "*"
    for origin in origins:
        if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+", origin):
            raise ValueError("it is * or origins such as https://www.example.org")
    return ",".join(origins)


def _limit(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,8}/(second|minute|hour|day)", text, re.ASCII):
        raise ValueError("it is a number and a unit, such as 30/minute")
    return text


def _days(text: str) -> int:
    days = _positive_int(text)
    # A date that far back must still be a date.
    if days > 36500:
        raise ValueError("it is at most 36500")
    return days


def _hours(text: str) -> int:
    hours = _positive_int(text)
    if hours > 24:
        raise ValueError("it is at most 24")
    return hours


def _issuer(text: str) -> str:
    # Who can read or change the connection can be anybody.
    if not re.fullmatch(
        r"(https://[^\s?#/]+|http://(127\.0\.0\.1|localhost)(:\d+)?)(/[^\s?#]*)?", text
    ):
        raise ValueError("it is an address such as https://login.example.org")
    return text


def _networks(text: str) -> str:
    networks = [network.strip() for network in text.split(",")]
    for network in networks:
        ipaddress.ip_network(network, strict=False)
    return ",".join(networks)
