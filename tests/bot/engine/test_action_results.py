"""A result is accepted or refused just as Rasa's own check does."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.engine.action_results import obviously_fits, validate_action_result

_SLOT = {"event": "slot", "timestamp": None, "name": "region", "value": "zhengzhou"}
_ACTION = RemoteAction("action_answer_service", None)

_FITTING: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [_SLOT], "responses": [{"text": "你好"}]},
    {"events": [{**_SLOT, "value": None}, {**_SLOT, "timestamp": 1.5}]},
    {"events": [{**_SLOT, "value": {"deep": [1, {"a": None}]}}]},
    {"events": [{**_SLOT, "metadata": {"a": 1}, "more": True}]},
    {"events": [{"event": "followup", "name": "action_listen"}]},
    {"events": [{"event": "user", "text": "你好"}]},
    {"events": [{"event": "reset_slots"}], "responses": [{}]},
    {"responses": [{"custom": {"answer": {}}}], "other": 1},
]
_UNFIT: list[Any] = [
    None,
    [],
    "text",
    {"events": None},
    {"events": {}},
    {"events": ["slot"]},
    {"events": [{"name": "region", "value": 1}]},
    {"events": [{"event": "slot", "name": "region"}]},
    {"events": [{"event": "slot", "value": 1}]},
    {"events": [{**_SLOT, "name": 1}]},
    {"events": [{**_SLOT, "timestamp": "now"}]},
    {"events": [{**_SLOT, "timestamp": True}]},
    {"events": [{**_SLOT, "metadata": []}]},
    {"events": [{"event": "nonsense"}]},
    {"events": [_SLOT, {"event": 1}]},
    {"responses": "text"},
    {"responses": ["text"]},
    {"events": [_SLOT], "responses": [None]},
]


@pytest.mark.parametrize("result", _FITTING, ids=str)
def test_what_rasa_accepts_is_accepted(result: Any) -> None:
    assert RemoteAction._validate_action_result(_ACTION, result)
    assert validate_action_result(_ACTION, result)


@pytest.mark.parametrize("result", _UNFIT, ids=str)
def test_what_rasa_refuses_is_refused_in_the_same_words(result: Any) -> None:
    with pytest.raises(ValidationError) as theirs:
        RemoteAction._validate_action_result(_ACTION, result)
    with pytest.raises(ValidationError) as ours:
        validate_action_result(_ACTION, result)
    assert ours.value.message == theirs.value.message


@pytest.mark.parametrize("result", _UNFIT, ids=str)
def test_the_short_cut_lets_nothing_unfit_through(result: Any) -> None:
    assert not obviously_fits(result)


def test_the_short_cut_knows_what_our_actions_answer() -> None:
    assert obviously_fits({"events": [_SLOT], "responses": [{"text": "你好"}]})
