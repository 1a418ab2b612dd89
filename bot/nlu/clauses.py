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
        there is only one, unless it stands behind a lead-in.
    """
    spans: list[tuple[int, int]] = []
    start, led_in = 0, False
    for match in (*_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        lead_in = _LEAD_IN.match(text, start, end)
        start = lead_in.end() if lead_in else start
        led_in = led_in or lead_in is not None
        if len(text[start:end].strip()) >= _MIN_LENGTH:
            spans.append((start, end))
        start = match.end() if match else end
    return spans[-_MAX_CLAUSES:] if len(spans) > 1 or led_in else []
