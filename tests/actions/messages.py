"""Messages as the bot's NLU pipeline hands them to the actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.understanding.turn import Turn, read_turn

Named = tuple[str, Any, str]
"""Kind of an entity (``year`` and ``shift`` for periods), value, and its words."""
SURE = 0.95


def message(
    text: str,
    intent: str,
    *named: Named,
    sure: float = SURE,
    kind: str | None = None,
    intents: Mapping[str, float] | None = None,
    clauses: Sequence[tuple[str, float]] = (),
    topics: Mapping[str, float] | None = None,
    metrics: Mapping[str, float] | None = None,
    faqs: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, Any]:
    """Build a message.

    Args:
        text: What the worker typed.
        intent: The classifier's first choice.
        named: What is named; its words have to stand in the text.
        sure: Probability of the intent.
        kind: Kind of the intent, such as ``smalltalk/greet``.
        intents: Probabilities of further intents.
        clauses: Intent and probability of each clause.
        topics: ``programme:<id>``, ``signpost:<id>`` or ``none``, with probability.
        metrics: Probability of each metric.
        faqs: Probability and likeness of each published question.
    """
    ranking = {intent: sure, **(intents or {})}
    return {
        "text": text,
        "canonical_text": text,
        "intent": {"name": intent, "confidence": sure},
        "intent_kind": kind,
        "intent_ranking": _ranked("name", ranking),
        "entities": [_entity(text, *one) for one in named],
        "clauses": [
            {"text": "", "intent": name, "confidence": chance}
            for name, chance in clauses
        ],
        "topic_ranking": [
            {**_topic(label), "confidence": chance}
            for label, chance in _falling(topics or {})
        ],
        "metric_ranking": _ranked("id", metrics or {}),
        "faq_ranking": [
            {"id": name, "confidence": chance, "similarity": likeness}
            for name, (chance, likeness) in (faqs or {}).items()
        ],
    }


def turn(text: str, intent: str, *named: Named, **rest: Any) -> Turn:
    """Build the reading of a message; arguments as for ``message``."""
    return read_turn(message(text, intent, *named, **rest))


def _entity(text: str, kind: str, value: Any, words: str) -> dict[str, Any]:
    start = text.index(words)
    found = {"start": start, "end": start + len(words), "value": value}
    if kind in ("year", "shift"):
        return {"entity": "period", "role": kind, **found}
    return {"entity": kind, **found}


def _topic(label: str) -> dict[str, str | None]:
    kind, _, name = label.partition(":")
    return {"kind": kind, "id": name or None}


def _ranked(key: str, chances: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{key: name, "confidence": chance} for name, chance in _falling(chances)]


def _falling(chances: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(chances.items(), key=lambda row: -row[1])
