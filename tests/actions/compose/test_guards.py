"""What comes before every answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.compose.guards import speaks_of_death
from actions.understanding.turn import Turn
from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

CARE: Named = ("programme", "childcare", "托管")
SNACKS: Named = ("lookalike", "小饭桌", "小饭桌")
DEATH: Named = ("signpost", "crisis", "不想活")
FIRE: Named = ("signpost", "emergency", "着火")


@pytest.mark.parametrize(
    ("read", "heard"),
    [
        pytest.param(turn("不想活了", "crisis"), True, id="sure"),
        pytest.param(
            turn("活着没意思", "smalltalk", sure=0.5, intents={"crisis": 0.35}),
            True,
            id="likely",
        ),
        pytest.param(
            turn("没意思", "smalltalk", sure=0.5, intents={"crisis": 0.2}),
            False,
            id="hardly",
        ),
        pytest.param(
            turn("不想活了还有托管吗", "ask_intro", DEATH, CARE), True, id="said"
        ),
        pytest.param(
            turn("热得不想活了哈哈", "smalltalk", DEATH, sure=0.9), False, id="joke"
        ),
        pytest.param(turn("宿舍着火了", "crisis", FIRE), False, id="fire"),
        pytest.param(turn("着火了不想活了", "crisis", FIRE, DEATH), True, id="both"),
        pytest.param(turn("托管咋报名", "ask_howto", CARE), False, id="question"),
    ],
)
def test_words_of_self_harm(read: Turn, heard: bool) -> None:
    assert speaks_of_death(read) is heard


def test_a_sigh_that_is_surely_something_else_is_no_crisis() -> None:
    topics = {"signpost:crisis": 0.61}
    assert not speaks_of_death(turn("算了", "correct", sure=0.999, topics=topics))
    assert speaks_of_death(turn("算了", "correct", sure=0.9, topics=topics))


@pytest.mark.parametrize(("length", "refused"), [(500, False), (501, True)])
def test_a_text_too_long_is_not_answered(
    view: View, length: int, refused: bool
) -> None:
    text = "托管" + "啊" * (length - 2)
    reply = reply_to(turn(text, "ask_howto", CARE), view)
    assert (reply.envelope.status == "refused") is refused


def test_what_only_looks_like_a_service_is_named_and_declined(view: View) -> None:
    reply = reply_to(turn("小饭桌咋报名", "ask_howto", SNACKS), view)
    assert reply.envelope.status == "out_of_scope"
    assert "小饭桌" in reply.text
    assert reply.envelope.as_dict()["service"] is None


def test_beside_a_service_it_does_not_matter(view: View) -> None:
    read = turn("小饭桌关了，托管咋报名", "ask_howto", SNACKS, CARE)
    assert reply_to(read, view).envelope.status == "answered"


def test_another_province_gets_none_of_ours(view: View) -> None:
    outside: Named = ("signpost", "other_province", "河北")
    reply = reply_to(turn("河北托管咋报名", "ask_howto", outside, CARE), view)
    assert reply.envelope.status == "signpost"
    answer = view.answer_for("childcare", "howto")
    assert answer is not None
    assert answer.text not in reply.text
    assert "河南" in reply.text


def test_an_emergency_gets_its_numbers(view: View) -> None:
    text = reply_to(turn("宿舍着火了", "crisis", FIRE), view).text
    assert "119" in text
    assert "12356" not in text


def test_what_was_typed_counts_however_much_it_shrank(view: View) -> None:
    pasted = replace(turn("喂喂喂", "smalltalk", kind="smalltalk/greet"), typed=3000)

    assert reply_to(pasted, view).envelope.status == "refused"
