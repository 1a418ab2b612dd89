"""What workers ask about any service, whichever it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.lexicon.matcher import LexiconMatcher
from bot.nlu.text import normalise

NAME = "{}"
"""Stands for the name of a service."""
_MOST_CHARACTERS = 14
# What was asked about two services by the same words is asked about any.
_FEWEST_NAMES = 2


def general_questions(texts: Iterable[str], matcher: LexiconMatcher) -> list[str]:
    """Find the questions that are asked alike about several services.

    Args:
        texts: Training sentences.
        matcher: Finds the names in them.

    Returns:
        Canonical texts with ``NAME`` in the place of the service's name, sorted.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for text in map(normalise, texts):
        spans = {
            (match.start, match.end): match.kind
            for match in matcher.find(matcher.tokenize(text))
        }
        if list(spans.values()) == ["programme"]:
            ((start, end),) = spans
            question = text[:start] + NAME + text[end:]
            if len(question) <= _MOST_CHARACTERS:
                names[question].add(text[start:end])
    return sorted(q for q, found in names.items() if len(found) >= _FEWEST_NAMES)
