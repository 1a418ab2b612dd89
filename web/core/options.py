"""Buttons as opaque ids, and back to what is sent to the bot."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from web.core.turn import Option
from web.core.turn_store import Choice

GREETING_NUMBER: Final = 0
"""The number in the ids of the greeting's options, which no turn has."""

_ID = re.compile(r"([0-9a-f]{1,16})-(\d{1,3})-([0-9a-f]{32})", re.ASCII)
_NUMBERED = re.compile(r"[（(]?(\d{1,2})[)）.、。号]?", re.ASCII)


class OptionIds:
    """Names options so that only their own conversation can use them."""

    def __init__(self, secret: str) -> None:
        """Sign with this secret."""
        self._key = secret.encode()

    def options(
        self, conversation: str, number: int, choices: Sequence[Choice]
    ) -> tuple[Option, ...]:
        """Give the choices of a turn their ids, each at most 53 characters."""
        return tuple(
            Option(self._id(conversation, number, index), choice.title)
            for index, choice in enumerate(choices)
        )

    def read(self, conversation: str, option: str) -> tuple[int, int] | None:
        """Find the turn's number and the option's index; None for a foreign id."""
        match = _ID.fullmatch(option)
        if match is None:
            return None
        number, index = int(match[1], 16), int(match[2])
        if not hmac.compare_digest(self._id(conversation, number, index), option):
            return None
        return number, index

    def _id(self, conversation: str, number: int, index: int) -> str:
        name = f"{number:x}-{index}"
        said = f"option:{conversation}:{name}".encode()
        return f"{name}-{hmac.new(self._key, said, hashlib.sha256).hexdigest()[:32]}"


def typed_choice(text: str, choices: Sequence[Choice]) -> Choice | None:
    """Find the option that is meant by its typed number or title."""
    said = _folded(text)
    for choice in choices:
        if said == _folded(choice.title):
            return choice
    match = _NUMBERED.fullmatch(said)
    if match and 1 <= int(match[1]) <= len(choices):
        return choices[int(match[1]) - 1]
    return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(" 。.!！?？")
