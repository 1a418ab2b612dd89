"""Cut a message into the clauses that may each ask something of their own."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[,。;!?、\n]|(?:还有就是|另外|顺便问下?|再问一?下?)")
_MIN_LENGTH = 3
_MAX_CLAUSES = 4


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Find the clauses of a canonical text.

    Returns:
        Start and end of each clause, the last four of a long message; nothing if
        there is only one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in (*_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        if len(text[start:end].strip()) >= _MIN_LENGTH:
            spans.append((start, end))
        start = match.end() if match else end
    return spans[-_MAX_CLAUSES:] if len(spans) > 1 else []
