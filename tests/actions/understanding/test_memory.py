"""What a conversation keeps, and how long."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml

from actions.understanding.form import Form, read_form
from actions.understanding.memory import Memory, as_slots, read_memory
from settings import ROOT

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
FULL = Memory(
    service="childcare",
    aspect="howto",
    whether=["热饭"],
    region="zhengzhou",
    period=2021,
    metrics=["care_family"],
    pending=["materials"],
    options=[{"title": "托管", "programme": "childcare", "aspect": "intro"}],
    failures=1,
    text="上一句",
    more="还有",
    sources=["某报《某文》2021"],
    envelope={"version": 1, "status": "answered"},
    form=Form(
        answers={"who": ["courier"]}, asked="member", skipped=[], offered=[]
    ).as_json(),
)


def _stored(memory: Memory, at: datetime = NOON) -> dict[str, Any]:
    """Give slots as the tracker store gives them back."""
    slots: dict[str, Any] = json.loads(json.dumps(as_slots(memory, at)))
    return slots


def test_all_of_it_survives_the_slots() -> None:
    found = read_memory(_stored(FULL), NOON + timedelta(minutes=1))
    assert asdict(found) == asdict(replace(FULL, at=NOON.isoformat()))


def test_every_slot_is_in_the_domain() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    assert set(as_slots(FULL, NOON)) == set(domain["slots"])


@pytest.mark.parametrize("slots", [{}, {"service": None, "dialogue": None}])
def test_a_new_conversation_is_empty(slots: dict[str, Any]) -> None:
    assert read_memory(slots, NOON) == Memory()


@pytest.mark.parametrize(
    ("silence", "kept"),
    [
        (timedelta(0), True),
        (timedelta(minutes=29, seconds=59), True),
        (timedelta(minutes=30), True),
        (timedelta(minutes=30, seconds=1), False),
        (timedelta(days=2), False),
    ],
)
def test_after_half_an_hour_of_silence_it_starts_afresh(
    silence: timedelta, kept: bool
) -> None:
    found = read_memory(_stored(FULL), NOON + silence)
    assert (found.service == "childcare") is kept
    assert (found == Memory()) is not kept


def test_silence_is_measured_across_time_zones() -> None:
    henan = NOON.astimezone(datetime.fromisoformat("2026-05-01T00:00+08:00").tzinfo)
    slots = _stored(FULL, henan)
    assert read_memory(slots, NOON + timedelta(minutes=5)).service == "childcare"
    assert read_memory(slots, NOON + timedelta(minutes=31)) == Memory()


def test_a_year_is_a_whole_number_again() -> None:
    slots = {**_stored(FULL), "period": 2021.0}
    found = read_memory(slots, NOON)
    assert found.period == 2021
    assert isinstance(found.period, int)


def test_what_was_offered_is_over_with_the_next_turn() -> None:
    found = FULL.updated({})
    assert replace(found, form=FULL.form) == replace(
        FULL, pending=(), options=(), failures=0, more=""
    )


def test_a_turn_changes_what_it_says() -> None:
    found = FULL.updated({"region": None, "pending": ["time"], "failures": 2})
    assert (found.region, found.pending, found.failures) == (None, ["time"], 2)
    assert found.service == "childcare"


def test_a_memory_has_no_other_parts() -> None:
    with pytest.raises(TypeError):
        FULL.updated({"mood": "good"})


def test_a_form_survives_and_waits_for_one_turn() -> None:
    found = read_memory(_stored(FULL), NOON)
    form = read_form(found.form)
    assert form is not None
    assert (form.answers, form.asked) == ({"who": ["courier"]}, "member")
    later = read_form(found.updated({}).form)
    assert later == replace(form, asked="", offered=())


def test_a_form_of_another_version_is_forgotten() -> None:
    assert read_form({"answers": {}, "colour": "red"}) is None
    assert read_form(None) is None
