"""Syllables: how a text sounds, whichever characters the input method chose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin_dict

from bot.nlu.text import is_han

# Pairs that southern and Henan speakers, and speech-to-text, mix up.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ing", "in"), ("eng", "en"), ("ang", "an"))
_SYLLABLE = re.compile(r"([^aeiouv]*)([a-z]+)$")
_LATIN = re.compile(r"[a-z]+")
_MIN_LATIN_SYLLABLES = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """One spoken unit of a text: a character, a pinyin syllable, a word or a mark.

    Attributes:
        text: How it is written.
        sound: Canonical toneless syllable, or ``text`` where it has none.
        start: Offset of the first character in the text.
        end: Offset behind the last character.
        is_pinyin: Whether it is a syllable written in Latin letters.
    """

    text: str
    sound: str
    start: int
    end: int
    is_pinyin: bool = False


@lru_cache(maxsize=4096)
def canonical(syllable: str) -> str:
    """Fold a toneless syllable onto the one that it is commonly confused with."""
    for full, short in _INITIALS:
        if syllable.startswith(full):
            syllable = short + syllable[len(full) :]
            break
    if syllable.startswith("n") and len(syllable) > 1 and syllable[1] not in "g":
        syllable = "l" + syllable[1:]
    for full, short in _FINALS:
        if syllable.endswith(full):
            return syllable[: -len(full)] + short
    return syllable


def similar(one: str, other: str) -> bool:
    """Tell whether two canonical syllables share their beginning or their end."""
    first, second = _SYLLABLE.match(one), _SYLLABLE.match(other)
    if first is None or second is None:
        return False
    return bool(first[1] and first[1] == second[1]) or first[2] == second[2]


@lru_cache(maxsize=20000)
def sound_of(char: str) -> str:
    """Return the canonical syllable of a single Chinese character."""
    return canonical(lazy_pinyin(char, style=Style.NORMAL)[0])


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[Unit, ...]:
    """Split a canonical text into spoken units.

    Every Chinese character is a unit. A run of Latin letters becomes pinyin
    syllables if the whole run can be read so and is long enough not to be a
    word by chance; else it is one unit. Digits stay together, spaces vanish.

    Args:
        text: A text out of ``normalise``.

    Returns:
        The units in reading order, with offsets into ``text``.
    """
    found: list[Unit] = []
    whole_is_pinyin = is_pinyin_sentence(text)
    position = 0
    while position < len(text):
        char = text[position]
        if is_han(char):
            found.append(Unit(char, sound_of(char), position, position + 1))
            position += 1
        elif "a" <= char <= "z":
            match = _LATIN.match(text, position)
            assert match is not None
            found.extend(_latin_units(match.group(), position, whole_is_pinyin))
            position = match.end()
        elif char.isdigit():
            end = position
            while end < len(text) and text[end].isdigit():
                end += 1
            found.append(Unit(text[position:end], text[position:end], position, end))
            position = end
        else:
            if not char.isspace():
                found.append(Unit(char, char, position, position + 1))
            position += 1
    return tuple(found)


def has_pinyin(text: str) -> bool:
    """Tell whether a canonical text holds pinyin in Latin letters."""
    return any(unit.is_pinyin for unit in units(text))


def is_pinyin_sentence(text: str) -> bool:
    """Tell whether a canonical text is toneless pinyin from beginning to end."""
    words = _LATIN.findall(text)
    if not words or any(is_han(char) for char in text):
        return False
    cuts = [cut_syllables(word) for word in words]
    return all(cuts) and sum(len(cut or ()) for cut in cuts) >= _MIN_LATIN_SYLLABLES


def _latin_units(word: str, start: int, whole_is_pinyin: bool) -> list[Unit]:
    syllables = cut_syllables(word)
    if syllables is None or not (
        whole_is_pinyin or len(syllables) >= _MIN_LATIN_SYLLABLES
    ):
        return [Unit(word, word, start, start + len(word))]
    found, position = [], start
    for syllable in syllables:
        end = position + len(syllable)
        found.append(Unit(syllable, canonical(syllable), position, end, True))
        position = end
    return found


@lru_cache(maxsize=4096)
def cut_syllables(word: str) -> tuple[str, ...] | None:
    """Cut a run of letters into the fewest pinyin syllables.

    Args:
        word: Lower-case letters without tone marks.

    Returns:
        The syllables, or None where the run cannot be read as pinyin.
    """
    known = _known_syllables()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            head, piece = best[start], word[start:end]
            if head is None or piece not in known:
                continue
            current = best[end]
            if current is None or len(head) + 1 < len(current):
                best[end] = (*head, piece)
    return best[len(word)]


@lru_cache(maxsize=1)
def _known_syllables() -> frozenset[str]:
    found = set()
    for code in pinyin_dict.pinyin_dict:
        if 0x4E00 <= code <= 0x9FFF:
            syllable = lazy_pinyin(chr(code), style=Style.NORMAL)[0]
            if re.fullmatch(r"[a-z]{2,6}", syllable) and re.search(
                r"[aeiouv]", syllable
            ):
                found.add(syllable)
    # The table has one reading of each character: 谁 is also read shei.
    return frozenset(found | {"a", "e", "o", "shei", "zhei", "nei"})
