"""What comes before every kind of answer."""

from __future__ import annotations

import re

from actions.compose.handoff import compose_handoff_again
from actions.compose.service import compose_faq
from actions.compose.signpost import CRISIS, compose_signpost
from actions.compose.sites import compose_unusable_location
from actions.compose.talk import compose_limit
from actions.envelope import Reply
from actions.understanding import thresholds
from actions.understanding.aspects import CONTENT_INTENTS
from actions.understanding.matter import is_emergency
from actions.understanding.memory import Memory
from actions.understanding.question import Question
from actions.understanding.turn import FALLBACK_INTENT, Turn
from actions.wording import talk
from knowledge.queries.view import View

_LONGEST = 500
_REPEAT = "again/repeat"
# 再说一遍 wants the same words, 没听懂 wants others.
_SAY_IT_AGAIN = re.compile(r"[再重]\w{0,2}[说讲发念复]|重复")
_NO_SENSE = (FALLBACK_INTENT, "unusable")
_ANSWERED_SO = ("unusable/abuse", "unusable/injection")
_NO_DOUBT = 0.98
_NO_CHANCE = 0.002


def guard(question: Question, memory: Memory, knowledge: View) -> Reply | None:
    """Return the reply that comes before every kind of answer, if one is due.

    Those are limits, other agencies' matters and things that only look like a union
    service.
    """
    turn = question.turn
    if max(turn.typed, len(turn.text)) > _LONGEST:
        return compose_limit(talk.TOO_LONG, "refused")
    faq = knowledge.faq(question.faq) if question.faq else None
    if faq is not None:
        return compose_faq(question, faq, knowledge, knowledge.today)
    if _lost_at_the_handoff(question, memory):
        return compose_handoff_again(knowledge)
    if turn.trouble and (turn.only_locates or question.aspect == "location"):
        return compose_unusable_location(question)
    if question.signpost:
        return compose_signpost(question, knowledge)
    if question.intent in CONTENT_INTENTS and _only_looks_like(question):
        return compose_limit(_not_ours(turn.lookalikes[0], knowledge), "out_of_scope")
    return None


def speaks_of_death(turn: Turn) -> bool:
    """Tell whether words of self-harm are likely, or said and not meant as a joke."""
    joking = turn.chance("smalltalk") >= thresholds.JOKE
    if CRISIS in turn.signposts:
        return not joking
    if is_emergency(turn):
        return False
    likely = turn.topic_chance(f"signpost:{CRISIS}") >= thresholds.DANGER
    # 算了 sounds like despair, but is surely read as something else.
    harmless = turn.confidence >= _NO_DOUBT and turn.chance(CRISIS) < _NO_CHANCE
    return (likely and not harmless) or turn.chance(CRISIS) >= thresholds.CRISIS


def _lost_at_the_handoff(question: Question, memory: Memory) -> bool:
    """Whether a worker who was just handed over does not understand, or is not."""
    last = memory.envelope or {}
    if last.get("status") != "handoff":
        return False
    baffled = question.turn.kind == _REPEAT and not _SAY_IT_AGAIN.search(
        question.turn.text
    )
    nothing = question.intent in _NO_SENSE and question.turn.kind not in _ANSWERED_SO
    return baffled or nothing


def _only_looks_like(question: Question) -> bool:
    """Whether something is named that resembles a service, and no service is."""
    turn = question.turn
    return bool(turn.lookalikes) and not (turn.programmes or turn.signposts)


def _not_ours(name: str, knowledge: View) -> str:
    known = knowledge.snapshot.lookalikes.get(name)
    return talk.lookalike(name, known.note if known else "")
