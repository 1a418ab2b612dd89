"""What each process is told when it starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ops.processes import child_environ, process_table, web_url
from settings import Settings, load_settings
from web.core.secret import bot_token

MODEL = Path("model.tar.gz")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(
        load_settings({}),
        var_dir=tmp_path,
        database_url="postgresql://db/known",
        bot_port=7005,
        actions_port=7055,
        today=date(2026, 5, 1),
    )


def test_a_child_reads_back_the_very_settings(settings: Settings) -> None:
    assert load_settings(child_environ(settings)) == settings


def test_what_is_not_set_here_is_not_inherited(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    assert "REDIS_URL" not in child_environ(settings)


def test_the_bot_is_told_where_the_actions_are(settings: Settings) -> None:
    actions, bot = process_table(settings, MODEL)
    assert (actions.name, bot.name) == ("actions", "bot")
    assert bot.environ["ACTION_ENDPOINT_URL"] == "http://127.0.0.1:7055/webhook"
    assert actions.environ["GXN_ACTIONS_PORT"] == "7055"


def test_the_bot_listens_on_loopback_alone(settings: Settings) -> None:
    _, bot = process_table(settings, MODEL)
    assert bot.command[bot.command.index("--interface") + 1] == "127.0.0.1"


def test_the_bots_api_is_open_to_who_knows_a_token_that_no_list_of_processes_shows(
    settings: Settings,
) -> None:
    actions, bot = process_table(settings, MODEL)
    token = bot.environ["BOT_TOKEN"]
    assert token == bot_token(settings)
    assert len(token) == 64
    assert not any(token in part for part in bot.command)
    assert "BOT_TOKEN" not in actions.environ
    assert "--cors" not in bot.command


def test_the_web_process_comes_last_and_only_where_it_is_wanted(
    settings: Settings,
) -> None:
    names = [spec.name for spec in process_table(settings, MODEL, web=True)]
    assert names == ["actions", "bot", "web"]
    assert len(process_table(settings, MODEL)) == 2


def test_the_web_process_is_told_the_model_and_the_others_no_secret(
    settings: Settings,
) -> None:
    told = replace(
        settings,
        secret="s" * 32,
        oidc_issuer="https://login.example.org",
        oidc_client_id="gxn",
        oidc_client_secret="hidden",
    )
    actions, bot, web = process_table(told, Path("abc.tar.gz"), web=True)
    assert web.environ["GXN_MODEL_VERSION"] == "abc"
    assert web.environ["GXN_SECRET"] == "s" * 32
    assert load_settings(web.environ).oidc_client_secret == "hidden"
    for inner in (actions.environ, bot.environ):
        assert "GXN_SECRET" not in inner
        assert load_settings(inner).oidc_client_secret is None


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8080/"),
        ("192.0.2.7", "http://192.0.2.7:8080/"),
        ("::", "http://[::1]:8080/"),
    ],
)
def test_where_this_machine_reaches_the_web(
    settings: Settings, host: str, url: str
) -> None:
    assert web_url(replace(settings, web_host=host)) == url
