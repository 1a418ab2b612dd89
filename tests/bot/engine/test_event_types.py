"""An event's class is the one that Rasa finds."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.utils.common import all_subclasses

from bot.engine.event_types import resolve_by_type


def test_every_event_of_rasa_is_found_at_the_first_time_and_later() -> None:
    names = [event.type_name for event in all_subclasses(Event)]
    assert "slot" in names and "user" in names
    for _ in range(2):
        for name in names:
            assert resolve_by_type(name) is Event.resolve_by_type(name)


def test_an_unknown_event_is_refused_or_gets_the_default() -> None:
    for _ in range(2):
        assert resolve_by_type("nonsense", SlotSet) is SlotSet
        with pytest.raises(ValueError, match="nonsense"):
            resolve_by_type("nonsense")


def test_an_event_of_old_stays_without_class() -> None:
    assert resolve_by_type("topic") is None
