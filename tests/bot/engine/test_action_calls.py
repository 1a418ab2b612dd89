"""What is sent to an action: what it reads, and no more."""

from __future__ import annotations

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.action_calls import action_call

_DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask_howto]
entities: [region]
slots:
  region:
    type: any
    influence_conversation: false
    mappings: [{type: custom}]
actions: [action_answer_service]
"""
)


def _tracker() -> DialogueStateTracker:
    parse_data = {
        "text": "郑州咋办",
        "intent": {"name": "ask_howto", "confidence": 0.9},
        "entities": [{"entity": "region", "value": "zhengzhou"}],
        "clauses": [{"intent": "ask_howto", "confidence": 0.9}],
    }
    events = [
        ActionExecuted("action_listen"),
        SlotSet("region", {"deep": ["zhengzhou"]}),
        UserUttered(
            "郑州咋办", parse_data["intent"], parse_data["entities"], parse_data
        ),
    ]
    return DialogueStateTracker.from_events("me", events, _DOMAIN.slots)


def test_all_but_domain_and_events_is_what_rasa_sends() -> None:
    action, tracker = RemoteAction("action_answer_service", None), _tracker()
    theirs = action._action_call_format(tracker, _DOMAIN)
    ours = action_call(action, tracker, _DOMAIN)
    assert theirs["domain"] and theirs["tracker"]["events"]
    theirs["domain"], theirs["tracker"]["events"] = {}, []
    assert ours == theirs


def test_the_actions_find_slots_and_message_with_what_the_pipeline_added() -> None:
    call = action_call(RemoteAction("a", None), _tracker(), _DOMAIN)
    assert call["tracker"]["slots"]["region"] == {"deep": ["zhengzhou"]}
    message = call["tracker"]["latest_message"]
    assert message["text"] == "郑州咋办"
    assert message["clauses"] == [{"intent": "ask_howto", "confidence": 0.9}]
    assert message["entities"][0]["value"] == "zhengzhou"
