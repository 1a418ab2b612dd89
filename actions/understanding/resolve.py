"""Join a turn with the conversation: one question comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.understanding import thresholds
from actions.understanding.aspects import CONTENT_INTENTS, aspects_of
from actions.understanding.counted import (
    owner_of_named_metric,
    ranked_metrics,
    settle_figures,
)
from actions.understanding.family import WHOLE, family_ids
from actions.understanding.form import read_form
from actions.understanding.hearing import go_on
from actions.understanding.home import at_home
from actions.understanding.matter import (
    EMERGENCY,
    agency_of,
    is_emergency,
    programmes_of,
)
from actions.understanding.memory import Memory
from actions.understanding.naming import own_aspects
from actions.understanding.ordinals import counts_out
from actions.understanding.published import (
    certainly_published,
    holds_the_talk,
    plainly_published,
    sounds_like_talk,
)
from actions.understanding.question import Question
from actions.understanding.second_reading import (
    hear_a_name,
    hear_content,
    hear_the_end,
)
from actions.understanding.turn import FALLBACK_INTENT, Turn
from actions.understanding.who_may import asks_who_may
from actions.understanding.years import with_bare_year
from knowledge.queries.view import View

# As what a cry for help may be read: somebody is in danger, whatever it sounds like.
_ALARMED = ("crisis", "smalltalk", "unusable", "out_of_scope", FALLBACK_INTENT)


def resolve(turn: Turn, memory: Memory, knowledge: View) -> Question:
    """Resolve what a turn asks.

    What the worker leaves out is carried over from the conversation, what they name
    replaces it; a new matter does not drag an old place or year along, but where they
    themselves are still holds.

    Args:
        turn: The reading of the message.
        memory: The conversation so far, with what this turn tells of the worker.
        knowledge: Published content.
    """
    turn = with_bare_year(turn, memory)
    question = _resolve(turn, memory, knowledge)
    return at_home(question, memory, knowledge)


def _resolve(turn: Turn, memory: Memory, knowledge: View) -> Question:
    if turn.only_locates:
        return _located(turn, memory)
    if turn.intent in _ALARMED and is_emergency(turn):
        return Question(turn, "inform", signpost=EMERGENCY, confidence=1.0)
    form = read_form(memory.form)
    in_hand = memory.aspect == "finder"
    heard = go_on(turn, form, knowledge, in_hand=in_hand) if form else None
    if heard is not None:
        return Question(turn, "ask_finder", form=heard, confidence=turn.confidence)
    if memory.options and turn.names_nothing and counts_out(turn.text):
        return Question(turn, "pick", confidence=turn.confidence)
    if memory.service and asks_who_may(turn):
        turn = replace(turn, intent="ask_eligibility")
    held = holds_the_talk(turn, memory, knowledge)
    unclear = turn.intent in ("out_of_scope", "unusable", FALLBACK_INTENT)
    if unclear and memory.service and (turn.regions or turn.years):
        # 永城有几座: the place alone says that the talk goes on.
        turn = replace(turn, intent="inform")
    elif (
        (held and (unclear or sounds_like_talk(turn)))
        or plainly_published(turn, memory, knowledge)
        or certainly_published(turn, knowledge)
    ):
        near = turn.faqs[0]
        return Question(turn, "inform", faq=near.id, confidence=near.confidence)
    turn = hear_content(hear_the_end(hear_a_name(turn, knowledge)), memory)
    if turn.intent == "unusable" and turn.confidence < thresholds.WEAK_INTENT:
        # 丢了呢: rather not understood than taken for abuse.
        return Question(turn, FALLBACK_INTENT, confidence=turn.confidence)
    if turn.intent == "smalltalk" and turn.confidence < thresholds.INTENT:
        # 你们能帮我要到吗: nor is who tells of wages greeted as if they had just come.
        return Question(turn, FALLBACK_INTENT, confidence=turn.confidence)
    if turn.intent not in CONTENT_INTENTS:
        return Question(turn, turn.intent, confidence=turn.confidence)
    signpost = agency_of(turn, memory, held)
    if signpost:
        return Question(
            turn,
            turn.intent,
            signpost=signpost,
            confidence=max(turn.topic_chance(f"signpost:{signpost}"), 0.5),
        )
    programmes, carried = programmes_of(turn, memory, knowledge, held)
    if not carried:
        programmes = owner_of_named_metric(programmes, turn, knowledge)
    if not programmes and _is_guesswork(turn):
        return Question(turn, FALLBACK_INTENT, confidence=turn.confidence)
    if not programmes and _asks_what_there_is(turn):
        return Question(turn, "ask_finder", aspects=(), confidence=turn.confidence)
    elliptic = turn.intent in ("inform", "correct")
    keep = carried or (elliptic and bool(memory.service))
    asked = aspects_of(turn, memory)
    question = Question(
        turn=turn,
        intent=turn.intent,
        aspects=asked.aspects,
        elliptic=asked.elliptic,
        programmes=programmes,
        whether=memory.whether if asked.elliptic and carried else (),
        own_aspects=own_aspects(turn, programmes, asked.aspects, knowledge),
        region=_region(
            turn, memory, keep or _same_matter(programmes, memory, knowledge)
        ),
        year=_year(turn, memory, keep),
        metrics=ranked_metrics(turn, memory, carried),
        carried=carried,
        confidence=_confidence(turn, programmes, carried),
    )
    if question.programme == WHOLE and _asks_for_a_list(question):
        question = replace(question, intent="ask_list", aspects=())
    return settle_figures(question, memory, knowledge)


def _asks_for_a_list(question: Question) -> bool:
    """Whether 十件实事是什么 is asked, or behind an answer to it 那五大行动呢."""
    goes_on = question.elliptic and set(question.aspects) <= {"intro", "list"}
    return question.intent == "ask_intro" or (goes_on and not question.turn.regions)


def _located(turn: Turn, memory: Memory) -> Question:
    """Take a bare position for the question where the service in hand is offered."""
    return Question(
        turn,
        turn.intent,
        aspects=["location"],
        programmes=[memory.service] if memory.service else [],
        carried=memory.service is not None,
        confidence=turn.confidence,
    )


def _same_matter(programmes: Sequence[str], memory: Memory, knowledge: View) -> bool:
    """Whether a place that was named before still holds.

    It does for the service that it was named for, and for the one that was asked
    back for.
    """
    if memory.pending:
        return True
    if memory.service is None or not programmes:
        return False
    return programmes[0] in family_ids(memory.service, knowledge)


def _asks_what_there_is(turn: Turn) -> bool:
    """Whether somebody says who they are and asks for nothing by name (有啥好处)."""
    likely = turn.chance("ask_finder") >= thresholds.SECOND_TOPIC
    return turn.intent == "ask_intro" and bool(turn.groups) and likely


def _is_guesswork(turn: Turn) -> bool:
    """Whether neither what is asked nor what it is about can be told."""
    named = turn.regions or turn.groups or turn.metrics or turn.lookalikes
    return turn.confidence < thresholds.INTENT and not named


def _region(turn: Turn, memory: Memory, keep: bool) -> str | None:
    if turn.regions:
        return turn.regions[-1]
    return memory.region if keep else None


def _year(turn: Turn, memory: Memory, keep: bool) -> int | None:
    if turn.years:
        return turn.years[0]
    if turn.shift is not None and memory.period is not None:
        return memory.period + turn.shift
    return memory.period if keep and turn.shift is None else None


def _confidence(turn: Turn, programmes: Sequence[str], carried: bool) -> float:
    if turn.programmes or carried:
        return turn.confidence
    if programmes:
        return min(turn.confidence, turn.topic_chance(f"programme:{programmes[0]}"))
    return turn.confidence
