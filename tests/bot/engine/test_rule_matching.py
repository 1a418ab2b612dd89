"""Rules are found as Rasa finds them, only without looking twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
)

from bot.engine import rule_matching
from bot.engine.rule_matching import find_action_from_rules, get_possible_keys
from tests.bot.engine.greeting_rules import (
    DOMAIN,
    GREET,
    LISTEN,
    OURS,
    WORDS,
    policy_in,
    said,
    tracker_of,
)

ANYTHING = '[{"prev_action": {"action_name": "action_listen"}}]'

TALKS: dict[str, list[Event]] = {
    "nothing yet": [],
    "greets": [LISTEN, said("greet")],
    "asks": [LISTEN, said("ask", "how")],
    "says what no rule knows": [LISTEN, said("other")],
    "was greeted": [
        LISTEN,
        said("greet"),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("action_greet"),
    ],
    "greets after an answer": [
        LISTEN,
        said("ask"),
        ActionExecuted("action_answer"),
        LISTEN,
        said("greet"),
    ],
    "greets within a form": [LISTEN, ActiveLoop("a_form"), LISTEN, said("greet")],
}


@pytest.fixture
def policy(tmp_path: Path) -> RulePolicy:
    return policy_in(tmp_path)


@pytest.mark.parametrize("talk", TALKS, ids=str)
@pytest.mark.parametrize(
    "extra",
    [{}, {WORDS: "action_answer"}, {ANYTHING: "action_answer"}],
    ids=["our rules", "words", "anything"],
)
def test_the_prediction_is_the_one_of_rasa(
    policy: RulePolicy,
    monkeypatch: pytest.MonkeyPatch,
    talk: str,
    extra: dict[str, str],
) -> None:
    policy.lookup[RULES] = {**OURS, **extra}
    tracker = tracker_of(TALKS[talk])
    theirs = policy.predict_action_probabilities(tracker, DOMAIN)
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", get_possible_keys)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", find_action_from_rules)
    for _ in range(2):
        assert policy.predict_action_probabilities(tracker, DOMAIN) == theirs


def test_the_words_are_looked_at_where_a_rule_has_some(policy: RulePolicy) -> None:
    tracker = tracker_of(TALKS["greets"])
    policy.lookup[RULES] = dict(OURS)
    assert find_action_from_rules(policy, tracker, DOMAIN, True)[0] is None
    policy.lookup[RULES] = {**OURS, WORDS: "action_answer"}
    found = find_action_from_rules(policy, tracker, DOMAIN, True)
    assert found[:2] == ("action_answer", WORDS)


def test_equal_states_are_held_against_the_rules_once(
    policy: RulePolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def find_keys(self: RulePolicy, lookup: dict, states: list) -> set[str]:
        calls.append(states)
        return {GREET}

    monkeypatch.setattr(rule_matching, "_find_keys", find_keys)
    listened = {"action_name": "action_listen"}
    greets = {"prev_action": listened, "user": {"intent": "greet"}}
    rules = dict(OURS)
    for state in (
        greets,
        {**greets, "slots": {"region": (1.0,)}},
        {"prev_action": listened, "user": {"intent": "greet", "text": "hi"}},
    ):
        found = get_possible_keys(policy, rules, [state])
        assert found == {GREET}
        # What a caller does to its result is the caller's.
        found.clear()
    assert calls == [[greets]]
    get_possible_keys(policy, rules, [{**greets, "user": {"intent": "ask"}}])
    assert len(calls) == 2
    # Other rules, learnt later, are not answered from what was.
    get_possible_keys(policy, {GREET: "action_greet"}, [greets])
    assert len(calls) == 3
