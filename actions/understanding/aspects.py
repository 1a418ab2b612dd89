"""Which aspects of the knowledge base a turn asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.understanding import thresholds
from actions.understanding.memory import Memory
from actions.understanding.parts import asks
from actions.understanding.turn import Turn
from knowledge.vocabulary import ASPECTS

ASPECT_OF_INTENT = {
    "ask_intro": "intro",
    "ask_eligibility": "eligibility",
    "ask_howto": "howto",
    "ask_materials": "materials",
    "ask_amount": "amount",
    "ask_location": "location",
    "ask_time": "time",
    "ask_contact": "contact",
    "ask_basis": "basis",
    "ask_figure": "figure",
    "complain": "complaint",
}
# Intents that ask for content; what they are about comes from the topic.
CONTENT_INTENTS = frozenset(ASPECT_OF_INTENT) | {
    "ask_list",
    "ask_finder",
    "ask_compare",
    "inform",
    "correct",
}
OF_NUMBERS = ("figure", "amount")
"""Aspects under which a number is published."""
# What a clause may add to the question of the whole message.
_ADDABLE = frozenset(ASPECT_OF_INTENT.values()) - {"intro", "figure", "complaint"}
_MOST_ASPECTS = 3
# Two words that ask hardly ever ask the same: then the second reading needs little.
_TWICE = 2
_SECOND = 0.005
# From so many characters on a turn tells a story: its question stands at the end.
_LONG_STORY = 40
# As many clauses tell one, however short they are.
_STORY_CLAUSES = 4


@dataclass(frozen=True)
class Asked:
    """Aspects that a turn asks for, and whether the talk and not the turn says so."""

    aspects: Sequence[str] = ()
    elliptic: bool = False


def aspects_of(turn: Turn, memory: Memory) -> Asked:
    """Return the aspects that a turn asks for, in the order of its clauses.

    A bare name, place or year asks for what was asked before.
    """
    if turn.intent == "correct":
        # 说错了，我问的是在哪: what is meant instead follows in a clause.
        meant = _of_clauses(turn, frozenset(ASPECT_OF_INTENT.values()))
        return Asked(meant) if meant else _carried(memory)
    if turn.intent == "inform":
        return _carried(memory)
    carried = _published(_carried(memory))
    if memory.pending and carried.aspects and _only_names(turn):
        return carried
    main = ASPECT_OF_INTENT.get(turn.intent)
    if main is None:
        return Asked()
    if turn.confidence < thresholds.INTENT and not turn.names_nothing:
        return carried if carried.aspects else Asked([main])
    return Asked(_with_clauses(turn, main))


def is_story(turn: Turn) -> bool:
    """Tell whether a turn tells a story around what it asks.

    One question after the other is none.
    """
    clauses = turn.clause_intents
    asking = sum(
        chance >= thresholds.CLAUSE and intent in ASPECT_OF_INTENT
        for intent, chance in clauses
    )
    told = len(clauses) >= _STORY_CLAUSES and asking * 2 <= len(clauses)
    return len(turn.text) >= _LONG_STORY or told


def _carried(memory: Memory) -> Asked:
    aspects = memory.pending or ([memory.aspect] if memory.aspect else [])
    return Asked(list(aspects), elliptic=bool(aspects))


def _published(asked: Asked) -> Asked:
    """Leave out what a talk was about and no service has (a list, the finder)."""
    aspects = [aspect for aspect in asked.aspects if aspect in ASPECTS]
    return Asked(aspects, elliptic=bool(aspects))


def _only_names(turn: Turn) -> bool:
    """Whether a turn answers a question back rather than asks something new."""
    short = len(turn.text) < thresholds.SHORT_TURN
    least = thresholds.INTENT_OVER_SHORT if short else thresholds.INTENT_OVER_PENDING
    return not turn.names_nothing and turn.confidence < least


def _of_clauses(turn: Turn, allowed: frozenset[str]) -> list[str]:
    return [
        ASPECT_OF_INTENT[intent]
        for intent, chance in turn.clause_intents
        if chance >= thresholds.CLAUSE and ASPECT_OF_INTENT.get(intent) in allowed
    ]


def _with_clauses(turn: Turn, main: str) -> Sequence[str]:
    if is_story(turn):
        return [main]
    found = _of_clauses(turn, _ADDABLE | {main})
    if main not in found:
        found.insert(0, main)
    if not turn.clause_intents and main not in ("figure", "complaint"):
        found += _second(turn)
    return list(dict.fromkeys(found))[:_MOST_ASPECTS]


def _second(turn: Turn) -> Sequence[str]:
    """Return what is asked besides in one breath (要啥材料去哪报名), if it is."""
    if asks(turn.text) < _TWICE or len(turn.programmes) > 1:
        return []
    ranked = turn.intents[1:2]
    aspects = [
        ASPECT_OF_INTENT[intent]
        for intent, chance in ranked
        if chance >= _SECOND and intent in ASPECT_OF_INTENT
    ]
    return [aspect for aspect in aspects if aspect in _ADDABLE]
