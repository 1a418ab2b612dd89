"""Send a worker to the agency whose matter it is."""

from __future__ import annotations

from actions.envelope import Envelope, Reply
from actions.understanding.question import Question
from actions.wording import talk
from actions.wording.common import HOTLINE
from knowledge.queries.view import View

CRISIS = "crisis"
_TURNS_OF_CARE = 2


def compose_signpost(question: Question, knowledge: View) -> Reply:
    """Name the matter and its agency's hotline."""
    assert question.signpost is not None
    signpost = knowledge.signpost(question.signpost)
    if question.signpost == CRISIS or signpost is None:
        return compose_crisis(question.confidence)
    text = signpost.text
    if "工会" in question.turn.text and HOTLINE not in text:
        text = f"{text}\n{talk.UNION_TOO}"
    return Reply(
        text,
        Envelope(status="signpost", confidence=question.confidence),
    )


def compose_crisis(confidence: float) -> Reply:
    """Care first; no business is answered to words of self-harm."""
    return Reply(
        talk.CRISIS,
        Envelope(status="signpost", confidence=confidence),
        remember={"care": _TURNS_OF_CARE},
    )
