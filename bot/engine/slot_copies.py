"""In place of ``copy`` in ``rasa.shared.core.trackers`` of Rasa 3.6.21.

Rasa copies every slot whenever it looks back at a conversation, some six times a
message, and Python takes a long way to copy an object.
"""

from __future__ import annotations

import copy
from typing import TypeVar

from rasa.shared.core import trackers
from rasa.shared.core.slots import Slot

from bot.engine.replacement import Replacement

_Thing = TypeVar("_Thing")


class CopiesOfSlots:
    """What the module knows as ``copy``."""

    deepcopy = staticmethod(copy.deepcopy)

    @staticmethod
    def copy(thing: _Thing) -> _Thing:
        """Copy a thing, its values staying the same objects."""
        if not isinstance(thing, Slot):
            return copy.copy(thing)
        slot: _Thing = object.__new__(thing.__class__)
        slot.__dict__.update(thing.__dict__)
        return slot


SLOT_COPIES = Replacement(
    trackers,
    "copy",
    CopiesOfSlots,
    known=(
        (trackers, "33eababde59f2ef8"),
        (Slot, "0a694d68aef36732"),
        (copy.copy, "99ed800055d44c83"),
    ),
)
