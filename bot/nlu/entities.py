"""Matches and periods in Rasa's entity format."""

from __future__ import annotations

from typing import Any

from bot.lexicon.matcher import Match
from bot.nlu.periods import Period

_BY_EAR_CONFIDENCE = 0.8


def name_entity(match: Match) -> dict[str, Any]:
    """Return a name of the lexicon as entity; ``value`` is the id of its row."""
    return {
        "entity": match.kind,
        "start": match.start,
        "end": match.end,
        "value": match.target,
        "alias": match.alias,
        "confidence_entity": 1.0 if match.exact else _BY_EAR_CONFIDENCE,
        "extractor": "LexiconEntityExtractor",
    }


def period_entity(period: Period) -> dict[str, Any]:
    """Return a year as entity; ``role`` tells years from shifts."""
    absolute = period.year is not None
    return {
        "entity": "period",
        "role": "year" if absolute else "shift",
        "start": period.start,
        "end": period.end,
        "value": period.year if absolute else period.shift,
        "extractor": "PeriodEntityExtractor",
    }
