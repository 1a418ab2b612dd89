"""What comes before every kind of answer."""

from __future__ import annotations

from actions.compose.signpost import compose_crisis, compose_signpost
from actions.compose.talk import compose_limit
from actions.envelope import Reply
from actions.understanding import thresholds
from actions.understanding.memory import Memory
from actions.understanding.question import Question
from actions.understanding.resolve import CONTENT_INTENTS
from actions.understanding.turn import Turn
from actions.wording import talk
from knowledge.queries.view import View

_LONGEST = 500


def guard(question: Question, memory: Memory, knowledge: View) -> Reply | None:
    """Return the reply that nothing else may pre-empt, if one is due.

    Words of self-harm come first, in every state of the conversation; then limits,
    other agencies' matters and things that only look like a union service.
    """
    turn = question.turn
    if _speaks_of_death(turn):
        return compose_crisis(question)
    if len(turn.text) > _LONGEST:
        return compose_limit(talk.TOO_LONG, "refused")
    if question.signpost:
        return compose_signpost(question, knowledge)
    if question.intent in CONTENT_INTENTS and _only_looks_like(question):
        name = turn.lookalikes[0]
        return compose_limit(talk.LOOKALIKE.format(name=name), "out_of_scope")
    return None


def _speaks_of_death(turn: Turn) -> bool:
    """Whether words of self-harm are likely, or said and not meant as a joke."""
    joking = turn.chance("smalltalk") >= thresholds.TALK_OVER_TOPIC
    named = "crisis" in turn.signposts and not joking
    return named or turn.chance("crisis") >= thresholds.CRISIS


def _only_looks_like(question: Question) -> bool:
    turn = question.turn
    if not turn.lookalikes or turn.programmes or turn.signposts:
        return False
    best = max(
        (chance for label, chance in turn.topics if label.startswith("programme:")),
        default=0.0,
    )
    return best < thresholds.LOOKALIKE
