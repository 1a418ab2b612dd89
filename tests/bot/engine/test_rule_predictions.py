"""What the rules predict is remembered, and is what Rasa predicts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import rule_predictions
from bot.engine.rule_predictions import course_of, predict

GREET = (
    '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}]'
)
GREETED = (
    '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}, '
    '{"prev_action": {"action_name": "action_greet"}, "user": {"intent": "greet"}}]'
)
WORDS = '[{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}}]'
PLACE = (
    '[{"prev_action": {"action_name": "action_listen"}, '
    '"user": {"intent": "greet"}, "slots": {"place": [1.0]}}]'
)
OURS = {GREET: "action_greet", GREETED: "action_listen"}
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, other]
entities: [region]
actions: [action_greet, action_answer]
slots:
  place: {type: text, mappings: [{type: custom}]}
forms: {a_form: {required_slots: []}}
"""
)
LISTEN = ActionExecuted("action_listen")


def said(intent: str, entity: str = "") -> UserUttered:
    entities = [{"entity": entity, "value": "zz"}] if entity else []
    return UserUttered("hello", {"name": intent, "confidence": 1.0}, entities)


TALKS: dict[str, list[Event]] = {
    "nothing yet": [],
    "greets": [LISTEN, said("greet")],
    "greets with a name": [LISTEN, said("greet", "region")],
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
def policy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RulePolicy]:
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("rules"))
    context = ExecutionContext(GraphSchema({}), "test")
    policy = RulePolicy(
        RulePolicy.get_default_config(), storage, Resource("rules"), context
    )
    policy.lookup = {
        RULES: dict(OURS),
        "rules_for_loop_unhappy_path": {},
        "rules_not_in_stories": [GREET],
    }
    yield policy


def tracker_of(events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(
        "worker", events, DOMAIN.slots, domain=DOMAIN
    )


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
