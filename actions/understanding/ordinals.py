"""Which of the choices offered a worker counts out: 第二个, 选3, 最后一个."""

from __future__ import annotations

import re

_DIGITS = {char: i for i, char in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
# 四十五 is an age, and no fourth.
_ORDINAL = re.compile(
    r"(?:第|选|要|就|点|按|回|^)\s*([1-9一二三四五六七八九])(?![\d十百千万岁])"
)
_LAST = re.compile(r"最后|末尾|最底下|最下面")


_PLAIN = re.compile(r"第[1-9一二三四五六七八九]个|最后(?:一个|那个)")


def counts_out(text: str) -> bool:
    """Tell whether a text counts out a choice beyond doubt."""
    return _PLAIN.search(text) is not None


_BARE = re.compile(
    r"(?:我?选|要|就|点|按)?第?([1-9一二两三四五六七八九])(?:个|项|条)?|(最后[一那]个)"
)


def bare_index(text: str, count: int) -> int | None:
    """Return the place, from 0, that a text counts out and says nothing besides.

    Args:
        text: The worker's message without spaces and punctuation.
        count: How many choices were offered.
    """
    match = _BARE.fullmatch(text)
    if match is None or count == 0:
        return None
    if match.group(2):
        return count - 1
    digit = match.group(1)
    place = int(digit) if digit.isdigit() else _DIGITS[digit]
    return place - 1 if place <= count else None


def picked_index(text: str, count: int) -> int | None:
    """Return the place, from 0, of the choice that a text counts out.

    Args:
        text: The worker's message.
        count: How many choices were offered.

    Returns:
        The index, or None where the text counts out none or one too many.
    """
    if count == 0:
        return None
    if _LAST.search(text):
        return count - 1
    match = _ORDINAL.search(text)
    if match is None:
        # 就这个, 对就它: with one choice there is no doubt.
        return 0 if count == 1 else None
    digit = match.group(1)
    place = int(digit) if digit.isdigit() else _DIGITS[digit]
    return place - 1 if place <= count else None
