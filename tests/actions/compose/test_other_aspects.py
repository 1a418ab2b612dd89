"""What is on record is told, whichever aspect it was filed under; else it is a gap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

ROOM: Named = ("programme", "nursing_room", "哺乳室")
CARE: Named = ("programme", "childcare", "托管")
FARM: Named = ("programme", "farm_purchase", "消费惠农")
UNION: Named = ("programme", "union_membership", "工会")


@pytest.mark.parametrize(
    "words", ["哺乳室是啥标准", "建哺乳室有什么要求", "哺乳室多大"]
)
def test_a_standard_is_no_sum_of_money(words: str, view: View) -> None:
    reply = reply_to(turn(words, "ask_amount", ROOM), view)

    assert reply.envelope.status == "answered"
    assert "10平方米" in reply.text
    assert "没有查实" not in reply.text


def test_money_for_what_has_none_on_record_is_a_gap(view: View) -> None:
    reply = reply_to(turn("哺乳室给补多少钱", "ask_amount", ROOM), view)

    assert reply.envelope.status == "gap"


def test_a_likely_question_of_another_aspect_comes_before_a_gap(view: View) -> None:
    faqs = {"nursing_room_area": (0.7, 0.5)}

    likely = reply_to(turn("哺乳室几平", "ask_amount", ROOM, faqs=faqs), view)
    two = turn(
        "哺乳室几平,谁能用",
        "ask_amount",
        ROOM,
        clauses=[("ask_amount", 0.9), ("ask_eligibility", 0.9)],
        faqs=faqs,
    )

    assert "10平方米" in likely.text
    assert "10平方米" not in reply_to(two, view).text


@pytest.mark.parametrize(("number", "told"), [("500", True), ("800", False)])
def test_a_named_number_is_answered_where_it_is_told(
    number: str, told: bool, view: View
) -> None:
    faqs = {"farm_500_everyone": (0.7, 0.5)}
    read = turn(f"消费惠农真发{number}吗", "ask_intro", FARM, faqs=faqs)
    read = replace(read, unnamed=f"真发{number}吗")

    reply = reply_to(read, view)

    assert ("faq" in reply.envelope.as_dict()["aspects"]) is told


@pytest.mark.parametrize(
    ("faq", "status"),
    [
        # 没有查到全省统一的收费标准 …
        pytest.param("childcare_free", "gap", id="tells that it is missing"),
        # 不会 … 资助的是办班单位
        pytest.param("childcare_subsidy_parent", "answered", id="tells what is asked"),
    ],
)
def test_a_published_question_that_finds_nothing_is_a_gap(
    faq: str, status: str, view: View
) -> None:
    reply = reply_to(
        turn("托管收费不", "ask_amount", CARE, faqs={faq: (0.99, 0.9)}), view
    )

    assert reply.envelope.status == status
    assert "faq" in reply.envelope.as_dict()["aspects"]
    assert status == "answered" or "12351" in reply.text


def test_what_is_not_collected_gives_way_to_a_likely_question(view: View) -> None:
    faqs = {"join_obstruct": (0.75, 0.55)}
    read = turn("拦着不让建工会犯不犯法", "ask_basis", UNION, faqs=faqs)

    assert "阻挠" in reply_to(read, view).text


def test_a_place_with_words_of_its_own_is_not_said_to_have_none(view: View) -> None:
    read = turn(
        "中原区有早饭没,在哪个点",
        "ask_intro",
        ("region", "zhengzhou_zhongyuan", "中原区"),
        ("programme", "breakfast", "早饭"),
        clauses=[("ask_intro", 0.9), ("ask_location", 0.9)],
        faqs={"breakfast_zhongyuan_points": (0.99, 0.8)},
    )

    reply = reply_to(read, view)

    assert "16个送餐点" in reply.text
    assert "单独的规定我这儿没有" not in reply.text
    assert reply.envelope.as_dict()["region"] == "中原区"


def test_how_to_find_a_place_is_told_though_not_all_are_on_record(view: View) -> None:
    read = turn(
        "驿站都在哪儿",
        "ask_location",
        ("programme", "rest_station", "驿站"),
        faqs={"rest_station_outdoor_places": (0.7, 0.5)},
    )

    assert "高德" in reply_to(read, view).text


def test_which_version_holds_is_an_answer(view: View) -> None:
    faqs = {"join_local_henan_reg": (0.99, 0.9)}
    assert view.faq("join_local_henan_reg")
    read = turn("工会条例哪一版", "ask_basis", UNION, faqs=faqs)

    assert reply_to(read, view).envelope.status == "answered"
