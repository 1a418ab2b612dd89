"""Entities as flat spans: at most one name for a character."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Span:
    """A name in a text: what kind, and from where to where (half open)."""

    kind: str
    start: int
    end: int


def spans_of(entities: Iterable[Mapping[str, Any]]) -> list[Span]:
    """Return Rasa's entities as flat spans.

    Args:
        entities: With ``entity``, ``start`` and ``end``.
    """
    return flat(Span(e["entity"], e["start"], e["end"]) for e in entities)


def flat(spans: Iterable[Span]) -> list[Span]:
    """Leave only the longest of overlapping spans.

    The annotations are flat, and a name within a longer one (驿站 in 新建驿站) is
    no mistake of whoever finds both. Of two of the same length the first stays.

    Returns:
        Spans that do not overlap, in reading order.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start - s.end):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
