"""The one place of configuration, read from the environment.

Standard library only: the bot (Python 3.10, Rasa's pins) and our own processes
(Python 3.11 and later) both import this module.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
_PREFIX = "GXN_"
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """A setting is unknown or has a value that cannot be used."""


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
    var_dir = _read(env, "GXN_VAR_DIR", _path, ROOT / "var")
    default_database = f"sqlite:///{var_dir / 'knowledge.db'}"
    return Settings(
        database_url=_read(env, "DATABASE_URL", _database_url, default_database),
        redis_url=_read(env, "REDIS_URL", _redis_url, None),
        var_dir=var_dir,
        bot_port=_read(env, "GXN_BOT_PORT", _port, Settings.bot_port),
        actions_port=_read(env, "GXN_ACTIONS_PORT", _port, Settings.actions_port),
        lexicon_poll_seconds=_read(
            env,
            "GXN_LEXICON_POLL_SECONDS",
            _positive_float,
            Settings.lexicon_poll_seconds,
        ),
        today=_read(env, "GXN_TODAY", date.fromisoformat, None),
        answer_max_age_days=_read(
            env, "GXN_ANSWER_MAX_AGE_DAYS", _positive_int, Settings.answer_max_age_days
        ),
        log_level=_read(env, "GXN_LOG_LEVEL", _log_level, Settings.log_level),
    )


_KNOWN = (
    "GXN_VAR_DIR",
    "GXN_BOT_PORT",
    "GXN_ACTIONS_PORT",
    "GXN_LEXICON_POLL_SECONDS",
    "GXN_TODAY",
    "GXN_ANSWER_MAX_AGE_DAYS",
    "GXN_LOG_LEVEL",
)


def _refuse_unknown(env: Mapping[str, str]) -> None:
    for name in env:
        if name.startswith(_PREFIX) and name not in _KNOWN:
            near = difflib.get_close_matches(name, _KNOWN, n=1, cutoff=0.8)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise SettingsError(f"unknown setting {name}{hint}")


def _read(
    env: Mapping[str, str], name: str, parse: Callable[[str], Any], default: Any
) -> Any:
    text = env.get(name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        raise SettingsError(f"{name}={text!r} cannot be used: {error}") from None


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
