"""Several questions in one message."""

from __future__ import annotations

from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

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
