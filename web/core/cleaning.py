"""What a worker typed, made harmless for the bot, the store and the logs."""

import re
import unicodedata
from typing import Final

from web.core.errors import EmptyMessageError, TextTooLongError

LONGEST_TEXT: Final = 500
"""Characters that a message may have."""

# Controls, invisible format signs and halves of surrogate pairs.
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
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
    spaced = " ".join(text.split())
    kept = (sign for sign in spaced if unicodedata.category(sign) not in _DROPPED)
    return " ".join("".join(kept).split())
