"""Cut a message into the clauses that may each ask something of their own."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[,。;;!!??、\n]|(?:还有就是|另外|顺便问下?|再问一?下?)")
_MIN_LENGTH = 3
_MAX_CLAUSES = 4


def split_clauses(text: str) -> list[str]:
    """Return the clauses of a canonical text, or nothing if it has only one."""
    parts = [part.strip() for part in _BREAK.split(text)]
    clauses = [part for part in parts if len(part) >= _MIN_LENGTH]
    return clauses[-_MAX_CLAUSES:] if len(clauses) > 1 else []
