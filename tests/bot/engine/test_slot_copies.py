"""A copied slot is the same slot, and another object."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from rasa.shared.core import slots
from rasa.shared.core.slots import Slot

from bot.engine.slot_copies import CopiesOfSlots

VALUES: dict[type[Slot], Any] = {
    slots.TextSlot: "zhengzhou",
    slots.AnySlot: {"options": [1, 2]},
    slots.BooleanSlot: True,
    slots.FloatSlot: 0.5,
    slots.ListSlot: ["a", "b"],
}


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_copy_is_what_python_would_make(kind: type[Slot]) -> None:
    arguments = {} if kind is slots.AnySlot else {"influence_conversation": False}
    slot = kind("a slot", [], initial_value=None, **arguments)
    slot.value = VALUES[kind]
    ours, theirs = CopiesOfSlots.copy(slot), copy.copy(slot)
    assert type(ours) is type(theirs) is kind
    assert vars(ours) == vars(theirs)
    assert ours.value is slot.value
    ours.value = None
    assert slot.value == VALUES[kind]
    assert slot.has_been_set


def test_other_things_are_copied_as_ever() -> None:
    thing = [1, [2]]
    shallow, deep = CopiesOfSlots.copy(thing), CopiesOfSlots.deepcopy(thing)
    assert shallow == deep == thing
    assert shallow is not thing
    assert shallow[1] is thing[1]
    assert deep[1] is not thing[1]
