"""Which services are meant, in which order, and what is asked of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from actions.understanding.naming import named_programmes, own_aspects
from actions.understanding.parts import Clause
from actions.understanding.turn import Turn
from knowledge import View
from tests.actions.messages import Named, turn

CARE: Named = ("programme", "childcare", "托管")
AID: Named = ("programme", "medical_aid", "大病互助")
STATION: Named = ("programme", "rest_station", "驿站")
HENAN: Named = ("region", "henan", "河南")


@pytest.mark.parametrize(
    ("text", "named", "meant"),
    [
        ("大病互助和早餐多少钱", [AID], ["medical_aid", "breakfast"]),
        ("早餐跟大病互助多少钱", [AID], ["breakfast", "medical_aid"]),
        ("想问下早餐和驿站在哪", [STATION], ["breakfast", "rest_station"]),
        ("托管、早餐、驿站咋办", [CARE, STATION],
         ["childcare", "breakfast", "rest_station"]),
        ("托管多少钱,早餐呢", [CARE], ["childcare", "breakfast"]),
        ("驿站和超市在哪", [STATION], ["rest_station"]),
        ("托管接孩子,早餐没吃", [CARE], ["childcare"]),
        ("托管和早餐店加盟", [CARE], ["childcare"]),
        # Names of services begin with 河南, and a place is no part of one.
        ("全国驿站在哪,河南呢", [STATION, HENAN], ["rest_station"]),
        ("托管咋办,河南早餐呢", [CARE, HENAN], ["childcare", "breakfast"]),
    ],
)  # fmt: skip
def test_half_a_name_beside_a_name_is_enough(
    view: View, text: str, named: list[Named], meant: list[str]
) -> None:
    """早餐 is no name: nothing but standing beside one tells that it is meant."""
    topics = {f"programme:{one[1]}": 0.4 for one in named}
    read = turn(text, "ask_amount", *named, topics=topics)
    assert list(named_programmes(read, view)) == meant


def test_what_may_be_several_services_is_the_likeliest_or_none(view: View) -> None:
    asked = "托管和补助都咋领"
    sure = turn(asked, "ask_howto", CARE, topics={"programme:hardship_aid": 0.3})
    assert list(named_programmes(sure, view)) == ["childcare", "hardship_aid"]
    unsure = turn(asked, "ask_howto", CARE, topics={"none": 0.9})
    assert list(named_programmes(unsure, view)) == ["childcare"]


def test_two_services_of_which_each_is_asked_are_both_meant(view: View) -> None:
    topics = {"programme:medical_aid": 0.98, "programme:childcare": 0.01}
    both = turn("托管咋报名大病互助咋报销", "ask_howto", CARE, AID, topics=topics)
    assert list(named_programmes(both, view)) == ["childcare", "medical_aid"]
    one = turn("办了托管能参加大病互助不", "ask_howto", CARE, AID, topics=topics)
    assert list(named_programmes(one, view)) == ["medical_aid"]


@pytest.mark.parametrize(
    ("text", "clauses", "own"),
    [
        (
            "托管咋报名,大病互助多少钱",
            [(0, 5, "ask_howto"), (6, 13, "ask_amount")],
            {"childcare": ["howto"], "medical_aid": ["amount"]},
        ),
        (
            "托管咋报名,多少钱,大病互助呢",
            [(0, 5, "ask_howto"), (6, 9, "ask_amount"), (10, 15, "inform")],
            {"childcare": ["howto", "amount"], "medical_aid": ["amount"]},
        ),
        ("托管和大病互助咋报名", [], {}),
    ],
)
def test_each_clause_asks_of_its_own_service(
    view: View,
    text: str,
    clauses: list[tuple[int, int, str]],
    own: Mapping[str, list[str]],
) -> None:
    read = _with_clauses(turn(text, "ask_howto", CARE, AID), clauses)
    assert own_aspects(read, ["childcare", "medical_aid"], ["howto"], view) == own


def test_what_no_clause_is_sure_of_is_asked_of_the_service_left(view: View) -> None:
    read = turn("托管丢了咋弄,大病互助多少钱", "ask_howto", CARE, AID)
    clauses = [Clause(0, 6, "ask_howto", 0.4), Clause(7, 14, "ask_amount", 0.9)]
    own = own_aspects(
        replace(read, clauses=clauses),
        ["childcare", "medical_aid"],
        ["howto", "amount"],
        view,
    )
    assert own == {"childcare": ["howto"], "medical_aid": ["amount"]}


@pytest.mark.parametrize(
    ("first", "meant"),
    [
        ("ask_amount", ["childcare", "medical_aid"]),
        ("inform", ["childcare", "medical_aid"]),
        ("smalltalk", ["medical_aid"]),
    ],
)
def test_names_in_clauses_that_ask_are_all_meant(
    view: View, first: str, meant: list[str]
) -> None:
    topics = {"programme:medical_aid": 0.98, "programme:childcare": 0.01}
    read = turn("说托管的事,大病互助多少钱", "ask_amount", CARE, AID, topics=topics)
    clauses = [Clause(0, 5, first, 0.9), Clause(6, 13, "ask_amount", 0.9)]
    assert list(named_programmes(replace(read, clauses=clauses), view)) == meant


def _with_clauses(read: Turn, clauses: list[tuple[int, int, str]]) -> Turn:
    return replace(read, clauses=[Clause(*clause, 0.9) for clause in clauses])
