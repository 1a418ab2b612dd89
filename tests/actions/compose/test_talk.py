"""Small talk and saying things again."""

from __future__ import annotations

import pytest

from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.messages import turn
from tests.actions.replies import reply_to

SAID = Memory(
    service="childcare",
    aspect="howto",
    text="上次的回答",
    more="还有细节",
    sources=["某报《某文》2025-03-01", "另报《另文》2024"],
    envelope={
        "version": 1,
        "status": "answered",
        "service": "childcare",
        "aspects": ["howto"],
        "region": "河南省",
        "figures": [],
        "sources": [{"title": "某文", "publisher": "某报", "date": "2025-03-01"}],
    },
)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("smalltalk/greet", "工小暖"),
        ("smalltalk/thank", "不客气"),
        ("smalltalk/goodbye", "慢走"),
        ("smalltalk/chitchat", "想问哪样"),
        ("smalltalk/affirm", "哪项服务"),
        ("smalltalk/foreign", "only speak Chinese"),
        ("smalltalk/unheard-of", "想问哪样"),
    ],
)
def test_small_talk(view: View, kind: str, says: str) -> None:
    reply = reply_to(turn("嗯", "smalltalk", kind=kind), view)
    assert says in reply.text
    assert reply.envelope.status == "smalltalk"
    assert len(reply.buttons) <= 5


def test_the_bot_says_that_it_is_one(view: View) -> None:
    text = reply_to(turn("你是真人吗", "ask_bot"), view).text
    assert "机器人" in text
    assert "不是真人" in text
    assert "12351" in text


@pytest.mark.parametrize("kind", ["smalltalk/thank", "smalltalk/goodbye"])
def test_who_leaves_is_offered_nothing(view: View, kind: str) -> None:
    assert not reply_to(turn("谢谢", "smalltalk", kind=kind), view).buttons


@pytest.mark.parametrize(
    ("kind", "says", "never"),
    [
        ("again/repeat", "上次的回答", "还有细节"),
        ("again/more", "还有细节", "上次的回答"),
        ("again/source", "另报《另文》2024", "上次的回答"),
    ],
)
def test_what_was_said_is_said_under_its_own_envelope(
    view: View, kind: str, says: str, never: str
) -> None:
    reply = reply_to(turn("再来", "again", kind=kind), view, SAID)
    assert says in reply.text
    assert never not in reply.text
    assert reply.envelope.as_dict() == SAID.envelope


def test_the_rest_names_its_source(view: View) -> None:
    reply = reply_to(turn("更多", "again", kind="again/more"), view, SAID)
    assert "某报《某文》2025-03-01" in reply.text


@pytest.mark.parametrize("kind", ["again/repeat", "again/more", "again/source"])
def test_where_nothing_was_said_nothing_is_repeated(view: View, kind: str) -> None:
    reply = reply_to(turn("再来", "again", kind=kind), view)
    assert reply.envelope.status == "smalltalk"
    assert reply.text


def test_where_there_is_no_more_the_hotline_is_named(view: View) -> None:
    short = Memory(service="childcare", text="就这些", envelope=SAID.envelope)
    reply = reply_to(turn("更多", "again", kind="again/more"), view, short)
    assert "12351" in reply.text
    assert reply.envelope.status == "smalltalk"


@pytest.mark.parametrize(
    ("intent", "kind", "status"),
    [
        ("out_of_scope", "out_of_scope", "out_of_scope"),
        ("unusable", "unusable/abuse", "refused"),
        ("unusable", "unusable/injection", "refused"),
        ("unusable", "unusable/gibberish", "not_understood"),
    ],
)
def test_limits_are_kind_and_echo_nothing(
    view: View, intent: str, kind: str, status: str
) -> None:
    text = "<script>骂人的话"
    reply = reply_to(turn(text, intent, kind=kind), view)
    assert reply.envelope.status == status
    assert "script" not in reply.text
    assert "骂人" not in reply.text


def test_a_bare_no_is_no_new_question(view: View) -> None:
    reply = reply_to(turn("不是", "correct"), view, Memory(service="childcare"))
    assert reply.envelope.status == "smalltalk"


def test_talk_that_may_have_to_do_with_a_service_is_offered_it(view: View) -> None:
    topics = {"programme:hardship_aid": 0.86}
    read = turn("家里房子烧了", "smalltalk", kind="smalltalk/chitchat", topics=topics)
    reply = reply_to(read, view)
    assert reply.envelope.status == "smalltalk"
    assert "困难职工帮扶" in reply.text
    assert reply.buttons[0].programme == "hardship_aid"
