"""A service that has ended is recommended nowhere, and told only as what was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge import View
from tests.actions.content import (
    answer_of,
    retired,
    site_of,
    until,
    with_answers,
    with_sites,
)
from tests.actions.messages import Named, turn
from tests.actions.replies import TODAY, reply_to

STATION: Named = ("programme", "rest_station", "驿站")
NAME = "户外劳动者驿站"
YESTERDAY = TODAY - timedelta(days=1)
LIVING = ("intro", "eligibility", "howto")


def _ended(view: View) -> View:
    return retired(view, "rest_station", *LIVING, day=YESTERDAY)


def _offered(view: View, text: str, intent: str) -> str:
    reply = reply_to(turn(text, intent), view)
    titles = [button.title for button in reply.buttons]
    return "\n".join([reply.text, reply.more, *titles])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我能享受啥", "ask_finder"),
        ("都有哪些服务", "ask_list"),
        ("你好", "smalltalk"),
    ],
)
def test_it_is_not_offered(view: View, text: str, intent: str) -> None:
    assert NAME in _offered(view, text, intent)
    assert NAME not in _offered(_ended(view), text, intent)


def test_it_fits_nobody(view: View) -> None:
    asked = {"who": ["courier"]}
    assert "rest_station" in {fit.programme.id for fit in view.fits(asked)}
    found = _ended(view).fits(asked)
    assert found
    assert "rest_station" not in {fit.programme.id for fit in found}


def test_its_places_are_not_told(view: View) -> None:
    site = site_of(view, "二七驿站", "zhengzhou")
    read = turn(
        "郑州驿站在哪", "ask_location", STATION, ("region", "zhengzhou", "郑州")
    )
    there = with_sites(view, site)
    assert site.name in reply_to(read, there).text
    assert site.name not in reply_to(read, _ended(there)).text


def test_who_asks_for_it_is_told_first_that_it_is_over(view: View) -> None:
    reply = reply_to(turn("驿站是啥", "ask_intro", STATION), _ended(view))
    first, *rest = reply.text.splitlines()
    assert "2026年4月30日已经到期" in first
    assert "12351" in first
    assert answer_of(view, "rest_station", "intro", "henan").text in rest


@pytest.mark.parametrize("aspect", LIVING)
def test_it_goes_on_as_long_as_any_of_it_holds(view: View, aspect: str) -> None:
    answer = answer_of(view, "rest_station", "intro", "henan")
    last_day = replace(answer, validity=until(TODAY))
    ended = _ended(view)
    assert ended.has_ended("rest_station")
    content = with_answers(ended, "rest_station", aspect, [last_day])
    assert not content.has_ended("rest_station")


def test_it_may_have_ended_in_one_place_only(view: View) -> None:
    province = answer_of(view, "rest_station", "intro", "henan")
    luoyang = view.region("luoyang")
    assert luoyang is not None
    here = replace(province, id="here", region=luoyang)
    ended = _ended(view)
    intros = [*ended.answers("rest_station", "intro"), here]
    content = with_answers(ended, "rest_station", "intro", intros)
    assert not content.has_ended("rest_station", "luoyang")
    assert not content.has_ended("rest_station")
    assert content.has_ended("rest_station", "zhengzhou")


def test_of_what_nothing_is_told_nobody_knows_an_end(view: View) -> None:
    content = view
    for aspect in LIVING:
        content = with_answers(content, "rest_station", aspect, [])
    assert not content.has_ended("rest_station")


def test_what_goes_on_under_rules_that_ran_out_says_so(view: View) -> None:
    content = retired(view, "rest_station", "howto", day=YESTERDAY)
    (told,) = [
        line
        for line in _offered(content, "我送外卖的能享受啥", "ask_finder").splitlines()
        if line.startswith(f"▪ {NAME}")
    ]
    assert "“怎么办理”的说法已经到期" in told
    assert "到期" not in _offered(view, "我送外卖的能享受啥", "ask_finder")
