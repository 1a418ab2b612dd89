"""How likely a character is behind others: in what workers write, and in general."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from bot.nlu.text import is_han

EDGE = "^"
_DIGIT = "0"
# Shares of the next character's probability: behind two, behind one, behind one in
# the dictionary's words, alone, alone in the dictionary. The rest is for the unseen.
_TRIPLE, _PAIR, _WORD, _SINGLE, _COMMON = 0.45, 0.27, 0.20, 0.04, 0.04
_UNSEEN = 1e-7
_LOG_UNSEEN = math.log(_UNSEEN)
_NOTHING: dict[str, float] = {}
# A triple that was seen once is chance; a word of the dictionary must be in use.
_MIN_TRIPLE = 2
_MIN_WORD = 20


def symbol(char: str) -> str:
    """Return what stands for a character: all digits are one, all marks an edge."""
    if is_han(char) or "a" <= char <= "z":
        return char
    return _DIGIT if char.isdigit() else EDGE


@dataclass(frozen=True)
class Habits:
    """How often characters follow each other in sentences and in words.

    Attributes:
        singles: Characters of workers' sentences.
        pairs: Two in a row.
        triples: Three in a row.
        words: Two in a row within a word of the dictionary, and how often a first
            character has any second.
        common: Characters of the dictionary's words.
    """

    singles: dict[str, int]
    pairs: dict[str, int]
    triples: dict[str, int]
    words: dict[str, int]
    common: dict[str, int]

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Habits:
        """Count in canonical texts and in jieba's dictionary."""
        singles, pairs, triples = _count(texts)
        words, common = _dictionary()
        return cls(dict(singles), dict(pairs), dict(triples), words, common)

    def save(self, path: Path) -> None:
        """Write the counts as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Habits:
        """Read what ``save`` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


class LanguageModel:
    """Probabilities of characters, interpolated from triples, pairs and singles."""

    def __init__(self, habits: Habits, texts: Iterable[str] = ()) -> None:
        """Make a model.

        Args:
            habits: What was learnt.
            texts: Further canonical texts that are as usual.
        """
        singles, pairs, triples = _count(texts)
        singles += Counter(habits.singles)
        pairs += Counter(habits.pairs)
        triples += Counter(habits.triples)
        total = singles.total() or 1
        all_common = sum(habits.common.values()) or 1
        self._alone = {
            char: _UNSEEN
            + _SINGLE * singles[char] / total
            + _COMMON * habits.common.get(char, 0) / all_common
            for char in singles.keys() | habits.common.keys()
        }
        self._words = habits.words
        self._behind_one = self._followers(singles, pairs)
        self._behind_two = _third(pairs, triples)
        # Most of the candidates were never seen behind anything.
        self._log_alone = {char: math.log(c) for char, c in self._alone.items()}

    def _followers(
        self, singles: Mapping[str, int], pairs: Mapping[str, int]
    ) -> dict[str, dict[str, float]]:
        """Return each character's probability behind each that it was seen behind."""
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for pair, count in pairs.items():
            first, second = pair[0], pair[1]
            found[first][second] = self._alone[second] + _PAIR * count / singles[first]
        for pair, count in self._words.items():
            if len(pair) < 2:
                continue
            first, second = pair[0], pair[1]
            behind = found[first]
            so_far = behind.get(second) or self._alone.get(second, _UNSEEN)
            behind[second] = so_far + _WORD * count / self._words[first]
        return dict(found)

    @property
    def characters(self) -> Sequence[str]:
        """All characters that were seen, the most frequent first."""
        return sorted(self._alone, key=lambda char: (-self._alone[char], char))

    def is_usual(self, first: str, second: str) -> bool:
        """Tell whether two characters were ever seen next to each other."""
        return second in self._behind_one.get(first, _NOTHING)

    def log_chances(self, first: str, second: str, chars: Iterable[str]) -> list[float]:
        """Return the natural logarithm of each character's probability behind two."""
        found = []
        behind_one = self._behind_one.get(second, _NOTHING)
        behind_two = self._behind_two.get(first + second, _NOTHING)
        log_alone, log = self._log_alone, math.log
        for char in chars:
            chance = behind_one.get(char)
            if chance is None:
                found.append(log_alone.get(char, _LOG_UNSEEN))
            elif char in behind_two:
                found.append(log(chance + behind_two[char]))
            else:
                found.append(log(chance))
        return found


def _third(
    pairs: Mapping[str, int], triples: Mapping[str, int]
) -> dict[str, dict[str, float]]:
    """Return what a character's probability gains behind a pair."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for triple, count in triples.items():
        if count >= _MIN_TRIPLE:
            pair, char = triple[:2], triple[2]
            found[pair][char] = _TRIPLE * count / pairs[pair]
    return dict(found)


def _count(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    for text in texts:
        line = EDGE + "".join(map(symbol, text)) + EDGE
        singles.update(line)
        pairs.update(line[i : i + 2] for i in range(len(line) - 1))
        triples.update(line[i : i + 3] for i in range(len(line) - 2))
    return singles, pairs, triples


def _dictionary() -> tuple[dict[str, int], dict[str, int]]:
    """Count pairs within the words of jieba's dictionary, and their characters."""
    # Needed for training only, and half a second slow.
    import jieba

    jieba.setLogLevel("ERROR")
    # The dictionary also holds the beginnings of words, with no frequency.
    jieba.initialize()
    pairs: Counter[str] = Counter()
    common: Counter[str] = Counter()
    for word, frequency in jieba.dt.FREQ.items():
        if not frequency:
            continue
        for char in filter(is_han, word):
            common[char] += frequency
        for first, second in pairwise(word):
            if is_han(first) and is_han(second):
                pairs[first + second] += frequency
    kept = {pair: count for pair, count in pairs.items() if count >= _MIN_WORD}
    firsts: Counter[str] = Counter()
    for pair, count in kept.items():
        firsts[pair[0]] += count
    return kept | dict(firsts), dict(common)
