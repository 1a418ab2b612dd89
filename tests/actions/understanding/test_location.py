"""Positions as they come with a message."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from actions.understanding.datum import gcj02_from_wgs84
from actions.understanding.location import LOCATION_MESSAGE, Location, read_location
from actions.understanding.memory import Memory
from actions.understanding.turn import read_turn
from tests.actions.messages import message


def _sent(lat: Any = 34.76, lon: Any = 113.66, datum: Any = "gcj02") -> dict[str, Any]:
    return {"location": {"lat": lat, "lon": lon, "datum": datum}}


def test_it_is_kept_to_about_100_metres() -> None:
    read, trouble = read_location(_sent(34.757612, 113.665449))
    assert (read, trouble) == (Location(34.758, 113.665), "")


def test_a_browsers_is_converted() -> None:
    read, _ = read_location(_sent(34.76, 113.66, "wgs84"))
    assert read is not None
    expected = gcj02_from_wgs84(34.76, 113.66)
    assert (read.lat, read.lon) == pytest.approx(expected, abs=0.0006)
    assert (read.lat, read.lon) != (34.76, 113.66)


@pytest.mark.parametrize("metadata", [None, {}, {"location": None}, "34,113", []])
def test_none_was_sent(metadata: Any) -> None:
    assert read_location(metadata) == (None, "")


@pytest.mark.parametrize(
    "metadata",
    [
        _sent(lat=nan),
        _sent(lon=inf),
        _sent(lat="34.76"),
        _sent(lat=None),
        _sent(lat=True),
        _sent(lat=90.1),
        _sent(lon=-180.5),
        _sent(datum="bd09"),
        _sent(datum=None),
        {"location": [34.76, 113.66]},
        {"location": {"lat": 34.76, "datum": "gcj02"}},
    ],
)
def test_what_makes_no_sense_is_unreadable(metadata: Any) -> None:
    assert read_location(metadata) == (None, "unreadable")


@pytest.mark.parametrize("place", [(0, 0), (51.5, -0.12), (35.68, 139.69)])
def test_what_lies_outside_china_is_abroad(place: tuple[float, float]) -> None:
    assert read_location(_sent(*place, datum="wgs84")) == (None, "abroad")


def test_a_bare_position_is_not_read_as_words() -> None:
    sent = message(LOCATION_MESSAGE, "ask_figure", topics={"programme:culture": 0.9})
    turn = read_turn({**sent, "metadata": _sent()})
    assert (turn.only_locates, turn.intent) == (True, "inform")
    assert (turn.topics, turn.location) == ((), Location(34.76, 113.66))


def test_the_same_words_without_a_position_are_words() -> None:
    turn = read_turn(message(LOCATION_MESSAGE, "ask_location"))
    assert (turn.only_locates, turn.intent) == (False, "ask_location")


def test_a_question_may_bring_a_position() -> None:
    turn = read_turn({**message("驿站在哪", "ask_location"), "metadata": _sent()})
    assert (turn.only_locates, turn.intent) == (False, "ask_location")
    assert turn.location == Location(34.76, 113.66)


def test_a_position_replaces_the_region_of_the_talk() -> None:
    before = Memory(service="rest_station", region="luoyang")
    after = before.located(Location(34.76, 113.66))
    assert (after.region, after.service) == (None, "rest_station")
    assert after.location == Location(34.76, 113.66)
    assert before.located(None) == before
