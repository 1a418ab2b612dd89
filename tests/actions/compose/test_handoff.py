"""A person, with the hours that are on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.understanding.memory import Memory
from actions.understanding.turn import Turn
from knowledge import View
from tests.actions.content import answer_of, with_answers
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to


def test_a_person_is_reached_at_the_hotline(view: View) -> None:
    contact = answer_of(view, "hotline", "contact", "henan")
    reply = reply_to(turn("转人工", "handoff"), view)
    assert reply.envelope.status == "handoff"
    assert "12351" in reply.text
    assert contact.text in reply.text
    assert contact.sources[0].publisher in reply.text
    assert reply.envelope.as_dict()["sources"]


def test_the_hours_are_those_of_the_knowledge_base(view: View) -> None:
    contact = answer_of(view, "hotline", "contact", "henan")
    changed = replace(contact, text="热线周一到周五接听。")
    content = with_answers(view, "hotline", "contact", [changed])
    text = reply_to(turn("转人工", "handoff"), content).text
    assert "热线周一到周五接听。" in text
    assert "24小时" not in text


def test_without_hours_on_record_the_number_stays(view: View) -> None:
    content = with_answers(view, "hotline", "contact", [])
    reply = reply_to(turn("转人工", "handoff"), content)
    assert "12351" in reply.text
    assert "24小时" not in reply.text
    assert reply.envelope.status == "handoff"


def test_no_other_reply_tells_hours_by_itself(view: View) -> None:
    """Hours are content: where the knowledge base has none, none are told."""
    content = with_answers(view, "hotline", "contact", [])
    content = with_answers(content, "hotline", "complaint", [])
    for read in (turn("啥啥", "nlu_fallback"), turn("工会不管事", "complain")):
        reply = reply_to(read, content, Memory(failures=1))
        assert "24小时" not in reply.text


def test_a_complaint_without_service_names_the_hotline(view: View) -> None:
    reply = reply_to(turn("工会不管事", "complain"), view)
    assert "12351" in reply.text
    assert reply.envelope.as_dict()["aspects"] == ["complaint"]
    assert reply.envelope.as_dict()["sources"]


def test_a_complaint_about_a_service_has_its_own_answer(view: View) -> None:
    own = answer_of(view, "childcare", "complaint", "henan")
    named: Named = ("programme", "childcare", "托管")
    assert own.text in reply_to(turn("托管没人管", "complain", named), view).text


def test_nobody_is_told_where_to_complain_on_a_guess(view: View) -> None:
    own = answer_of(view, "childcare", "complaint", "henan")
    intro = answer_of(view, "childcare", "intro", "henan")
    named: Named = ("programme", "childcare", "托管")
    reply = reply_to(turn("托管那个", "complain", named, sure=0.2), view)
    assert own.text not in reply.text
    assert intro.text in reply.text


def _handed_over(view: View) -> Memory:
    envelope = reply_to(turn("转人工", "handoff"), view).envelope
    return Memory(envelope=envelope.as_dict())


@pytest.mark.parametrize(
    "lost",
    [
        turn("没听懂", "again", kind="again/repeat"),
        turn("阿巴阿巴", "nlu_fallback"),
        turn("嘀哩嘟噜", "unusable", kind="unusable/gibberish"),
    ],
)
def test_who_does_not_follow_the_hand_off_is_told_in_other_words(
    view: View, lost: Turn
) -> None:
    usual = reply_to(turn("转人工", "handoff"), view)
    reply = reply_to(lost, view, _handed_over(view))
    assert reply.envelope.status == "handoff"
    assert "12351" in reply.text
    assert answer_of(view, "hotline", "contact", "henan").text in reply.text
    assert reply.text.splitlines()[0] != usual.text.splitlines()[0]


@pytest.mark.parametrize(
    "other",
    [
        turn("再说一遍", "again", kind="again/repeat"),
        turn("滚", "unusable", kind="unusable/abuse"),
        turn("谢谢", "smalltalk", kind="smalltalk/thank"),
    ],
)
def test_other_words_after_it_are_taken_as_ever(view: View, other: Turn) -> None:
    assert "换个说法：" not in reply_to(other, view, _handed_over(view)).text


def test_without_a_hand_off_nothing_is_explained(view: View) -> None:
    lost = turn("没听懂", "again", kind="again/repeat")
    assert "换个说法：" not in reply_to(lost, view).text
