"""Cut a message into the clauses that may each ask something of their own."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[,。;!?、\n]|(?:还有就是|另外|顺便问下?|再问一?下?)")
# 我问的是母婴室在哪: what follows is the question.
_LEAD_IN = re.compile(r"(?:不是这个)?(?:我|俺)?(?:想|要)?(?:问|说|指)的(?:是|就是)")
_MIN_LENGTH = 3
_MAX_CLAUSES = 4


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Find the clauses of a canonical text.

    Returns:
        Start and end of each clause, the last four of a long message; nothing if
        the text is one clause as a whole.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in (*_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        lead_in = _LEAD_IN.match(text, start, end)
        start = lead_in.end() if lead_in else start
        if len(text[start:end].strip()) >= _MIN_LENGTH:
            spans.append((start, end))
        start = match.end() if match else end
    whole = len(spans) == 1 and spans[0] == (0, len(text))
    return [] if whole else spans[-_MAX_CLAUSES:]
