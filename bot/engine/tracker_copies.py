"""In place of ``DialogueStateTracker.copy`` of Rasa 3.6.21.

Rasa copies a conversation twice a message, by going through all of it once more. What
that comes to is what the conversation already is: here it is taken over.
"""

from __future__ import annotations

from rasa.shared.core import events, trackers
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.replacement import Replacement
from bot.engine.slot_copies import CopiesOfSlots

_copy = DialogueStateTracker.copy
# What each of these does to a conversation, it has done to this one already.
_PLAIN = (
    SlotSet,
    UserUttered,
    ActionExecuted,
    BotUttered,
    SessionStarted,
    DefinePrevUserUtteredFeaturization,
)


def copy(self: DialogueStateTracker) -> DialogueStateTracker:
    """Copy a conversation; its events stay the same objects, as in Rasa's copy."""
    if not _is_plain(self):
        found: DialogueStateTracker = _copy(self)
        return found
    copied = DialogueStateTracker.__new__(DialogueStateTracker)
    copied.__dict__.update(self.__dict__)
    copied.events = self._create_events(self.events)
    copied.slots = {name: CopiesOfSlots.copy(slot) for name, slot in self.slots.items()}
    # Rasa's copy forgets these, so that events that are tried out are not signed.
    copied.sender_source = copied.model_id = copied.assistant_id = None
    return copied


def _is_plain(tracker: DialogueStateTracker) -> bool:
    """Whether nothing but talk has happened, with an action at one time."""
    kinds = set(map(type, tracker.events))
    return (
        type(tracker) is DialogueStateTracker
        and type(tracker.slots) is dict
        and ActionExecuted in kinds
        and kinds.issubset(_PLAIN)
        # What only a form, a pause or a chosen action leaves behind.
        and tracker.followup_action is None
        and tracker.active_loop is None
        and not tracker.is_paused()
        and bool(tracker.sender_id)
    )


TRACKER_COPIES = Replacement(
    DialogueStateTracker,
    "copy",
    copy,
    known=(
        (trackers, "33eababde59f2ef8"),
        (events, "f1a1ae297bee6c48"),
    ),
)
