"""What the rules predict is remembered, and is what Rasa predicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
)

from bot.engine import rule_predictions
from bot.engine.rule_predictions import course_of, predict
from tests.bot.engine.greeting_rules import (
    DOMAIN,
    GREET,
    LISTEN,
    WORDS,
    policy_in,
    said,
    tracker_of,
)

PLACE = (
    '[{"prev_action": {"action_name": "action_listen"}, '
    '"user": {"intent": "greet"}, "slots": {"place": [1.0]}}]'
)
TALKS: dict[str, list[Event]] = {
    "nothing yet": [],
    "greets": [LISTEN, said("greet")],
    "greets with a name": [LISTEN, said("greet", entity="region")],
    "greets somewhere": [SlotSet("place", "zz"), LISTEN, said("greet")],
    "says what no rule knows": [LISTEN, said("other")],
    "restarts": [LISTEN, said("restart")],
    "greets in a new session": [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        LISTEN,
        said("greet"),
    ],
    "was greeted": [
        LISTEN,
        said("greet"),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("action_greet"),
        BotUttered("hello"),
        SlotSet("place", "zz"),
    ],
    "greets within a form": [LISTEN, ActiveLoop("a_form"), LISTEN, said("greet")],
}


@pytest.fixture
def policy(tmp_path: Path) -> RulePolicy:
    return policy_in(tmp_path)


@pytest.mark.parametrize(
    "extra",
    [{}, {WORDS: "action_answer"}, {PLACE: "action_answer"}],
    ids=["our rules", "words", "a slot"],
)
def test_each_prediction_is_the_one_of_rasa(
    policy: RulePolicy, extra: dict[str, str]
) -> None:
    policy.lookup[RULES].update(extra)
    # All by one policy: what was remembered of one talk must not serve another.
    for _ in range(2):
        for talk in TALKS.values():
            theirs = policy._predict(tracker_of(talk), DOMAIN)
            assert predict(policy, tracker_of(talk), DOMAIN) == theirs


def test_a_course_that_is_known_is_not_looked_at_again(
    policy: RulePolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = predict(policy, tracker_of(TALKS["greets"]), DOMAIN)
    monkeypatch.setattr(rule_predictions, "_predict", None)
    # A slot makes no difference to these rules.
    assert predict(policy, tracker_of(TALKS["greets somewhere"]), DOMAIN) == first


def test_what_no_rule_knows_is_not_told_of_another_talk(policy: RulePolicy) -> None:
    for words in ("hello", "goodbye"):
        tracker = tracker_of([LISTEN, said("other", words), SlotSet("place", words)])
        assert predict(policy, tracker, DOMAIN) == policy._predict(tracker, DOMAIN)
    tracker = tracker_of([LISTEN, said("other")])
    assert predict(policy, tracker, DOMAIN) == policy._predict(tracker, DOMAIN)


def test_who_changes_a_prediction_does_not_change_the_next(policy: RulePolicy) -> None:
    tracker = tracker_of(TALKS["greets"])
    for _ in range(3):
        found, _ = predict(policy, tracker, DOMAIN)
        assert found.events == []
        assert max(found.probabilities) == 1.0
        found.events.append(DefinePrevUserUtteredFeaturization(False))
        found.probabilities[:] = [0.0] * len(found.probabilities)


def test_other_rules_are_asked_anew(policy: RulePolicy) -> None:
    tracker = tracker_of(TALKS["greets"])
    before, _ = predict(policy, tracker, DOMAIN)
    policy.lookup[RULES] = {GREET: "action_answer"}
    after, rule = predict(policy, tracker, DOMAIN)
    assert (after, rule) == policy._predict(tracker, DOMAIN)
    assert after != before


@pytest.mark.parametrize("event", [ActiveLoop("a_form"), ConversationPaused()])
def test_what_is_not_plain_talk_has_no_course(event: Event) -> None:
    assert course_of(tracker_of([LISTEN, said("greet")])) is not None
    assert course_of(tracker_of([LISTEN, event, said("greet")])) is None
