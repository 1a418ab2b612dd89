"""Asking back."""

from __future__ import annotations

import pytest

from actions.understanding.aspects import ASPECT_OF_INTENT
from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.messages import turn
from tests.actions.replies import remembered, reply_to

VAGUE = {"none": 0.6, "programme:green_travel": 0.2, "programme:childcare": 0.1}
INTENTS = sorted(set(ASPECT_OF_INTENT) - {"ask_figure", "complain"})


@pytest.mark.parametrize("intent", INTENTS)
def test_up_to_three_services_are_offered_those_with_content_first(
    view: View, intent: str
) -> None:
    aspect = ASPECT_OF_INTENT[intent]
    reply = reply_to(turn("这个咋弄", intent, topics=VAGUE), view)
    assert reply.envelope.status == "clarify"
    assert reply.envelope.as_dict()["aspects"] == [aspect]
    assert 2 <= len(reply.buttons) <= 3
    has = [_has(view, button.programme, aspect) for button in reply.buttons]
    assert has == sorted(has, reverse=True)
    assert any(has)
    names = [button.title for button in reply.buttons]
    assert len(set(names)) == len(names)


def test_the_likeliest_with_content_comes_first(view: View) -> None:
    assert _has(view, "childcare", "howto")
    reply = reply_to(
        turn("这个咋弄", "ask_howto", topics={"none": 0.6, "programme:childcare": 0.3}),
        view,
    )
    assert reply.buttons[0].programme == "childcare"


def test_a_button_asks_the_whole_question(view: View) -> None:
    reply = reply_to(turn("要带啥", "ask_materials", topics=VAGUE), view)
    assert reply.buttons
    for button in reply.buttons:
        assert button.title in button.payload
        assert "材料" in button.payload
        assert button.aspect == "materials"


def test_what_was_asked_waits_for_the_service(view: View) -> None:
    clauses = [("ask_materials", 0.9), ("ask_location", 0.9)]
    read = turn(
        "郑州要带啥,去哪",
        "ask_location",
        ("region", "zhengzhou", "郑州"),
        clauses=clauses,
        topics=VAGUE,
    )
    memory = remembered(reply_to(read, view))
    assert memory.pending == ["materials", "location"]
    assert memory.region == "zhengzhou"
    assert memory.service is None


def test_a_place_alone_is_asked_back(view: View) -> None:
    reply = reply_to(turn("郑州", "inform", ("region", "zhengzhou", "郑州")), view)
    assert reply.envelope.status == "clarify"
    assert reply.remember["region"] == "zhengzhou"


def test_not_understood_offers_the_nearest(view: View) -> None:
    topics = {"programme:childcare": 0.3, "programme:rest_station": 0.05}
    reply = reply_to(turn("啥啥", "nlu_fallback", topics=topics), view)
    assert reply.envelope.status == "not_understood"
    assert [button.programme for button in reply.buttons] == ["childcare"]
    assert remembered(reply).failures == 1


def test_not_understood_and_nothing_near_offers_services(view: View) -> None:
    reply = reply_to(turn("啥啥", "nlu_fallback", topics={"none": 0.9}), view)
    assert reply.envelope.status == "not_understood"
    services = {service.id for service in view.programmes("service")}
    assert 1 <= len(reply.buttons) <= 3
    assert {button.programme for button in reply.buttons} <= services


def test_the_second_time_a_person_is_offered_too(view: View) -> None:
    once = Memory(failures=1)
    reply = reply_to(turn("啥啥", "nlu_fallback", topics={"none": 0.9}), view, once)
    assert "12351" in reply.text
    assert reply.buttons[-1].title == "找人工"
    assert len(reply.buttons) <= 4
    assert remembered(reply).failures == 2


def test_asked_back_twice_a_person_is_offered_too(view: View) -> None:
    first = reply_to(turn("这个咋弄", "ask_howto", topics=VAGUE), view)
    assert "找人工" not in [button.title for button in first.buttons]
    again = turn("要带啥", "ask_materials", topics=VAGUE)
    second = reply_to(again, view, remembered(first))
    assert second.envelope.status == "clarify"
    assert "12351" in second.text
    assert second.buttons[-1].title == "找人工"


def test_a_question_back_and_then_not_understood_are_two_failures(view: View) -> None:
    asked = reply_to(turn("这个咋弄", "ask_howto", topics=VAGUE), view)
    lost = turn("啥啥", "nlu_fallback", topics={"none": 0.9})
    reply = reply_to(lost, view, remembered(asked))
    assert reply.envelope.status == "not_understood"
    assert "12351" in reply.text


def test_an_answer_in_between_ends_the_failures(view: View) -> None:
    answered = turn("托管班咋报", "ask_howto", ("programme", "childcare", "托管班"))
    reply = reply_to(answered, view, Memory(failures=1))
    assert remembered(reply).failures == 0


def _has(view: View, programme: str | None, aspect: str) -> bool:
    assert programme is not None
    return aspect in view.available_aspects(programme)
