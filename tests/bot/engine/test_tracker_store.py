"""A conversation goes on as with Rasa's store, and is forgotten in time."""

from __future__ import annotations

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    FollowupAction,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.engine.tracker_store import RecentConversations

_DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [ask_howto]
slots:
  service:
    type: any
    influence_conversation: false
    mappings: [{type: custom}]
  dialogue:
    type: any
    influence_conversation: false
    mappings: [{type: custom}]
  tone:
    type: any
    initial_value: calm
    influence_conversation: false
    mappings: [{type: custom}]
actions: [action_answer_service]
"""
)
_LISTEN = "action_listen"


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    """A clock that is set by hand."""
    return _Clock()


@pytest.fixture
def store(clock: _Clock) -> RecentConversations:
    """A store for two conversations of a minute."""
    return RecentConversations(
        _DOMAIN, most_conversations=2, most_seconds=60, clock=clock
    )


def _turn(*more: Event) -> list[Event]:
    return [
        ActionExecuted(_LISTEN),
        UserUttered("咋办", {"name": "ask_howto", "confidence": 1.0}),
        ActionExecuted("action_answer_service"),
        BotUttered("这样办"),
        *more,
    ]


async def _save(store: RecentConversations, sender: str, *events: Event) -> None:
    tracker = DialogueStateTracker.from_events(sender, list(events), _DOMAIN.slots)
    await store.save(tracker)


def test_rasa_makes_it_from_the_endpoints_file() -> None:
    config = EndpointConfig(
        type="bot.engine.tracker_store.RecentConversations", most_conversations=3
    )
    assert isinstance(TrackerStore.create(config, _DOMAIN), RecentConversations)


async def test_slots_and_the_bots_listening_are_kept(
    store: RecentConversations,
) -> None:
    said = {"text": "这样办", "options": [{"title": "更多"}]}
    slots = SlotSet("service", "care"), SlotSet("dialogue", said), SlotSet("tone", None)
    await _save(store, "me", *_turn(*slots, ActionExecuted(_LISTEN)))
    tracker = await store.retrieve("me")
    assert tracker is not None
    assert tracker.sender_id == "me"
    assert tracker.current_slot_values()["service"] == "care"
    assert tracker.current_slot_values()["dialogue"] == said
    assert tracker.current_slot_values()["tone"] is None
    assert tracker.latest_action_name == _LISTEN
    assert tracker.followup_action is None


async def test_a_conversation_does_not_grow(store: RecentConversations) -> None:
    sizes = []
    for _ in range(3):
        tracker = await store.get_or_create_tracker("me", append_action_listen=False)
        for event in _turn(SlotSet("service", "care"), ActionExecuted(_LISTEN)):
            tracker.update(event)
        await store.save(tracker)
        kept = await store.retrieve("me")
        assert kept is not None
        sizes.append(len(kept.events))
    assert sizes[0] == sizes[-1]


async def test_what_is_kept_is_not_what_is_being_changed(
    store: RecentConversations,
) -> None:
    value = {"sources": ["a"]}
    await _save(store, "me", SlotSet("dialogue", value), ActionExecuted(_LISTEN))
    value["sources"].append("b")
    tracker = await store.retrieve("me")
    assert tracker is not None
    tracker.update(SlotSet("service", "unsaved"))
    again = await store.retrieve("me")
    assert again is not None
    assert again.get_slot("dialogue") == {"sources": ["a"]}
    assert again.get_slot("service") is None


@pytest.mark.parametrize(
    "under_way",
    [
        [ActionExecuted(_LISTEN), ConversationPaused()],
        [ActionExecuted(_LISTEN), FollowupAction("action_answer_service")],
        [ActiveLoop("a_form"), ActionExecuted(_LISTEN)],
        [],
    ],
    ids=["paused", "to be followed", "in a form", "not listening"],
)
async def test_with_something_under_way_all_events_are_kept(
    store: RecentConversations, under_way: list[Event]
) -> None:
    events = [*_turn(), *under_way]
    await _save(store, "me", *events)
    tracker = await store.retrieve("me")
    assert tracker is not None
    assert list(tracker.events) == events
    wanted = DialogueStateTracker.from_events("me", events, _DOMAIN.slots)
    assert tracker.current_state() == wanted.current_state()


async def test_silence_ends_a_conversation(
    store: RecentConversations, clock: _Clock
) -> None:
    await _save(store, "me", ActionExecuted(_LISTEN))
    clock.now = 60
    assert await store.exists("me")
    clock.now = 60.5
    assert not await store.exists("me")
    assert list(await store.keys()) == []


async def test_the_longest_silent_goes_when_there_are_too_many(
    store: RecentConversations,
) -> None:
    for sender in ("a", "b", "a", "c"):
        await _save(store, sender, ActionExecuted(_LISTEN))
    assert list(await store.keys()) == ["a", "c"]


async def test_each_turns_events_go_to_a_broker_once(clock: _Clock) -> None:
    class Broker:
        def __init__(self) -> None:
            self.published: list[str] = []

        def publish(self, event: dict[str, str]) -> None:
            self.published.append(event["event"])

    broker = Broker()
    store = RecentConversations(_DOMAIN, broker, clock=clock)
    for _ in range(2):
        tracker = await store.get_or_create_tracker("me", append_action_listen=False)
        for event in _turn(SlotSet("service", "x"), ActionExecuted(_LISTEN)):
            tracker.update(event)
        await store.save(tracker)
    turn = ["action", "user", "action", "bot", "slot", "action"]
    assert broker.published == turn * 2
