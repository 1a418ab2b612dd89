"""The hand-written tables of the noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Tables:
    """What the kinds of noise draw from.

    Attributes:
        syllables: Characters of each toneless syllable, the commonest first.
        sound: Syllable of each character.
        words: Toneless pinyin of words that are read otherwise.
        near: The syllables that each syllable is taken for.
        traditional: Traditional form of simplified characters.
        habits: Fillers, emoji and marks by place.
    """

    syllables: Mapping[str, str]
    sound: Mapping[str, str]
    words: Mapping[str, str]
    near: Mapping[str, Sequence[str]]
    traditional: Mapping[str, str]
    habits: Mapping[str, Sequence[str]]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Read the tables."""
    spoken = _read("syllables.yml")
    syllables: dict[str, str] = spoken["syllables"]
    sound: dict[str, str] = {}
    for syllable, characters in syllables.items():
        for character in characters:
            sound.setdefault(character, syllable)
    written = _read("traditional.yml")
    pairs = zip(
        written["simplified"].replace(" ", ""),
        written["traditional"].replace(" ", ""),
        strict=True,
    )
    return Tables(
        syllables=syllables,
        sound=sound,
        words=spoken["words"],
        near=_near(syllables, **spoken["near"]),
        traditional={simple: full for simple, full in pairs if simple != full},
        habits=_read("habits.yml"),
    )


def _near(
    syllables: Mapping[str, str],
    initials: Sequence[Sequence[str]],
    finals: Sequence[Sequence[str]],
) -> dict[str, list[str]]:
    """Tell which syllables are confused: those that differ in one such pair."""
    found: dict[str, list[str]] = {}
    for syllable in syllables:
        heard = []
        for pair in initials:
            for one, other in (pair, reversed(pair)):
                # zh begins with z: sh becomes s, but zh never zhh.
                if syllable.startswith(one) and not syllable.startswith(f"{one}h"):
                    heard.append(other + syllable[len(one) :])
        for pair in finals:
            for one, other in (pair, reversed(pair)):
                if syllable.endswith(one):
                    heard.append(syllable[: -len(one)] + other)
        found[syllable] = sorted({s for s in heard if s in syllables} - {syllable})
    return found


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((_FOLDER / name).read_text("utf-8"))
    return content
