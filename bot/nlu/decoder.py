"""Find what a worker meant to write: pinyin and wrong homophones become characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter

from pypinyin import Style, lazy_pinyin

from bot.nlu.language_model import EDGE, LanguageModel, symbol
from bot.nlu.pinyin import Unit, canonical, has_pinyin, sound_of, units
from bot.nlu.text import is_han

# What it costs, in nats, to believe that another character was meant.
_SAME_SOUND = 5.5
_NEAR_SOUND = 6.0
# More if it is unusual beside one neighbour only: there mostly begins another word.
_BESIDE_ONE = 2.0
# The same for a syllable of which the letters are near, but not these.
_NEAR_LETTERS = 3.0
_MOST_CANDIDATES = 24
_CONTEXT = 2
# Where nearly all is unusual there is no context to correct by.
_MOST_DOUBTED = 0.7
_SHORT = 6
_BEAM = 8
# Characters of everyday speech with another reading as usual as the table's first.
# All readings of the table would bring in hundreds that nobody uses.
_ALSO_READ = {
    "谁": ("shei",),
    "这": ("zhei",),
    "那": ("nei",),
    "哪": ("nei",),
    "行": ("hang",),
    "长": ("chang", "zhang"),
    "得": ("dei",),
    "着": ("zhao",),
    "还": ("huan",),
    "重": ("chong",),
    "会": ("kuai",),
}
# A path that is so many nats behind the best one does not catch up.
_HOPELESS = 10.0

Candidates = list[tuple[str, float]]
# Score, the last two symbols, and the text so far.
Path = tuple[float, str, str, str]


class Decoder:
    """Noisy-channel decoding with a beam, as an input method does it.

    Only what is unusual is doubted: a character that was never seen next to one of
    its neighbours. Names that nobody ever wrote stay, because a change costs more
    than it brings where the context does not call for it.
    """

    def __init__(self, model: LanguageModel) -> None:
        """Index the characters of a language model by their sound."""
        self._model = model
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for char in model.characters:
            if is_han(char):
                for sound in {canonical(reading) for reading in _readings(char)}:
                    self._by_sound[sound].append(char)

    def decode(self, text: str) -> str:
        """Write a canonical text as it was probably meant.

        Args:
            text: A text out of ``normalise``.

        Returns:
            The likeliest text; mostly the text itself.
        """
        spelt = has_pinyin(text)
        pieces: Sequence[Unit | str] = units(text) if spelt else text
        written = [piece.text if isinstance(piece, Unit) else piece for piece in pieces]
        doubted = self._doubted([symbol(w) if len(w) == 1 else EDGE for w in written])
        if not spelt and (_is_strange(doubted) or not any(doubted)):
            return text
        first, last = (0, len(pieces)) if spelt else _range(doubted)
        before = [EDGE, EDGE, *map(symbol, written[:first])] if first else [EDGE, EDGE]
        beam: list[Path] = [(0.0, before[-2], before[-1], "")]
        for place in range(first, last):
            options = self._options(pieces[place], place, written, doubted)
            beam = self._extend(beam, options)
        if last == len(pieces):
            beam = self._extend(beam, [("", 0.0)])
        return "".join((*written[:first], beam[0][3], *written[last:]))

    def _doubted(self, line: Sequence[str]) -> list[int]:
        """Return beside how many neighbours each character was never seen."""
        framed = [EDGE, *line, EDGE]
        usual = [
            self._model.is_usual(first, second) for first, second in pairwise(framed)
        ]
        return [
            int(not before) + int(not after) if is_han(char) else 0
            for char, before, after in zip(line, usual[:-1], usual[1:], strict=True)
        ]

    def _options(
        self,
        piece: Unit | str,
        place: int,
        written: Sequence[str],
        doubted: Sequence[int],
    ) -> Candidates:
        shown = written[place]
        if isinstance(piece, Unit) and piece.is_pinyin:
            heard = self._by_sound.get(piece.sound, [])[:_MOST_CANDIDATES]
            return [
                (char, 0.0 if shown in _readings(char) else _NEAR_LETTERS)
                for char in heard
            ] or [(shown, 0.0)]
        if not doubted[place]:
            return [(shown, 0.0)]
        letters = set(_readings(shown))
        beside_one = _BESIDE_ONE if doubted[place] == 1 else 0.0
        others = [
            (
                char,
                (_NEAR_SOUND if letters.isdisjoint(_readings(char)) else _SAME_SOUND)
                + beside_one,
            )
            for char in self._fitting(place, written, doubted)
            if char != shown
        ]
        return [(shown, 0.0), *others[:_MOST_CANDIDATES]]

    def _fitting(
        self, place: int, written: Sequence[str], doubted: Sequence[int]
    ) -> Sequence[str]:
        """Return what sounds alike and was seen beside a neighbour.

        A neighbour that is doubted itself says nothing against anything.
        """
        alike = self._by_sound.get(sound_of(written[place]), [])
        after = place + 1
        if (place and doubted[place - 1]) or (after < len(written) and doubted[after]):
            return alike
        is_usual = self._model.is_usual
        before = written[place - 1] if place else None
        behind = written[after] if after < len(written) else None
        return [
            char
            for char in alike
            if (before is not None and is_usual(before, char))
            or (behind is not None and is_usual(char, behind))
        ]

    def _extend(self, beam: Sequence[Path], options: Candidates) -> list[Path]:
        best: dict[str, Path] = {}
        choices = [
            (shown, cost, symbol(shown) if len(shown) == 1 else EDGE)
            for shown, cost in options
        ]
        chars = [char for _, _, char in choices]
        if len(beam) == 1 and len(choices) == 1:
            # Nothing competes, and what all share changes nothing.
            ((_, _, second, said),) = beam
            return [(0.0, second, chars[0], said + choices[0][0])]
        for score, first, second, said in beam:
            chances = self._model.log_chances(first, second, chars)
            for (shown, cost, char), chance in zip(choices, chances, strict=True):
                total = score - cost + chance
                state = second + char
                known = best.get(state)
                if known is None or known[0] < total:
                    best[state] = (total, second, char, said + shown)
        paths = sorted(best.values(), key=itemgetter(0), reverse=True)[:_BEAM]
        least = paths[0][0] - _HOPELESS
        return [path for path in paths if path[0] >= least]


def _range(doubted: Sequence[int]) -> tuple[int, int]:
    """Return the places to decode: what is doubted, and two characters behind.

    Before and beyond these nothing is open, and nothing hangs on it.
    """
    places = [place for place, doubt in enumerate(doubted) if doubt]
    return places[0], min(places[-1] + 1 + _CONTEXT, len(doubted))


def _is_strange(doubted: Sequence[int]) -> bool:
    """Whether nearly all of a text is doubted: then nothing can correct it."""
    return len(doubted) >= _SHORT and sum(map(bool, doubted)) > _MOST_DOUBTED * len(
        doubted
    )


# Of all the characters that there are: the dictionary has more than workers use.
@cache
def _readings(char: str) -> tuple[str, ...]:
    """Return a character's readings in toneless pinyin, not folded."""
    first: str = lazy_pinyin(char, style=Style.NORMAL)[0]
    return (first, *_ALSO_READ.get(char, ()))
