"""Which aspects of the knowledge base a turn asks for."""

from __future__ import annotations

from collections.abc import Sequence

from actions.understanding import thresholds
from actions.understanding.memory import Memory
from actions.understanding.turn import Turn

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
# What a clause may add to the question of the whole message.
_ADDABLE = frozenset(ASPECT_OF_INTENT.values()) - {"intro", "figure", "complaint"}
_MOST_ASPECTS = 3


def aspects_of(turn: Turn, memory: Memory) -> Sequence[str]:
    """Return the aspects that a turn asks for, in the order of its clauses.

    A bare name, place or year asks for what was asked before.
    """
    if turn.intent in ("inform", "correct"):
        return _carried(memory)
    if memory.pending and _only_names(turn):
        return list(memory.pending)
    main = ASPECT_OF_INTENT.get(turn.intent)
    if main is None:
        return ()
    if turn.confidence < thresholds.INTENT and not turn.names_nothing:
        return _carried(memory) or [main]
    return _with_clauses(turn, main)


def _carried(memory: Memory) -> Sequence[str]:
    if memory.pending:
        return list(memory.pending)
    return [memory.aspect] if memory.aspect else []


def _only_names(turn: Turn) -> bool:
    """Whether a turn answers a question back rather than asks something new."""
    return not turn.names_nothing and turn.confidence < thresholds.INTENT_OVER_PENDING


def _with_clauses(turn: Turn, main: str) -> Sequence[str]:
    found = [
        ASPECT_OF_INTENT[intent]
        for intent, chance in turn.clause_intents
        if chance >= thresholds.CLAUSE
        and ASPECT_OF_INTENT.get(intent) in _ADDABLE | {main}
    ]
    if main not in found:
        found.insert(0, main)
    return list(dict.fromkeys(found))[:_MOST_ASPECTS]
