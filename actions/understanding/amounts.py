"""The numbers that one message asks for: 签了多少份, 管住多少企业多少人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.understanding.units import (
    Fits,
    asked_units,
    is_money,
    is_people,
    is_share,
    is_thing,
)

# 几点, 几号 and 几岁 count nothing that is published.
_HOW_MANY = re.compile(r"多少|好多|多大|几(?![乎时点号月岁次天年])")
_BOUNDARY = re.compile(r"[,，、;；。？?！!]|还有|以及|[和跟]")
# 新会员和新工会各多少: one question word for all that stand side by side.
_OF_EACH = re.compile(r"各(?:自|是|有)*(?:多少|好多|几|啥|什么)")
_BESIDE = re.compile(r"[和跟与及、]|还有|以及")
_AFTER_MONEY = re.compile(
    r"(?:投|花|拨|掏|筹|赔|砸|资|款|经费|金额|钱)[了入出集付给进]*(?:是|有|共|一共|总共)?$"
)
_AFTER_PEOPLE = re.compile(r"(?:人|人数|会员|职工|孩子|学生)(?:是|有|共|一共|总共)*$")

_PIECES = re.compile(r"(?:多少|几)个")
_SHARE = re.compile(r"百分之$")


@dataclass(frozen=True)
class Amount:
    """A number that a message asks for.

    Attributes:
        words: What is said of it, from the last pause on.
        own: The part of these that stands behind the number asked for before.
        fits: Tests for its unit, the strictest first; none where it is not told.
    """

    words: str
    own: str
    fits: Sequence[Fits] = ()


def asked_amounts(text: str) -> Sequence[Amount]:
    """Read the numbers that a message asks for, in order.

    Args:
        text: The worker's message, or a part of it.
    """
    of_each = _OF_EACH.search(text)
    if of_each:
        return [
            Amount(words, words) for words in _BESIDE.split(text[: of_each.start()])
        ]
    asked = list(_HOW_MANY.finditer(text))
    pauses = [match.start() for match in _BOUNDARY.finditer(text)]
    found = []
    last = 0
    for place, match in enumerate(asked):
        following = asked[place + 1].start() if place + 1 < len(asked) else len(text)
        end = next((p for p in pauses if match.end() <= p < following), following)
        start = max((p for p in pauses if p < match.start()), default=-1) + 1
        before = text[start : match.start()]
        fits = _fits(before, text[match.start() : end])
        found.append(Amount(text[start:end], text[max(start, last) : end], fits))
        last = match.end()
    return found


def _fits(before: str, counted: str) -> Sequence[Fits]:
    told = asked_units(counted)
    if told:
        return told
    if _SHARE.search(before):
        return [is_share]
    if _PIECES.match(counted):
        return [is_thing]
    if _AFTER_MONEY.search(before):
        return [is_money]
    return [is_people] if _AFTER_PEOPLE.search(before) else []
