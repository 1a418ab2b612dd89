"""Cutting a long text into messages that WeChat takes."""

from __future__ import annotations

import re
from typing import Final

LIMIT_BYTES: Final = 2048
TARGET_BYTES: Final = 1800
# A link may reach past the target, but leaves room for the line that offers the rest.
_LONGEST_BYTES: Final = 1900

_SENTENCE_END: Final = "。！？!?；;\n"
_PAUSE: Final = "，,、：: "
# What must not be cut: a link, an address, a flag, a character with its marks.
_ATOM: Final = re.compile(
    r"<a\s[^>]*>.*?</a>"
    r"|https?://[!-;=?-~]+"
    r"|[\U0001F1E6-\U0001F1FF]{2}"
    r"|.(?:[\u0300-\u036f\u20e3\ufe0e\ufe0f\U0001F3FB-\U0001F3FF]|\u200d.)*",
    re.DOTALL | re.IGNORECASE,
)


def split(text: str) -> list[str]:
    """Cut a text at sentence ends into parts of about 1,800 bytes of UTF-8.

    Args:
        text: Any text; it may hold ``<a>`` links.

    Returns:
        At least one part, each at most 1,900 bytes long. No link or character is
        cut unless it alone is longer than that. Only line breaks around a cut are
        left out.
    """
    atoms = [piece for found in _ATOM.findall(text) for piece in _bounded(found)]
    parts: list[str] = []
    while atoms:
        count = _cut(atoms)
        parts.append("".join(atoms[:count]).strip("\n"))
        atoms = atoms[count:]
    return [part for part in parts if part] or [""]


def _bounded(atom: str) -> list[str]:
    # No message can hold a link of this length: cut it, for nothing may be lost.
    if len(atom.encode()) <= _LONGEST_BYTES:
        return [atom]
    return list(atom)


def _cut(atoms: list[str]) -> int:
    """How many atoms go into the next part."""
    size = 0
    fitting = sentence = pause = 0
    for index, atom in enumerate(atoms, start=1):
        size += len(atom.encode())
        if size > TARGET_BYTES and fitting:
            break
        fitting = index
        if atom in _SENTENCE_END:
            sentence = index
        elif atom in _PAUSE:
            pause = index
    else:
        return fitting
    # A sentence end near the start would make many small parts.
    half = fitting // 2
    if sentence > half:
        return sentence
    return pause if pause > half else fitting
