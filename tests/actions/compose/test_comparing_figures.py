"""Years side by side: never as rise or fall, never summed."""

from __future__ import annotations

import pytest

from knowledge import View
from tests.actions.figure_questions import faults_of_figures, figures_in, how_many
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

TWO_YEARS: tuple[Named, ...] = (("year", 2020, "2020"), ("year", 2021, "2021年"))
STATION: Named = ("programme", "rest_station", "驿站")


@pytest.mark.parametrize("intent", ["ask_compare", "ask_figure"])
def test_both_years_stand_with_what_keeps_them_apart(view: View, intent: str) -> None:
    read = turn(
        "驿站2020和2021年一共建了多少",
        intent,
        STATION,
        *TWO_YEARS,
        metrics={"station_new": 0.9},
    )
    reply = reply_to(read, view)
    assert {"r20_station", "t21_station"} <= set(figures_in(reply))
    assert "2021年目标只数“规范化户外劳动者驿站”" in reply.text
    assert "不能直接比高低，也不能相加" in reply.text
    assert "4507" not in reply.text
    assert not list(faults_of_figures(reply, view))
    assert reply.envelope.as_dict()["aspects"] == ["figure", "compare"]


def test_a_year_without_figure_is_named(view: View) -> None:
    read = turn(
        "2020年文化活动比2019年多吗",
        "ask_compare",
        ("programme", "culture", "文化活动"),
        ("year", 2020, "2020年"),
        ("year", 2019, "2019年"),
        metrics={"culture_events": 0.9},
    )
    reply = reply_to(read, view)
    assert reply.envelope.status == "gap"
    assert "2019年" in reply.text.splitlines()[0]
    assert "没有" in reply.text.splitlines()[0]
    assert "r20_culture" in figures_in(reply)


def test_what_was_counted_under_another_name_is_shown(view: View) -> None:
    read = how_many("建制率降了吗", "bargain_rate", intent="ask_compare")
    reply = reply_to(read, view)
    assert {"r20_bargain_rate", "t21_bargain"} <= set(figures_in(reply))
    assert "动态建制率" in reply.text
    assert not list(faults_of_figures(reply, view))


def test_every_pair_that_is_shown_is_warned_of(view: View) -> None:
    """Of three figures that nobody may compare, one reason is not enough."""
    read = how_many("驿站哪年多", "station_new", "rest_station", intent="ask_compare")
    reply = reply_to(read, view)
    pairs = view.incomparable(figures_in(reply))
    assert len(pairs) > 1
    for pair in pairs:
        assert pair.reason.rstrip("。") in reply.text


def test_a_question_that_is_published_is_not_a_comparison(view: View) -> None:
    faq = view.faq("medical_same_thing")
    assert faq is not None
    read = turn(
        "惠工保跟省里的大病互助是一回事吗",
        "ask_compare",
        ("programme", "medical_aid", "大病互助"),
        faqs={faq.id: (0.9, 0.9)},
    )
    reply = reply_to(read, view)
    assert faq.text in reply.text
    assert figures_in(reply) == []


def test_nothing_to_compare_is_asked_back(view: View) -> None:
    reply = reply_to(turn("哪年多", "ask_compare"), view)
    assert reply.envelope.status == "clarify"
    assert reply.buttons
    assert {button.aspect for button in reply.buttons} == {"figure"}
