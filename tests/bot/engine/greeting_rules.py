"""Rules that greet and answer, and conversations in which they are asked."""

from __future__ import annotations

from pathlib import Path

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

GREET = (
    '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}]'
)
GREETED = (
    '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}, '
    '{"prev_action": {"action_name": "action_greet"}, "user": {"intent": "greet"}}]'
)
ASK = '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}}]'
WORDS = '[{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}}]'
OURS = {GREET: "action_greet", GREETED: "action_listen", ASK: "action_answer"}
DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, ask, other]
entities: [region]
actions: [action_greet, action_answer]
slots:
  place: {type: text, mappings: [{type: custom}]}
forms: {a_form: {required_slots: []}}
"""
)
LISTEN = ActionExecuted("action_listen")


def said(intent: str, text: str = "hello", entity: str = "") -> UserUttered:
    """A message of an intent, with an entity if one is named."""
    entities = [{"entity": entity, "value": "zz"}] if entity else []
    return UserUttered(text, {"name": intent, "confidence": 1.0}, entities)


def tracker_of(events: list[Event]) -> DialogueStateTracker:
    """A conversation in which this has happened."""
    return DialogueStateTracker.from_events(
        "worker", events, DOMAIN.slots, domain=DOMAIN
    )


def policy_in(folder: Path) -> RulePolicy:
    """A policy with these rules, its files in a folder."""
    policy = RulePolicy(
        RulePolicy.get_default_config(),
        LocalModelStorage.create(folder),
        Resource("rules"),
        ExecutionContext(GraphSchema({}), "test"),
    )
    policy.lookup = {
        RULES: dict(OURS),
        "rules_for_loop_unhappy_path": {},
        "rules_not_in_stories": [GREET],
    }
    return policy
