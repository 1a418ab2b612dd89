"""What is not on record is said not to be."""

from __future__ import annotations

import pytest

from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

CARE: Named = ("programme", "childcare", "托管")


def test_a_known_gap_is_told_as_what_is_missing(view: View) -> None:
    gap = view.known_gap("childcare", "amount")
    assert gap is not None
    reply = reply_to(turn("托管多少钱", "ask_amount", CARE), view)
    assert reply.envelope.status == "gap"
    assert gap.text.rstrip("。") in reply.text
    assert "12351" in reply.text
    assert reply.envelope.as_dict()["service"] == "childcare"
    assert reply.envelope.as_dict()["aspects"] == ["amount"]
    assert reply.envelope.as_dict()["region"] is None


def test_an_unknown_gap_names_service_aspect_and_place(view: View) -> None:
    empty = with_answers(view, "childcare", "contact", [])
    empty = with_answers(empty, "childcare", "howto", [])
    read = turn("漯河托管打哪", "ask_contact", CARE, ("region", "luohe", "漯河"))
    reply = reply_to(read, empty)
    assert reply.envelope.status == "gap"
    assert "漯河市“职工子女爱心托管”找谁、打哪个电话" in reply.text
    assert "没有查实" in reply.text
    assert "12351" in reply.text
    assert reply.envelope.as_dict()["sources"] == []


def test_a_gap_tells_what_is_related(view: View) -> None:
    near = answer_of(view, "childcare", "howto", "henan")
    reply = reply_to(turn("托管要啥材料", "ask_materials", CARE), view)
    assert reply.envelope.status == "gap"
    assert near.text in reply.text


def test_what_is_related_in_another_city_is_not_told(view: View) -> None:
    own = answer_of(view, "childcare", "howto", "zhengzhou")
    only = with_answers(view, "childcare", "howto", [own])
    read = turn("漯河托管要啥材料", "ask_materials", CARE, ("region", "luohe", "漯河"))
    reply = reply_to(read, only)
    assert reply.envelope.status == "gap"
    assert own.text not in reply.text + reply.more


def test_a_gap_offers_what_can_be_answered(view: View) -> None:
    reply = reply_to(turn("托管要啥材料", "ask_materials", CARE), view)
    offered = [button.aspect for button in reply.buttons if button.aspect]
    assert offered
    for aspect in offered:
        assert view.answer_for("childcare", aspect) is not None


@pytest.mark.parametrize("sure", [0.2, 0.29])
def test_an_unsure_aspect_without_content_tells_the_whole_instead(
    view: View, sure: float
) -> None:
    intro = answer_of(view, "childcare", "intro", "henan")
    reply = reply_to(turn("托管那个", "ask_materials", CARE, sure=sure), view)
    assert reply.envelope.status == "answered"
    assert intro.text in reply.text


def test_a_campaign_without_content_has_its_services(view: View) -> None:
    assert not view.answers("eight_groups", "howto")
    wider = answer_of(view, "union_membership", "howto", "china")
    named: Named = ("programme", "eight_groups", "八大群体")
    reply = reply_to(turn("八大群体咋入会", "ask_howto", named), view)
    assert reply.envelope.status == "answered"
    assert wider.text in reply.text


def test_a_list_of_addresses_is_asked_for_where_they_are(view: View) -> None:
    """所有驿站的地址名单 reads half as a list: no reason to tell what a station is."""
    station: Named = ("programme", "rest_station", "驿站")
    read = turn(
        "给我所有驿站的地址名单",
        "ask_location",
        station,
        sure=0.54,
        intents={"ask_list": 0.45},
    )
    reply = reply_to(read, view)
    assert reply.envelope.as_dict()["aspects"] == ["location"]
