"""Hide names before the aspect is classified: which name it is tells nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PLACEHOLDERS: Mapping[str, str] = {
    "programme": "这服务",
    "signpost": "这服务",
    "lookalike": "别的东西",
    "region": "某地",
    "group": "某职业",
    "period": "某年",
}
# Words of danger are what is said, not what it is about.
_NEVER_MASKED = frozenset({"crisis", "emergency"})


def mask_span(
    text: str, entities: Iterable[Mapping[str, Any]], start: int, end: int
) -> str:
    """Mask a part of a text, with the entities that lie wholly in it."""
    inside = [
        {**entity, "start": entity["start"] - start, "end": entity["end"] - start}
        for entity in entities
        if start <= entity["start"] and entity["end"] <= end
    ]
    return mask(text[start:end], inside)


def mask(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    """Replace the names in a text by a placeholder for their kind.

    Args:
        text: A canonical text.
        entities: Rasa entities with ``entity``, ``start`` and ``end``. Kinds without
            placeholder (metrics) stay as they are; of overlapping ones the longer is
            replaced.

    Returns:
        The masked text.
    """
    spans: list[tuple[int, int, str]] = []
    wanted = [
        entity
        for entity in entities
        if entity["entity"] in _PLACEHOLDERS and entity["value"] not in _NEVER_MASKED
    ]
    for entity in sorted(wanted, key=lambda e: e["start"] - e["end"]):
        start, end = entity["start"], entity["end"]
        if all(end <= first or start >= last for first, last, _ in spans):
            spans.append((start, end, _PLACEHOLDERS[entity["entity"]]))
    for start, end, placeholder in sorted(spans, reverse=True):
        text = text[:start] + placeholder + text[end:]
    return text
