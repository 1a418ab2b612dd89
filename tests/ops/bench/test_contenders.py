"""Stock Rasa is started as it is; ours is what ``make run`` starts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from ops.bench import stock
from ops.bench.contenders import _stock_actions, _stock_bot
from ops.processes import process_table
from settings import ROOT, load_settings


def test_stock_rasa_has_none_of_our_code_around_it(tmp_path: Path) -> None:
    settings = replace(load_settings({}), var_dir=tmp_path)
    bot = next(s for s in process_table(settings, tmp_path / "m") if s.name == "bot")
    plain = _stock_bot(bot, settings)
    assert "ops.rasa_cli" not in plain.command
    assert plain.command[1:6] == ["-W", "ignore", "-m", "rasa", "run"]
    same = [word for word in bot.command[4:] if not word.endswith("endpoints.yml")]
    assert [w for w in plain.command[6:] if not w.endswith("endpoints.yml")] == same
    endpoints = plain.command[plain.command.index("--endpoints") + 1]
    assert set(yaml.safe_load(Path(endpoints).read_text())) == {"action_endpoint"}
    assert plain.environ == bot.environ


def test_beside_stock_rasa_the_actions_are_served_as_the_sdk_serves_them(
    tmp_path: Path,
) -> None:
    settings = replace(load_settings({}), var_dir=tmp_path, actions_port=7055)
    actions = process_table(settings, tmp_path / "m")[0]
    plain = _stock_actions(actions, settings)
    assert plain.command[1:6] == ["-W", "ignore", "-m", "rasa_sdk", "--quiet"]
    assert plain.command[-2:] == ["--port", "7055"]
    assert plain.environ == {**actions.environ, "SANIC_HOST": "127.0.0.1"}


def test_stock_rasa_has_our_rules_and_its_own_understanding() -> None:
    config = yaml.safe_load(stock._config())
    ours = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    assert config["policies"] == ours["policies"]
    names = [component["name"] for component in config["pipeline"]]
    assert "DIETClassifier" in names
    assert not any(name.startswith("bot.") for name in names)


def test_the_fingerprint_follows_what_the_model_is_made_from(tmp_path: Path) -> None:
    config, sentences = tmp_path / "config.yml", tmp_path / "nlu.yml"
    config.write_text("a")
    sentences.write_text("b")
    first = stock._fingerprint(config, sentences)
    assert stock._fingerprint(config, sentences) == first
    sentences.write_text("c")
    assert stock._fingerprint(config, sentences) != first
