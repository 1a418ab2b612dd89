"""A matcher that looks at each sentence once, however often it is asked."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from bot.lexicon.matcher import LexiconMatcher, Match
from bot.lexicon.reader import Entry


class RememberingMatcher(LexiconMatcher):
    """Finds the same names; every fold masks nearly the same sentences."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the names of the entries."""
        super().__init__(entries)
        self._found: dict[str, list[Match]] = {}

    def find(self, doc: Doc) -> list[Match]:
        """Find the names in a tokenised canonical text."""
        if doc.text not in self._found:
            self._found[doc.text] = super().find(doc)
        return self._found[doc.text]
