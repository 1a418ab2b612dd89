"""Turn toneless pinyin back into Chinese, as an input method does."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from bot.nlu.pinyin import Unit, has_pinyin, sound_of, units
from bot.nlu.text import is_han, normalise

_EDGE = "^"
# Share of a pair's probability that is taken from the pair itself; the rest is the
# character's own.
_PAIR = 0.9
_UNSEEN = 1e-6


class PinyinDecoder:
    """Finds the likeliest characters for syllables, by pairs of characters.

    It knows the words of the sentences that it was made from: the names and
    phrasings of the knowledge base.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Count characters and pairs of characters.

        Args:
            texts: Sentences as workers write them.
        """
        self._singles: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._by_sound: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            before = _EDGE
            for char in normalise(text):
                self._singles[char] += 1
                self._pairs[before, char] += 1
                if is_han(char):
                    self._by_sound[sound_of(char)].add(char)
                before = char
        self._total = sum(self._singles.values()) or 1

    def decode(self, text: str) -> str:
        """Write the pinyin in a canonical text in characters.

        Args:
            text: A text out of ``normalise``.

        Returns:
            The likeliest Chinese text; the text itself where it holds no pinyin.
        """
        if not has_pinyin(text):
            return text
        paths: dict[str, tuple[float, str]] = {_EDGE: (0.0, "")}
        for unit in units(text):
            paths = self._extend(paths, unit)
        best = max(paths.values())
        return best[1]

    def _extend(
        self, paths: dict[str, tuple[float, str]], unit: Unit
    ) -> dict[str, tuple[float, str]]:
        heard = self._by_sound.get(unit.sound) if unit.is_pinyin else None
        chars = heard or {unit.text}
        return {
            char: max(
                (score + self._chance(before, char), written + char)
                for before, (score, written) in paths.items()
            )
            for char in sorted(chars)
        }

    def _chance(self, before: str, char: str) -> float:
        single = self._singles[char] / self._total
        followed = self._singles[before] or 1
        pair = self._pairs[before, char] / followed
        return math.log(_PAIR * pair + (1 - _PAIR) * single + _UNSEEN)
