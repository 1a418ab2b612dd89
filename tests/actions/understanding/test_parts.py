"""The parts of a message."""

from __future__ import annotations

import pytest

from actions.understanding.parts import asks, read_clauses
from tests.actions.messages import Named, turn

CARE: Named = ("programme", "childcare", "托管")
AID: Named = ("programme", "medical_aid", "大病互助")


def test_a_text_is_cut_where_things_are_joined() -> None:
    parts = turn("托管、早餐和大病互助咋办", "ask_howto", CARE, AID).parts
    assert [part.text for part in parts] == ["托管", "早餐", "大病互助咋办"]
    assert [part.start for part in parts] == [0, 3, 6]
    assert [list(part.programmes) for part in parts] == [
        ["childcare"],
        [],
        ["medical_aid"],
    ]


def test_a_joining_word_within_a_name_joins_nothing() -> None:
    name: Named = ("programme", "programme", "五大行动和十件实事")
    parts = turn("五大行动和十件实事是啥", "ask_intro", name).parts
    assert len(parts) == 1


def test_other_names_are_known_as_such() -> None:
    desk: Named = ("lookalike", "小饭桌", "小饭桌")
    parts = turn("托管和小饭桌啥区别", "ask_intro", CARE, desk).parts
    assert [part.named for part in parts] == [False, True]


@pytest.mark.parametrize(
    ("text", "count"),
    [("要啥材料去哪报名", 2), ("几点开", 1), ("我领过助学金", 0)],
)
def test_words_that_ask(text: str, count: int) -> None:
    assert asks(text) == count


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("托管咋报名大病互助咋报销", True),
        ("办了托管还能参加大病互助吗", False),
        ("托管咋报名", False),
    ],
)
def test_whether_each_service_is_asked_about(text: str, each: bool) -> None:
    named = [one for one in (CARE, AID) if one[2] in text]
    assert turn(text, "ask_howto", *named).each_is_asked is each


def test_clauses_keep_their_places_even_where_they_repeat() -> None:
    rows = [
        {"text": "怎么报", "intent": "ask_howto", "confidence": 0.9},
        {"text": "怎么报", "intent": "ask_howto", "confidence": 0.8},
    ]
    clauses = read_clauses({"clauses": rows}, "怎么报,怎么报")
    assert [(c.start, c.end) for c in clauses] == [(0, 3), (4, 7)]
