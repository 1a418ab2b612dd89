"""Conversations in memory that stay small and are forgotten.

In place of ``InMemoryTrackerStore`` of Rasa 3.6.21, by ``tracker_store`` in
``endpoints.yml``. Rasa's keeps every conversation for ever, and writes and reads all
of its events with each message.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.replacement import Known

WRITTEN_AGAINST: Known = (
    (TrackerStore, "73fedcc90750abca"),
    (SerializedTrackerAsText, "0e7e888e0a55ffcc"),
    (DialogueStateTracker.update, "b55e6b1c724fa6e9"),
    (SlotSet.apply_to, "6de252a6d862ee47"),
    (ActionExecuted.apply_to, "c12dc00965af1844"),
)

# The actions start afresh after half an hour of silence: later there is nothing that
# a conversation would be kept for.
MOST_SECONDS = 30 * 60.0
# Some 5 kB each.
MOST_CONVERSATIONS = 20_000


class _Kept(NamedTuple):
    """A conversation: its slots where they are all that matters, else its events."""

    saved_at: float
    slots: str | None
    events: str | None


class RecentConversations(TrackerStore, SerializedTrackerAsText):
    """Keeps of a conversation what the next message needs.

    While the bot listens and nothing else is under way (no form, no pause, no action
    that must follow) that is the values of the slots: no policy of ours looks at
    earlier turns, and the actions remember by slots. In any other state all events
    are kept, as Rasa's own store does.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        most_conversations: int = MOST_CONVERSATIONS,
        most_seconds: float = MOST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        """Start without conversations.

        Args:
            domain: Rasa's domain, for the slots.
            event_broker: Gets each turn's events, whether or not they are kept.
            most_conversations: The one that was silent longest goes first.
            most_seconds: Silence after which a conversation is forgotten.
            clock: Gives the time in seconds.
            kwargs: What else Rasa hands on from ``endpoints.yml``.
        """
        super().__init__(domain, event_broker, **kwargs)
        self._most_conversations = int(most_conversations)
        self._most_seconds = float(most_seconds)
        self._clock = clock
        # The one that was saved last stands last.
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation, and forget those that are over."""
        await self.stream_events(tracker)
        now = self._clock()
        self._kept[tracker.sender_id] = (
            _Kept(now, _changed_slots(tracker), None)
            if _only_listens(tracker)
            else _Kept(now, None, self.serialise_tracker(tracker))
        )
        self._kept.move_to_end(tracker.sender_id)
        self._forget(now)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a conversation as it was left, or None if there is none."""
        self._forget(self._clock())
        kept = self._kept.get(sender_id)
        if kept is None:
            return None
        if kept.slots is None:
            return self.deserialise_tracker(sender_id, kept.events)
        values = json.loads(kept.slots)
        events: list[Event] = [SlotSet(name, value) for name, value in values.items()]
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        tracker = self.init_tracker(sender_id)
        for event in events:
            tracker.update(event)
        return tracker

    async def keys(self) -> Iterable[str]:
        """Return the senders of all conversations that are kept."""
        self._forget(self._clock())
        return list(self._kept)

    def _forget(self, now: float) -> None:
        while self._kept:
            first = next(iter(self._kept.values()))
            is_over = now - first.saved_at > self._most_seconds
            if not is_over and len(self._kept) <= self._most_conversations:
                return
            self._kept.popitem(last=False)


def _only_listens(tracker: DialogueStateTracker) -> bool:
    return (
        tracker.latest_action_name == ACTION_LISTEN_NAME
        and tracker.active_loop is None
        and tracker.followup_action is None
        and not tracker.is_paused()
    )


def _changed_slots(tracker: DialogueStateTracker) -> str:
    values = {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value
    }
    return json.dumps(values, ensure_ascii=False)
