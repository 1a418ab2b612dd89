"""How near two short texts are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

ALIKE = 0.8
"""From where on two phrasings count as nearly the same."""


def one_slip_apart(first: str, second: str) -> bool:
    """Tell whether one character added, left out or replaced makes them equal."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    short, long = sorted((first, second), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    skip = 1 if len(short) == len(long) else 0
    return short[start + skip :] == long[start + 1 :]


def pairs_of(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters; a lone character is its own."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


class LikenessIndex:
    """Finds the texts that share most pairs of characters with another."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs = {text: pairs_of(text) for text in texts}
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        for text, pairs in self._pairs.items():
            for pair in pairs:
                self._holders[pair].append(text)

    def alike(self, text: str) -> Iterator[str]:
        """Give the texts that are nearly this one, the nearest first."""
        wanted = pairs_of(text)
        shared = Counter(t for pair in wanted for t in self._holders.get(pair, ()))
        near = {
            other: 2 * count / (len(wanted) + len(self._pairs[other]))
            for other, count in shared.items()
        }
        yield from (
            other
            for other, likeness in sorted(near.items(), key=lambda e: (-e[1], e[0]))
            if likeness >= ALIKE
        )
