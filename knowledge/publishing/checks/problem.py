"""What is said about a place in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a document from going live.

    Attributes:
        path: Where, with places in lists from 0: ``answers.2.text``; empty for the
            document as a whole.
        message: What is wrong, in plain Chinese.
    """

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to look at twice; it keeps nothing back. Fields as of ``Problem``."""

    path: str
    message: str
