"""A copied conversation is what Rasa's copy is, and another object."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import tracker_copies
from bot.engine.tracker_copies import copy

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask]
actions: [action_answer]
slots:
  service: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  region: {type: text, initial_value: zz, mappings: [{type: custom}]}
"""
)
LISTEN = ActionExecuted("action_listen")
ASKED = UserUttered("how", {"name": "ask", "confidence": 1.0})
PLAIN: dict[str, list[Event]] = {
    "asks": [SlotSet("service", {"deep": [1]}), LISTEN, ASKED],
    "was answered": [
        LISTEN,
        ASKED,
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("action_answer"),
        BotUttered("so"),
        SlotSet("region", None),
    ],
    "starts": [
        SlotSet("service", 1),
        ActionExecuted("action_session_start"),
        SessionStarted(),
        LISTEN,
        ASKED,
    ],
}
OTHER: dict[str, list[Event]] = {
    "nothing": [],
    "in a form": [LISTEN, ActiveLoop("a_form")],
    "paused": [LISTEN, ConversationPaused()],
    "followed": [LISTEN, FollowupAction("action_answer")],
    "restarted": [LISTEN, ASKED, Restarted(), LISTEN],
    "taken back": [LISTEN, ASKED, UserUtteranceReverted()],
}


def tracker_of(events: list[Event]) -> DialogueStateTracker:
    tracker = DialogueStateTracker.from_events("me", events, DOMAIN.slots)
    tracker.model_id, tracker.assistant_id = "model", "assistant"
    return tracker


@pytest.mark.parametrize("talk", [*PLAIN, *OTHER])
def test_it_is_what_rasa_copies(talk: str) -> None:
    tracker = tracker_of({**PLAIN, **OTHER}[talk])
    ours, theirs = dict(vars(copy(tracker))), dict(vars(tracker_copies._copy(tracker)))
    our_slots, their_slots = ours.pop("slots"), theirs.pop("slots")
    assert ours == theirs
    assert list(our_slots) == list(their_slots)
    for name, slot in our_slots.items():
        assert type(slot) is type(their_slots[name])
        assert vars(slot) == vars(their_slots[name])


def test_plain_talk_is_not_gone_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_copies, "_copy", None)
    for talk in PLAIN.values():
        assert list(copy(tracker_of(talk)).events) == talk


def test_what_happens_to_a_copy_does_not_happen_to_the_conversation() -> None:
    tracker = tracker_of(PLAIN["asks"])
    copied = copy(tracker)
    copied.update_with_events(
        [SlotSet("region", "ly"), ActionExecuted("action_answer")], DOMAIN
    )
    assert tracker.get_slot("region") == "zz"
    assert tracker.latest_action_name == "action_listen"
    assert len(tracker.events) == len(PLAIN["asks"])
