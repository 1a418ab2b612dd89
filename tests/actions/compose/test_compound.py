"""Several questions in one message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.understanding.parts import Clause
from actions.understanding.resolve import resolve
from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import EMPTY, reply_to

STATION: Named = ("programme", "rest_station", "驿站")
ROOM: Named = ("programme", "nursing_room", "母婴室")
AID: Named = ("programme", "legal_aid", "法律援助")
CLAUSES = [("ask_materials", 0.9), ("ask_location", 0.9)]


def test_aspects_are_answered_in_the_order_they_were_asked(view: View) -> None:
    read = turn("法律援助要啥材料,去哪办", "ask_location", AID, clauses=CLAUSES)
    reply = reply_to(read, view)
    first = answer_of(view, "legal_aid", "materials", "henan").text
    second = answer_of(view, "legal_aid", "location", "china").text
    assert 0 <= reply.text.find(first) < reply.text.find(second)
    assert reply.envelope.as_dict()["aspects"] == ["materials", "location"]
    assert reply.remember["aspect"] == "location"


def test_services_are_answered_in_the_order_they_were_named(view: View) -> None:
    reply = reply_to(turn("驿站和母婴室是啥", "ask_intro", STATION, ROOM), view)
    first = answer_of(view, "rest_station", "intro", "henan").text
    second = answer_of(view, "nursing_room", "intro", "henan").text
    assert 0 <= reply.text.find(first) < reply.text.find(second)
    assert reply.envelope.as_dict()["service"] == "rest_station"


def test_each_part_names_its_own_source(view: View) -> None:
    reply = reply_to(turn("驿站和母婴室是啥", "ask_intro", STATION, ROOM), view)
    sent = [source["title"] for source in reply.envelope.as_dict()["sources"]]
    for programme in ("rest_station", "nursing_room"):
        source = answer_of(view, programme, "intro", "henan").sources[0]
        assert source.title in sent
        assert source.publisher in reply.text


def test_half_an_answer_says_which_half_is_missing(view: View) -> None:
    empty = with_answers(view, "legal_aid", "materials", [])
    read = turn("法律援助要啥材料,去哪办", "ask_location", AID, clauses=CLAUSES)
    reply = reply_to(read, empty)
    assert reply.envelope.status == "answered"
    assert answer_of(view, "legal_aid", "location", "china").text in reply.text
    assert "要什么材料，我这儿还没有查实的内容" in reply.text
    assert "12351" in reply.text


def test_what_answers_two_aspects_is_said_once(view: View) -> None:
    howto = answer_of(view, "legal_aid", "howto", "henan")
    same = with_answers(view, "legal_aid", "materials", [howto])
    clauses = [("ask_howto", 0.9), ("ask_materials", 0.9)]
    read = turn("法律援助咋办,带啥", "ask_howto", AID, clauses=clauses)
    reply = reply_to(read, same)
    assert reply.text.count(howto.text) == 1


@pytest.mark.parametrize(
    ("text", "order"),
    [("驿站和早餐咋领", (0, 1)), ("早餐和驿站咋领", (1, 0)), ("驿站咋领", (0,))],
)
def test_what_is_beside_a_name_is_answered_too(
    view: View, text: str, order: tuple[int, ...]
) -> None:
    """早餐 is no name of a service: only the topic tells which is meant."""
    topics = {"programme:breakfast": 0.9, "programme:rest_station": 0.1}
    question = resolve(turn(text, "ask_howto", STATION, topics=topics), EMPTY, view)
    both = ("rest_station", "breakfast")
    assert list(question.programmes) == [both[place] for place in order]


def test_a_gap_of_the_second_service_points_to_its_own_content(view: View) -> None:
    reply = reply_to(turn("驿站和母婴室在哪", "ask_location", STATION, ROOM), view)
    _, room = reply.text.split("\n\n", 1)
    assert "爱心母婴室" in room
    assert "驿站" not in room


def test_each_service_is_told_what_was_asked_of_it(view: View) -> None:
    text = "法律援助要啥材料,驿站在哪"
    read = turn(text, "ask_materials", AID, STATION)
    clauses = [Clause(0, 8, "ask_materials", 0.9), Clause(9, 13, "ask_location", 0.9)]
    reply = reply_to(replace(read, clauses=clauses), view)
    assert "法律援助与欠薪维权·要什么材料" in reply.text
    assert "户外劳动者驿站·在哪儿" in reply.text
    assert "法律援助与欠薪维权·在哪儿" not in reply.text


def test_more_than_three_are_offered_rather_than_told(view: View) -> None:
    care: Named = ("programme", "childcare", "托管")
    text = "驿站、母婴室、法律援助和托管是啥"
    reply = reply_to(turn(text, "ask_intro", STATION, ROOM, AID, care), view)
    assert reply.text.count("【") == 3
    assert "职工子女爱心托管·是什么" not in reply.text
    assert [button.title for button in reply.buttons] == ["职工子女爱心托管是什么"]


def test_a_gap_does_not_tell_what_is_told_next(view: View) -> None:
    care: Named = ("programme", "childcare", "托管")
    read = turn(
        "托管要啥材料咋报名",
        "ask_materials",
        care,
        intents={"ask_howto": 0.02},
    )
    reply = reply_to(read, view)
    howto = answer_of(view, "childcare", "howto", "henan").text
    assert reply.text.count(howto) == 1
    assert reply.envelope.as_dict()["aspects"] == ["materials", "howto"]


@pytest.mark.parametrize(
    ("text", "second", "aspects"),
    [
        ("托管咋报名多少钱", 0.01, ["howto", "amount"]),
        ("托管咋报名", 0.01, ["howto"]),
        ("托管咋报名多少钱", 0.001, ["howto"]),
    ],
)
def test_two_words_that_ask_are_two_questions(
    view: View, text: str, second: float, aspects: list[str]
) -> None:
    care: Named = ("programme", "childcare", "托管")
    read = turn(text, "ask_howto", care, intents={"ask_amount": second})
    assert list(resolve(read, EMPTY, view).aspects) == aspects
