"""What can go wrong with the knowledge base, by name."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Base of all errors of this package; the message is one clear line."""


class KnowledgeUnavailableError(KnowledgeError):
    """The database cannot be reached, or its tables were never made."""


class SeedError(KnowledgeError):
    """The seed files cannot be loaded.

    Attributes:
        problems: All that was found, each one line with file, line and reason.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        count = len(problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the seed")
