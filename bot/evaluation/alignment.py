"""Bring the names that a model found back to the clean sentence.

A model reports offsets into the text as it saw it: ours after normalising, stock Rasa
in the corrupted copy itself. Both are compared where the annotations stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from bot.evaluation.spans import Span


def to_clean(
    spans: Iterable[Span],
    seen: str,
    typed: str,
    origins: Sequence[int | None],
    clean: str,
) -> list[Span]:
    """Return spans at the offsets of the clean sentence.

    Args:
        spans: Names in ``seen``.
        seen: The text as the model saw it.
        typed: The message as it was sent.
        origins: For each of its characters the offset in ``clean`` that it stands
            for; None where it stands for none.
        clean: The sentence before it was corrupted.

    Returns:
        The spans that stand for something in the clean sentence.
    """
    if seen == typed:
        places = list(origins)
    elif _likeness(seen, clean) >= _likeness(seen, typed):
        # It was restored: then it is nearer to the clean sentence than the copy is.
        places = align(seen, clean)
    else:
        places = [None if p is None else origins[p] for p in align(seen, typed)]
    found = []
    for span in spans:
        reached = [p for p in places[span.start : span.end] if p is not None]
        if reached:
            found.append(Span(span.kind, min(reached), max(reached) + 1))
    return found


def align(one: str, other: str) -> list[int | None]:
    """Return for each character of a text the offset that it stands at in another.

    Stretches that differ are laid over one another in proportion, so that the
    syllables of a pinyin name fall upon its characters.
    """
    places: list[int | None] = [None] * len(one)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        for place in range(start, end if last > first else start):
            places[place] = first + (place - start) * (last - first) // (end - start)
    return places


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
