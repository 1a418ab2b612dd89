"""Which processes make up the running system."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ops import http
from ops.environments import APP, BOT
from ops.errors import OpsError
from ops.ports import HOST
from ops.rasa_cli import BOT_TOKEN_NAME
from settings import ROOT, Settings
from settings_channels import CHANNEL_NAMES
from web.core.secret import bot_token

# Who asks when we try whether the bot answers; statistics can leave it out.
READINESS_SENDER = "gxn-readiness"


@dataclass(frozen=True)
class ProcessSpec:
    """One process: how it is started and how to tell that it is ready."""

    name: str
    command: list[str]
    environ: dict[str, str]
    is_ready: Callable[[], bool]
    ready_within: float


def webhook(settings: Settings) -> str:
    """The address at which the bot's REST channel takes messages."""
    return f"http://{HOST}:{settings.bot_port}/webhooks/rest/webhook"


def actions_url(settings: Settings) -> str:
    """The address of the action server."""
    return f"http://{HOST}:{settings.actions_port}"


def bot_is_up(settings: Settings) -> bool:
    """Whether a bot serves the REST channel on the bot's port."""
    return http.answers(f"http://{HOST}:{settings.bot_port}/webhooks/rest/")


def web_url(settings: Settings) -> str:
    """The address at which this machine reaches the web process."""
    address = _REACHED_AT.get(settings.web_host, settings.web_host)
    shown = f"[{address}]" if ":" in address else address
    return f"http://{shown}:{settings.web_port}/"


# What listens everywhere is reached at loopback.
_REACHED_AT = {"0.0.0.0": HOST, "::": "::1"}


def process_table(
    settings: Settings, model: Path, *, web: bool = False
) -> list[ProcessSpec]:
    """The processes in the order of their start.

    Args:
        settings: Ports, database and folder.
        model: What the bot answers with.
        web: Whether the doors to the outside belong to it.
    """
    table = [_actions(settings), _bot(settings, model)]
    return [*table, _web(settings, model)] if web else table


def _actions(settings: Settings) -> ProcessSpec:
    return ProcessSpec(
        name="actions",
        command=[str(APP.python), "-m", "actions"],
        environ=_inner_environ(settings),
        is_ready=lambda: http.answers(f"{actions_url(settings)}/health"),
        ready_within=60,
    )


def _bot(settings: Settings, model: Path) -> ProcessSpec:
    command = [str(BOT.python), "-m", "ops.rasa_cli", "run", *_verbosity(settings)]
    command += ["--model", str(model), "--interface", HOST]
    command += ["--port", str(settings.bot_port)]
    command += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    return ProcessSpec(
        name="bot",
        command=command,
        environ={
            **_inner_environ(settings),
            **RASA_ENVIRON,
            "ACTION_ENDPOINT_URL": f"{actions_url(settings)}/webhook",
            # Not among the arguments, which everybody on the machine can read.
            BOT_TOKEN_NAME: bot_token(settings),
        },
        is_ready=lambda: _bot_answers(settings),
        ready_within=180,
    )


def _web(settings: Settings, model: Path) -> ProcessSpec:
    version = model.name.split(".")[0]
    return ProcessSpec(
        name="web",
        command=[str(APP.python), "-m", "web", "serve"],
        environ=child_environ(replace(settings, model_version=version)),
        is_ready=lambda: http.answers(f"{web_url(settings)}readyz"),
        # Ready only when the bot is.
        ready_within=200,
    )


def _inner_environ(settings: Settings) -> dict[str, str]:
    """What bot and actions are told: no secret that only the web process needs."""
    secretless = replace(
        settings,
        secret=None,
        oidc_issuer=None,
        oidc_client_id=None,
        oidc_client_secret=None,
    )
    environ = child_environ(secretless)
    return {name: environ[name] for name in environ if name not in CHANNEL_NAMES}


def _verbosity(settings: Settings) -> list[str]:
    """Rasa's flags for a level of logging."""
    return {"DEBUG": ["-vv"], "INFO": ["-v"]}.get(settings.log_level, ["--quiet"])


# Rasa keeps no statistics about us, and its libraries no diary.
RASA_ENVIRON = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def child_environ(settings: Settings) -> dict[str, str]:
    """This process's variables, with the settings as they are in force."""
    environ = dict(os.environ)
    for field in fields(settings):
        name = field.name.upper()
        if field.name in ("wechat", "wecom"):
            # Many variables each; the child inherits them as they are.
            continue
        if field.name not in ("database_url", "redis_url"):
            name = f"GXN_{name}"
        value = getattr(settings, field.name)
        if value is None:
            environ.pop(name, None)
        else:
            environ[name] = str(value)
    environ["PYTHONPATH"] = str(ROOT)
    environ["PYTHONUNBUFFERED"] = "1"
    # Chinese in the logs, whatever the machine's locale.
    environ["PYTHONUTF8"] = "1"
    return environ


def _bot_answers(settings: Settings) -> bool:
    """Whether the bot replies; the slow first message better be ours than a worker's.

    Raises:
        OpsError: The bot is up and silent, as Rasa is when it could load no model.
    """
    if not bot_is_up(settings):
        return False
    try:
        replies = http.say(webhook(settings), READINESS_SENDER, "你好")
    except OSError:
        return False
    if not replies:
        raise OpsError("the bot started but answers nothing: see its log")
    return True
