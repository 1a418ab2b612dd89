"""The parts of a message: what stands side by side in it, and its clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_JOINER = re.compile(
    r"(?:服务|这个|那个)?(?:[和跟与及、,，;；。?？!！]|还有|以及|同时|另外)+"
)
ASKS_WHAT = r"谁|啥|什么|哪|咋|怎|多少|好多|多久|多大|几[点时号月岁天个家]"
"""Words that ask for more than yes or no."""
_QUESTION = re.compile(rf"{ASKS_WHAT}|吗|不$")
# Where and when something is asked of, not what.
_FRAMES = ("region", "period")


@dataclass(frozen=True)
class Part:
    """What stands between two joining words.

    Attributes:
        start: Where it begins.
        text: Its words.
        unplaced: The same without places and periods.
        programmes: Ids of the programmes that are named in it.
        places: Where each of them begins.
        named: Whether anything of another kind than a programme is.
    """

    start: int
    text: str
    unplaced: str
    programmes: Sequence[str] = ()
    places: Sequence[int] = ()
    named: bool = False


@dataclass(frozen=True)
class Clause:
    """A part of a longer message that may ask something of its own.

    Attributes:
        start: Where it begins.
        end: Where it is over.
        intent: What it asks.
        chance: Probability of that.
    """

    start: int
    end: int
    intent: str
    chance: float


def asks(text: str) -> int:
    """Count the words that ask."""
    return len(_QUESTION.findall(text))


def read_parts(entities: Sequence[Mapping[str, Any]], text: str) -> Sequence[Part]:
    """Cut a text where things are joined; joining words within a name join nothing.

    Args:
        entities: What is named, in order.
        text: The text that their places are counted in.
    """
    cuts = [
        match.span()
        for match in _JOINER.finditer(text)
        if not any(
            e["start"] < match.end() and match.start() < e["end"] for e in entities
        )
    ]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [
        _part(start, text[start:end], entities)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


def read_clauses(message: Mapping[str, Any], text: str) -> Sequence[Clause]:
    """Read the clauses with their places."""
    found = []
    end = 0
    for row in message.get("clauses") or []:
        start = text.find(row.get("text") or "", end)
        start = end if start < 0 else start
        end = start + len(row.get("text") or "")
        found.append(Clause(start, end, row["intent"], row["confidence"]))
    return found


def each_is_asked(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Whether a question follows each of the programmes that are named.

    托管咋报名大病互助咋报销 asks of both; 领了助学金还能申请帮扶吗 asks of one.
    """
    named = [e for e in entities if e.get("entity") == "programme"]
    if len({e["value"] for e in named}) < 2:
        return False
    nexts = [*(e["start"] for e in named[1:]), len(text)]
    return all(
        asks(text[entity["end"] : following])
        for entity, following in zip(named, nexts, strict=True)
    )


def _part(start: int, text: str, entities: Sequence[Mapping[str, Any]]) -> Part:
    within = [e for e in entities if start <= e["start"] < start + len(text)]
    first: dict[str, int] = {}
    for e in within:
        if e["entity"] == "programme":
            first.setdefault(e["value"], e["start"])
    frames = [e for e in within if e["entity"] in _FRAMES]
    framed = {place for e in frames for place in range(e["start"], e["end"])}
    others = [e for e in within if e["entity"] not in ("programme", *_FRAMES)]
    return Part(
        start,
        text,
        "".join(c for place, c in enumerate(text, start) if place not in framed),
        list(first),
        list(first.values()),
        named=bool(others),
    )
