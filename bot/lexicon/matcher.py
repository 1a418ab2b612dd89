"""Find names of the lexicon in a text: as written, by sound, with one slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import spacy
from pypinyin.phrases_dict import phrases_dict
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.lexicon.reader import Entry
from bot.nlu.pinyin import Unit, similar, units
from bot.nlu.text import is_han, normalise

NAME_KINDS = ("programme", "metric", "region", "group", "signpost", "lookalike")
# Kinds that name the matter itself: of overlapping ones the longest is meant, so
# that 菜鸟驿站 is never taken for 驿站.
_RIVALS = frozenset({"programme", "signpost", "lookalike"})
_MIN_FUZZY_UNITS = 4
_MIN_LATIN_LETTERS = 6
# Two syllables are too little to hear a place or an accident in: 水平 is not 遂平,
# 没勇气活了 is not 起火了.
_HEARD_WHEN_SHORT = frozenset({"programme"})
# A slip makes another word of a short everyday phrase: 报名电话 is not 报警电话.
_FORGIVEN_SLIPS = frozenset({"programme", "metric"})
_SHORT = 2
# 工会几点: no slip for 会籍 but two words that touch.
_FUNCTION_CHARACTERS = frozenset(
    "一几的了是不有我你他在这那就也都和个没吗呢吧二三四五六七八九十"
)
# 郑州银行 is a bank's name, not where somebody is. 学院路 is a street of the place.
_OF_A_LONGER_NAME = re.compile(
    r"(?:银行|农商行|信用社|石化|石油|钢铁|大学(?!生)|学院(?!路)|日报|晚报|烩面"
    r"|[一二三四五]附院|附属)"
)
# What only looks like a service is told apart by its exact name: 早餐几点 is no 早餐机.
_NEVER_HEARD = frozenset({"lookalike"})


@dataclass(frozen=True)
class Match:
    """A name found in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        kind: Kind of the lexicon entry, one of ``NAME_KINDS``.
        target: Id of the row that it stands for.
        alias: The name as the lexicon writes it.
        exact: Whether it was written just so.
    """

    start: int
    end: int
    kind: str
    target: str
    alias: str
    exact: bool


class LexiconMatcher:
    """An immutable index over the names of one version of the lexicon."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index all entries whose kind is one of ``NAME_KINDS``."""
        self._nlp = spacy.blank("zh")
        self._phrases = PhraseMatcher(self._nlp.vocab)
        self._meanings: dict[str, list[Entry]] = defaultdict(list)
        self._by_sound: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._with_gap: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._ends: set[tuple[int, int, tuple[str, ...]]] = set()
        for entry in entries:
            if entry.kind in NAME_KINDS:
                self._meanings[normalise(entry.text)].append(entry)
        self._meanings.pop("", None)
        self._longest = max((len(alias) for alias in self._meanings), default=0)
        for alias in self._meanings:
            self._phrases.add(alias, [self._nlp.make_doc(alias)])
            self._index_sounds(alias)

    def tokenize(self, text: str) -> Doc:
        """Split a text into characters with spaCy's Chinese tokeniser."""
        return self._nlp.make_doc(text)

    def find(self, doc: Doc) -> list[Match]:
        """Find the names in a tokenised canonical text.

        Args:
            doc: A document out of ``tokenize``.

        Returns:
            Matches in reading order. Of overlapping names of the same family the
            longest stays.
        """
        found = self._exact(doc)
        taken = [(match.start, match.end) for match in found]
        for match in self._by_ear(units(doc.text)):
            if all(match.end <= start or match.start >= end for start, end in taken):
                found.append(match)
        found = [match for match in found if not _begins_a_name(match, doc.text)]
        return sorted(_longest_of_each_family(found), key=lambda m: (m.start, m.end))

    def _index_sounds(self, alias: str) -> None:
        pieces = units(alias)
        sounds = tuple(unit.sound for unit in pieces)
        if len(sounds) < 2 or not any(is_han(char) for char in alias):
            return
        self._by_sound[sounds].append(alias)
        if len(sounds) >= _MIN_FUZZY_UNITS:
            for gap in range(len(sounds)):
                key = (*sounds[:gap], "*", *sounds[gap + 1 :])
                self._with_gap[key].append(alias)
            self._ends.update(_ends(sounds))

    def _exact(self, doc: Doc) -> list[Match]:
        found: list[Match] = []
        for match_id, start, end in self._phrases(doc):
            alias = self._nlp.vocab.strings[match_id]
            first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
            found.extend(
                Match(first, last, entry.kind, entry.target, entry.text, exact=True)
                for entry in self._meanings[alias]
            )
        return found

    def _by_ear(self, pieces: Sequence[Unit]) -> list[Match]:
        found: list[Match] = []
        all_sounds = tuple(unit.sound for unit in pieces)
        for start in range(len(pieces)):
            for end in range(start + 2, min(len(pieces), start + self._longest) + 1):
                sounds = all_sounds[start:end]
                heard: list[Match] = []
                if sounds in self._by_sound:
                    heard = self._same_sound(pieces[start:end])
                # One slip leaves one of a name's ends as it is: most windows have
                # neither end of any name, and need no closer look.
                if not heard and not self._ends.isdisjoint(_ends(sounds)):
                    heard = self._one_slip(pieces[start:end])
                found.extend(heard)
        return found

    def _same_sound(self, window: Sequence[Unit]) -> list[Match]:
        """Find names that sound just like the window."""
        written = "".join(unit.text for unit in window)
        aliases = self._by_sound.get(tuple(unit.sound for unit in window), [])
        if not any(is_han(char) for char in written):
            # Toneless pinyin has no characters to compare: only a longer name is
            # told apart from chance.
            if len(written) < _MIN_LATIN_LETTERS:
                return []
            return self._matches(aliases, window)
        least = (len(window) + 1) // 2
        matches = self._matches(
            [a for a in aliases if _shared(window, a) >= least], window
        )
        matches = [match for match in matches if match.kind not in _NEVER_HEARD]
        if len(window) > _SHORT:
            return matches
        if written in phrases_dict or _FUNCTION_CHARACTERS.intersection(written):
            # 会计 is a word of its own and no slip for 会籍.
            return []
        return [match for match in matches if match.kind in _HEARD_WHEN_SHORT]

    def _one_slip(self, window: Sequence[Unit]) -> list[Match]:
        """Find names of which one character was mistyped to one of similar sound."""
        key = tuple(unit.sound for unit in window)
        found: list[Match] = []
        for gap, unit in enumerate(window):
            holed = (*key[:gap], "*", *key[gap + 1 :])
            aliases = [
                alias
                for alias in self._with_gap.get(holed, [])
                if _shared(window, alias) == len(window) - 1
                and is_han(unit.text[0])
                and unit.text not in _FUNCTION_CHARACTERS
                and similar(unit.sound, units(alias)[gap].sound)
            ]
            matches = self._matches(aliases, window)
            found.extend(m for m in matches if m.kind in _FORGIVEN_SLIPS)
        return found

    def _matches(self, aliases: Iterable[str], window: Sequence[Unit]) -> list[Match]:
        start, end = window[0].start, window[-1].end
        return [
            Match(start, end, entry.kind, entry.target, entry.text, exact=False)
            for alias in aliases
            for entry in self._meanings[alias]
        ]


def _begins_a_name(match: Match, text: str) -> bool:
    """Whether a region is only how the name of something else begins."""
    if match.kind != "region":
        return False
    return _OF_A_LONGER_NAME.match(text, match.end) is not None


def _ends(sounds: tuple[str, ...]) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Return the first and the last two sounds, each with its place and the length.

    Of the four sounds and more that a name with a slip has, one of these pairs is
    as it should be.
    """
    return (len(sounds), 0, sounds[:2]), (len(sounds), 1, sounds[-2:])


def _shared(window: Sequence[Unit], alias: str) -> int:
    return sum(
        unit.text == piece.text
        for unit, piece in zip(window, units(alias), strict=False)
    )


def _longest_of_each_family(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    ordered = sorted(matches, key=lambda m: (-(m.end - m.start), not m.exact, m.start))
    for match in ordered:
        rivals = (
            other
            for other in kept
            if _family(other) == _family(match)
            and (other.start, other.end) != (match.start, match.end)
        )
        if all(match.end <= o.start or match.start >= o.end for o in rivals):
            kept.append(match)
    return kept


def _family(match: Match) -> str:
    return "matter" if match.kind in _RIVALS else match.kind
