"""A message that asks for several numbers is told all of them."""

from __future__ import annotations

import pytest

from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.content import answer_of
from tests.actions.figure_questions import faults_of_figures, figures_in, how_many
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

IN_2020: Named = ("year", 2020, "2020年")
AID: Named = ("programme", "medical_aid", "大病互助")
STATION: Named = ("programme", "rest_station", "驿站")


@pytest.mark.parametrize(
    ("text", "programme", "ranked", "figures"),
    [
        (
            "赔了多少人,赔出去多少钱",
            "medical_aid",
            "aid_paid_people",
            ["r20_med_people", "r20_med_money"],
        ),
        (
            "演了多少场,来看的人有多少",
            "culture",
            "culture_events",
            ["r20_culture", "r20_culture_people"],
        ),
        (
            "签成几份,管了多少家企业多少职工",
            "bargaining_offer",
            "contract_signed",
            ["r20_contract", "r20_bargain_firm", "r20_bargain_worker"],
        ),
        (
            "去了多少劳模,医护去了多少人",
            "recuperation",
            "rest_medic",
            ["r20_rest_model", "r20_rest_medic"],
        ),
    ],
)
def test_all_numbers_of_a_service_are_told_in_order(
    view: View, text: str, programme: str, ranked: str, figures: list[str]
) -> None:
    reply = reply_to(how_many(text, ranked, programme, year=2020), view)
    assert figures_in(reply) == figures
    assert reply.envelope.status == "answered"
    assert not list(faults_of_figures(reply, view))


def test_what_stands_side_by_side_is_told_side_by_side(view: View) -> None:
    read = how_many(
        "新发展会员和新成立的工会各多少", "member_new", "flexible_workers", year=2020
    )
    assert figures_in(reply_to(read, view)) == ["r20_member", "r20_union"]


def test_what_the_year_lacks_is_said_to_be_missing(view: View) -> None:
    read = how_many("建了多少家花了多少钱", "station_new", "rest_station", year=2020)
    reply = reply_to(read, view)
    assert figures_in(reply) == ["r20_station"]
    assert "2020年“驿站投入资金”的数字我这儿没有" in reply.text


def test_what_nothing_counts_is_said_to_be_missing(view: View) -> None:
    read = how_many("花了多少钱,设了几个点", "breakfast_fund", "breakfast", year=2020)
    reply = reply_to(read, view)
    assert figures_in(reply) == ["r20_bf_money"]
    assert "别的数，“环卫工人免费早餐”在河南省的数字里我这儿没有" in reply.text


def test_each_of_two_services_is_told_its_own(view: View) -> None:
    read = turn(
        "2020年大病互助赔了多少人，驿站建了多少家",
        "ask_figure",
        IN_2020,
        AID,
        STATION,
        metrics={"aid_paid_people": 0.8, "station_new": 0.15},
        topics={"programme:medical_aid": 0.6, "programme:rest_station": 0.4},
    )
    reply = reply_to(read, view)
    assert figures_in(reply) == ["r20_med_people", "r20_station"]


def test_one_without_figures_does_not_hide_the_others(view: View) -> None:
    read = turn(
        "绿色出行和驿站2020年各啥数",
        "ask_figure",
        ("programme", "green_travel", "绿色出行"),
        STATION,
        IN_2020,
        metrics={"station_total": 0.1},
    )
    reply = reply_to(read, view)
    assert figures_in(reply) == ["r20_station"]
    assert "“工会会员绿色出行”我这儿没有公布过的数字" in reply.text


def test_a_number_and_another_aspect_are_both_answered(view: View) -> None:
    read = turn(
        "永城有几座驿站,谁能进",
        "ask_eligibility",
        ("region", "shangqiu_yongcheng", "永城"),
        STATION,
        clauses=[("ask_figure", 0.9), ("ask_eligibility", 0.9)],
        metrics={"station_total": 0.95},
    )
    reply = reply_to(read, view)
    assert figures_in(reply) == ["x_2023_yongcheng_station"]
    assert reply.envelope.as_dict()["aspects"] == ["figure", "eligibility"]
    assert reply.text.index("37座") < reply.text.index("【")


def test_another_aspect_is_answered_where_no_figure_is_on_record(view: View) -> None:
    read = turn(
        "2020年绿色出行花了多少钱,咋申请",
        "ask_figure",
        IN_2020,
        ("programme", "green_travel", "绿色出行"),
        clauses=[("ask_figure", 0.9), ("ask_howto", 0.9)],
    )
    reply = reply_to(read, view)
    howto = answer_of(view, "green_travel", "howto", "henan_kejiaowenwei").text
    missing = reply.text.index("我这儿没有公布过的数字")
    assert missing < reply.text.index(howto)
    assert reply.envelope.status == "answered"
    assert reply.envelope.as_dict()["aspects"] == ["figure", "howto"]


def test_a_unit_alone_asks_on(view: View) -> None:
    memory = Memory(
        service="breakfast", aspect="figure", period=2020, metrics=["breakfast_fund"]
    )
    reply = reply_to(turn("人次呢", "inform"), view, memory)
    assert figures_in(reply) == ["r20_bf_people"]


def test_what_was_done_is_no_rate(view: View) -> None:
    """完成 holds the 成 of 几成, and asks for no share."""
    read = how_many(
        "协商完成多少,签了多少份", "bargain_rate", "bargaining_offer", year=2020
    )
    assert figures_in(reply_to(read, view)) == ["r20_bargain_firm", "r20_contract"]
