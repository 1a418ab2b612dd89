"""One corrupted copy of each sentence, the same one in every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.evaluation.noise.cells import Cells, cells_of
from bot.evaluation.noise.kinds import KINDS

SHARES: Mapping[str, float] = {
    "homophone": 24,
    "near miss": 10,
    "numerals": 60,
    "slip": 5,
    "traditional": 12,
    "pinyin": 10,
    "filler": 14,
    "marks": 5,
    "emoji": 9,
    "spaces": 9,
    "full width": 8,
}
"""How often a kind is drawn, among those that the sentence allows. Numerals weigh so
much because few sentences have any."""

SECOND = 0.35
"""Share of the sentences that are corrupted in two ways."""
# Kinds that cannot come together: two that change characters leave nothing to read,
# and pinyin leaves no characters to change.
_CHARACTERS = {"homophone", "near miss", "slip"}
_NOT_IN_PINYIN = _CHARACTERS | {
    "traditional",
    "numerals",
    "filler",
    "emoji",
    "spaces",
    "full width",
}


@dataclass(frozen=True)
class Corrupted:
    """A corrupted copy.

    Attributes:
        text: What is typed.
        kinds: The kinds of noise in it, one or two.
        origins: For each of its characters the offset of the clean character that it
            stands for; None where it stands for none.
    """

    text: str
    kinds: tuple[str, ...]
    origins: tuple[int | None, ...]


def corrupt(text: str, seed: int) -> Corrupted:
    """Corrupt a sentence like a worker with a phone does.

    Args:
        text: The clean sentence.
        seed: Decides the noise, together with the sentence: the same two always give
            the same copy, whatever else is corrupted.

    Returns:
        A copy that differs from the sentence.
    """
    rng = Random(f"{seed} {text}")
    clean = cells_of(text)
    possible = [kind for kind in KINDS if _changed(kind, clean, rng)]
    wanted = 2 if rng.random() < SECOND else 1
    while True:
        cells, applied = clean, []
        for kind in _drawn(possible, wanted, rng):
            changed = _changed(kind, cells, rng)
            if changed:
                cells = changed
                applied.append(kind)
        # A swap may give back what it found. Emoji go with any sentence: there is
        # always a copy in the end.
        if applied and _written(cells) != text:
            return Corrupted(
                text=_written(cells),
                kinds=tuple(applied),
                origins=tuple(cell.origin for cell in cells for _ in cell.text),
            )


def _drawn(possible: Sequence[str], wanted: int, rng: Random) -> list[str]:
    """Draw kinds that go together, in the order in which they are applied."""
    drawn: list[str] = []
    while len(drawn) < wanted:
        left = [
            kind
            for kind in possible
            if kind not in drawn and not any(_clash(kind, other) for other in drawn)
        ]
        if not left:
            break
        drawn += rng.choices(left, [SHARES[kind] for kind in left])
    return [kind for kind in KINDS if kind in drawn]


def _changed(kind: str, cells: Cells, rng: Random) -> Cells | None:
    changed = KINDS[kind](cells, rng)
    return None if changed is None or _written(changed) == _written(cells) else changed


def _written(cells: Cells) -> str:
    return "".join(cell.text for cell in cells)


def _clash(one: str, other: str) -> bool:
    pair = {one, other}
    if "pinyin" in pair:
        return bool(pair & _NOT_IN_PINYIN)
    return pair <= _CHARACTERS
