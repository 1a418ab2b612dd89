"""Each thing that can go wrong in a session shows, and nothing else does."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from ops.crowd.questions import QUESTIONS, talk
from ops.crowd.verdict import Sent, Verdict, judge

Turn = dict[str, Any]
_ASKED = list(QUESTIONS)[:3]
_SENT = [Sent(f"m{number}", text) for number, text in enumerate(_ASKED, start=1)]


def turn(number: int, message: int, **changes: Any) -> Turn:
    """A turn of the history: number, and the message that it is of."""
    question = _ASKED[message - 1]
    plain = {"status": "answered", "question": question}
    reply = {"service": QUESTIONS[question]}
    return {"id": f"m{message}", "number": number, **plain, "reply": reply, **changes}


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        ([turn(4, 1), turn(7, 2), turn(9, 3)], Verdict()),
        ([turn(4, 1), turn(9, 3)], Verdict(lost=1)),
        ([turn(4, 1), turn(7, 2, status="pending"), turn(9, 3)], Verdict(lost=1)),
        ([turn(4, 1), turn(7, 2, status="error"), turn(9, 3)], Verdict(lost=1)),
        ([], Verdict(lost=3)),
        (
            [turn(4, 1), turn(5, 1), turn(7, 2), turn(9, 3)],
            Verdict(doubled=1),
        ),
        (
            [turn(4, 1), turn(7, 2), turn(9, 3), turn(10, 3, id="of another")],
            Verdict(doubled=1),
        ),
        ([turn(4, 2), turn(7, 1), turn(9, 3)], Verdict(out_of_order=1)),
        ([turn(7, 1), turn(4, 2), turn(9, 3)], Verdict(out_of_order=1)),
        (
            [turn(4, 1), turn(7, 2, reply={"service": "childcare"}), turn(9, 3)],
            Verdict(out_of_order=1),
        ),
        (
            [turn(4, 1), turn(7, 2, question=_ASKED[0]), turn(9, 3)],
            Verdict(out_of_order=1),
        ),
    ],
)
def test_a_session(turns: list[Turn], verdict: Verdict) -> None:
    assert judge(_SENT, turns) == verdict
    assert verdict.is_right == (verdict == Verdict(0, 0, 0))


def test_a_talk_changes_the_service_with_each_question() -> None:
    for session in range(50):
        asked = talk(session, 30)
        assert len(asked) == 30
        assert asked == talk(session, 30)
        services = [QUESTIONS[question] for question in asked]
        assert all(a != b for a, b in itertools.pairwise(services))
