"""Which stretches of two texts differ, for those who compare them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

# Of a short text it is plainer to see all of it changed.
_SHORT = 24
# So few characters in common between two changes only make a patchwork.
_TOO_LITTLE = 3
_ALIKE = 0.4


class Piece(NamedTuple):
    """A stretch of a text, and whether the other text lacks it."""

    text: str
    changed: bool


def text_changes(old: object, new: object) -> tuple[list[Piece], list[Piece]]:
    """Cut two texts into what both have and what only one has.

    Args:
        old: What stood there, shown as text; None if nothing did.
        new: What stands there now; None if nothing does.

    Returns:
        The pieces of the earlier text and of the later one, in reading order; short
        texts, and texts with little in common, are one changed piece each.
    """
    before = "" if old is None else str(old)
    after = "" if new is None else str(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if min(len(before), len(after)) < _SHORT or matcher.ratio() < _ALIKE:
        return _whole(before), _whole(after)
    cuts: list[tuple[str, str, bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        same = tag == "equal"
        ends = a == 0 or b == len(before)
        if same and b - a < _TOO_LITTLE and not ends:
            same = False
        left, right = before[a:b], after[c:d]
        if cuts and cuts[-1][2] is not same:
            # The same kind as the piece before: they are one.
            left, right = cuts[-1][0] + left, cuts[-1][1] + right
            cuts.pop()
        cuts.append((left, right, not same))
    return (
        [Piece(left, changed) for left, _, changed in cuts if left],
        [Piece(right, changed) for _, right, changed in cuts if right],
    )


def _whole(text: str) -> list[Piece]:
    return [Piece(text, True)] if text else []
