"""A year that only the talk tells to be one: 21呢, 那二零的呢."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.understanding.memory import Memory
from actions.understanding.turn import Turn

_DIGITS = {char: str(i) for i, char in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_ALONE = re.compile(
    r"^(?:那么?|再看|换成?|问问?)?(?P<short>[12]\d|[一二][零〇一二三四五六七八九])"
    r"(?:的|那年的?)?(?:呢|嘞|咧|捏|咋样|是?多少|有吗|有没有)?[?？。!！~]*$"
)
_CENTURY = 2000


def with_bare_year(turn: Turn, memory: Memory) -> Turn:
    """Take two digits for a year where the talk is about one.

    Anywhere else they may be an age, a count or the choice of a button.
    """
    counts = memory.aspect in ("figure", "compare") and memory.period is not None
    match = _ALONE.match(turn.text.strip())
    if not counts or not match or turn.years:
        return turn
    short = "".join(_DIGITS.get(char, char) for char in match["short"])
    year = _CENTURY + int(short)
    return replace(turn, intent="inform", kind="inform", years=[year], bare=True)
