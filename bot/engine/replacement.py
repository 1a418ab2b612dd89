"""Exchanging a function of Rasa's, as long as it is the one that we know."""

from __future__ import annotations

import hashlib
import inspect
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

logger = logging.getLogger(__name__)

Known = tuple[tuple[Any, str], ...]
"""Code of Rasa's, each piece with the ``fingerprint`` of its source."""

RASA_VERSION = "3.6.21"


@dataclass(frozen=True)
class Replacement:
    """A function of ours in the place of one of Rasa's.

    Attributes:
        owner: The class or module in which Rasa keeps what is replaced.
        name: Its name there.
        ours: What takes its place.
        known: What ours was written against; what is replaced is among it.
    """

    owner: Any
    name: str
    ours: Any
    known: Known

    @property
    def title(self) -> str:
        """What is replaced, in one word."""
        return f"{self.owner.__name__}.{self.name}"

    def is_safe(self) -> bool:
        """Whether Rasa's code still is what ours was written against."""
        return is_unchanged(self.known)


def is_unchanged(known: Known) -> bool:
    """Whether the source of each piece of code still is what it was."""
    return all(fingerprint(code) == digest for code, digest in known)


def fingerprint(code: Any) -> str:
    """Return a short name for the source of a function, class or module.

    It is empty where there is no source to look at.
    """
    try:
        source = inspect.getsource(code)
    except (OSError, TypeError):
        return ""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def install(replacements: Iterable[Replacement]) -> list[str]:
    """Put our functions in place of Rasa's.

    Where Rasa's code is not what we know, it stays: the bot then is slower, and a
    line in its log says so.

    Returns:
        What was left as it is.
    """
    left = []
    for replacement in replacements:
        if replacement.is_safe():
            setattr(replacement.owner, replacement.name, replacement.ours)
        else:
            left.append(replacement.title)
            logger.warning(
                "%s is not the one of Rasa %s: it stays, and the bot is slower",
                replacement.title,
                RASA_VERSION,
            )
    return left
