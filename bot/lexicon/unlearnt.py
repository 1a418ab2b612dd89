"""What is published and not learnt yet: found word for word until it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.lexicon.reader import Entry
from bot.nlu.text import normalise


class Unlearnt:
    """An immutable index over the entries that came since the last learning.

    Learning takes seconds. Until it is done nothing that resembles a new wording is
    known, but whoever says just the new wording is understood.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index entries by their canonical writing."""
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._entries[normalise(entry.text)].append(entry)
        self._entries.pop("", None)

    def __len__(self) -> int:
        """Return the number of wordings."""
        return len(self._entries)

    def said(self, text: str) -> Sequence[Entry]:
        """Return the entries that a canonical text is, as a whole."""
        return self._entries.get(text, ())

    def stands_in(self, text: str) -> bool:
        """Tell whether any of the entries stands in a canonical text as written.

        What was learnt before does not know it, and would take it for a slip.
        """
        return any(wording in text for wording in self._entries)
