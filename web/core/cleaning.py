"""What a worker typed, made harmless for the bot, the store and the logs."""

import re
import unicodedata
from typing import Final

from web.core.errors import EmptyMessageError, TextTooLongError

LONGEST_TEXT: Final = 500
"""Characters that a message may have."""

# Controls, invisible format signs, halves of surrogate pairs, and marks laid over a
# sign: what is hidden between digits must not hide a number from the mask.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})
_BLANKS = str.maketrans(dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0"))
# Rasa takes a text that begins with a slash for a command.
_COMMAND = re.compile(r"[/／\s]+")


def cleaned(text: str) -> str:
    """Make one line of visible characters that begins with no slash.

    Raises:
        EmptyMessageError: Nothing is left.
        TextTooLongError: More than 500 characters are left.
    """
    found = visible(text)
    command = _COMMAND.match(found)
    if command:
        found = found[command.end() :]
    if not found:
        raise EmptyMessageError
    if len(found) > LONGEST_TEXT:
        raise TextTooLongError
    return found


def visible(text: str) -> str:
    """Drop what cannot be seen; white space of any kind becomes one space."""
    # Composed first: an accent that belongs to its letter stays.
    composed = unicodedata.normalize("NFC", text.translate(_BLANKS))
    spaced = " ".join(composed.split())
    kept = (sign for sign in spaced if unicodedata.category(sign) not in _DROPPED)
    return " ".join("".join(kept).split())
