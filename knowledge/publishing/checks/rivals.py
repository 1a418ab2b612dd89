"""Names and phrasings that are nearly another's, found without comparing with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from knowledge.publishing.checks.likeness import LikenessIndex, one_slip_apart
from knowledge.publishing.checks.names import Named

SHORTEST: Final = 4
"""Shorter names are too often one slip apart by nature."""
NAMING: Final = frozenset({"name", "aliases"})
MEANT: Final = frozenset({"phrasings", "question"})


class Rivals:
    """Names that others have.

    Args:
        names: The names; what is looked for is worked out once, when it is asked for.
    """

    def __init__(self, names: Iterable[Named]) -> None:
        self._names = list(names)

    def alike(self, named: Named) -> Iterator[Named]:
        """Give the phrasings that are nearly one, the nearest first."""
        for text in self._index.alike(named.read):
            yield from self._phrasings[text]

    def one_slip_apart(self, named: Named) -> Iterator[Named]:
        """Give the names of the same space that one wrong character makes equal."""
        if len(named.read) < SHORTEST:
            return
        found: dict[int, Named] = {}
        for key in _slips(named.read):
            for place in self._by_slip.get((named.space, key), ()):
                found[place] = self._names[place]
        for place in sorted(found):
            if one_slip_apart(named.read, found[place].read):
                yield found[place]

    @cached_property
    def _phrasings(self) -> dict[str, list[Named]]:
        found: defaultdict[str, list[Named]] = defaultdict(list)
        for named in self._names:
            if named.field in MEANT:
                found[named.read].append(named)
        return dict(found)

    @cached_property
    def _index(self) -> LikenessIndex:
        return LikenessIndex(self._phrasings)

    @cached_property
    def _by_slip(self) -> dict[tuple[str, str], list[int]]:
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, named in enumerate(self._names):
            if named.field in NAMING and len(named.read) >= SHORTEST:
                for key in _slips(named.read):
                    found[named.space, key].append(place)
        return dict(found)


def _slips(text: str) -> set[str]:
    """Give a text, and it without each of its characters.

    Of two texts that one character added, left out or replaced makes equal, some of
    these are the same.
    """
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}
