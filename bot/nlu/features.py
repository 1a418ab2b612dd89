"""Three views of a sentence: its meaning, its characters, its sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, vstack

from bot.nlu.compiling import compiled
from bot.nlu.encoder import DIMENSIONS, Vectors, sentence_encoder
from bot.nlu.pinyin import units

Floats = npt.NDArray[np.float64]
_JOINT = "\u241f"
_LONGEST = 3
# Places for the symbols of three-grams in a number of 63 bits.
_BITS = 21
_BLOCK = 256
# Twice the precision is needed on the way, but never for all texts.
_TEXTS_AT_ONCE = 4096


class NgramSpace:
    """Idf-weighted n-grams of the symbols of a sentence, as unit vectors.

    An n-gram is kept as one number, the places of its symbols packed together: a
    hundred thousand n-grams take two megabytes, where strings took thirty.
    """

    def __init__(self, idf: Mapping[str, float]) -> None:
        """Make a space out of the weight of each n-gram, in the order of columns."""
        self._symbols = _Symbols()
        keys = np.array(
            [_pack(self._symbols.learn(gram.split(_JOINT))) for gram in idf],
            dtype=np.int64,
        )
        order = np.argsort(keys)
        self._keys = keys[order]
        self._columns = order.astype(np.int32)
        self._weights = np.array(list(idf.values()), dtype=np.float64)

    @classmethod
    def fit(cls, sentences: Iterable[Sequence[str]]) -> NgramSpace:
        """Learn which n-grams there are and how much each tells."""
        space = cls({})
        codes = [space._symbols.learn(_framed(symbols)) for symbols in sentences]
        rows, keys = _all_ngrams(codes)
        space._keys, places = np.unique(keys, return_inverse=True)
        # A sentence counts once, however often it has the n-gram.
        pairs = np.unique(rows * max(1, len(space._keys)) + places)
        counts = np.bincount(pairs % max(1, len(space._keys)))
        space._weights = np.log((1 + len(codes)) / (1 + counts)) + 1
        space._columns = np.arange(len(space._keys), dtype=np.int32)
        return space

    def __len__(self) -> int:
        """Return the number of n-grams."""
        return len(self._keys)

    @property
    def idf(self) -> dict[str, float]:
        """The weight of each n-gram, in the order of columns; made anew each time."""
        keys = self._keys[np.argsort(self._columns)].tolist()
        names = self._symbols.names()
        return {
            _JOINT.join(names[place] for place in _unpack(key)): weight
            for key, weight in zip(keys, self._weights.tolist(), strict=True)
        }

    def transform(self, symbols: Sequence[str]) -> tuple[list[int], list[float]]:
        """Return columns and values of a sentence's unit vector."""
        columns, values = self.row(symbols)
        return columns.tolist(), values.tolist()

    def row(self, symbols: Sequence[str]) -> tuple[npt.NDArray[np.int32], Floats]:
        """Return the same as arrays: one row of ``matrix``, quicker for one."""
        columns, values = self._weighted(self._symbols.find(_framed(symbols)))
        return columns, values / (np.sqrt(values @ values) or 1.0)

    def _weighted(self, codes: Sequence[int]) -> tuple[npt.NDArray[np.int32], Floats]:
        """Return columns and weighted counts of the n-grams that are known."""
        places = np.array(codes, dtype=np.int64)
        found: tuple[npt.NDArray[np.int32], Floats] = _weighted(
            places, self._keys, self._columns, self._weights
        )
        return found

    def matrix(self, sentences: Iterable[Sequence[str]]) -> csr_matrix:
        """Return the unit vectors of sentences, shape (n, ngrams), float64."""
        codes = [self._symbols.find(_framed(symbols)) for symbols in sentences]
        rows, keys = _all_ngrams(codes)
        places, known = self._look_up(keys)
        pairs, counts = np.unique(
            rows[known] * max(1, len(self)) + self._columns[places],
            return_counts=True,
        )
        rows, columns = np.divmod(pairs, max(1, len(self)))
        values = (1 + np.log(counts)) * self._weights[columns]
        lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(codes)))
        values /= lengths[rows]
        starts = np.searchsorted(rows, np.arange(len(codes) + 1))
        return csr_matrix((values, columns, starts), shape=(len(codes), len(self)))

    def _look_up(
        self, keys: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Return the places of the keys that are known, and which those are."""
        if not len(self._keys):
            return np.zeros(0, dtype=np.int64), np.zeros(len(keys), dtype=bool)
        places = np.searchsorted(self._keys, keys)
        known = self._keys[np.minimum(places, len(self._keys) - 1)] == keys
        return places[known], known


class _JoinedSpaces(NgramSpace):
    """Two spaces side by side, in which a sentence's n-grams are looked up at once.

    That takes half as long as one space after the other: nearly all of the time goes
    into calling NumPy, not into the few n-grams of a sentence.
    """

    def __init__(self, first: NgramSpace, second: NgramSpace) -> None:
        """Join two fitted spaces, the columns of the second behind the first's."""
        super().__init__({})
        self._first, self._second = first, second
        self._split = len(first)
        # The second's symbols get numbers of their own.
        self._shift = len(first._symbols.names())
        keys = np.concatenate([first._keys, _shifted(second._keys, self._shift)])
        columns = np.concatenate(
            [first._columns, second._columns + np.int32(self._split)]
        )
        order = np.argsort(keys)
        self._keys, self._columns = keys[order], columns[order]
        self._weights = np.concatenate([first._weights, second._weights])

    def row_of_both(
        self,
        first: Sequence[str],
        second: Sequence[str],
        shares: tuple[float, float],
    ) -> tuple[npt.NDArray[np.int32], Floats]:
        """Return columns and values of a sentence's two unit vectors, side by side.

        Args:
            first: Its symbols in the first space.
            second: Its symbols in the second space.
            shares: The length of each of the two vectors.
        """
        shift = self._shift
        codes = self._first._symbols.find(_framed(first))
        # No n-gram reaches over what is not known.
        codes.append(0)
        codes += [
            place + shift if place else 0
            for place in self._second._symbols.find(_framed(second))
        ]
        columns, values = self._weighted(codes)
        split = int(np.searchsorted(columns, self._split))
        for part, share in zip((values[:split], values[split:]), shares, strict=True):
            part /= np.sqrt(part @ part) or 1.0
            part *= share
        return columns, values


class _Symbols:
    """Numbers of symbols, from 1; 0 stands for what is not known."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def learn(self, symbols: Sequence[str]) -> list[int]:
        places = self._places
        return [places.setdefault(symbol, len(places) + 1) for symbol in symbols]

    def find(self, symbols: Sequence[str]) -> list[int]:
        return [self._places.get(symbol, 0) for symbol in symbols]

    def names(self) -> list[str]:
        return ["", *self._places]


@dataclass(frozen=True)
class Weights:
    """How much each view counts: meaning, characters, sound."""

    meaning: float = 1.0
    characters: float = 0.7
    sound: float = 0.5


@dataclass(frozen=True)
class SentenceVector:
    """One sentence in a ``FeatureSpace``.

    Attributes:
        meaning: Weighted encoder vector or vectors, shape (dimensions,).
        columns: Columns of the n-gram part that are not zero.
        values: Their weighted values.
    """

    meaning: Vectors
    columns: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Matrix:
    """Many sentences; the dense and the sparse columns are kept apart for speed.

    Attributes:
        meanings: Shape (n, dimensions).
        ngrams: Shape (n, ngrams).
    """

    meanings: Vectors
    ngrams: csr_matrix

    def kernel(self) -> Vectors:
        """Return the dot products of all pairs of sentences, shape (n, n)."""
        found = np.asarray(self.meanings @ self.meanings.T)
        self.add_shared_ngrams(found)
        return found

    def add_shared_ngrams(self, kernel: Vectors) -> None:
        """Add the dot products of the n-grams alone to a kernel, shape (n, n)."""
        # Block by block: as a whole the sparse product is three times the result.
        for start in range(0, len(kernel), _BLOCK):
            block = slice(start, start + _BLOCK)
            kernel[block] += (self.ngrams[block] @ self.ngrams.T).toarray()


class FeatureSpace:
    """Turns canonical texts into vectors of meaning, characters and sound."""

    def __init__(
        self, characters: NgramSpace, sounds: NgramSpace, weights: Weights
    ) -> None:
        """Make a space out of two fitted n-gram spaces."""
        self.characters = characters
        self.sounds = sounds
        self.weights = weights
        self._both = _JoinedSpaces(characters, sounds)

    @classmethod
    def fit(cls, texts: Sequence[str], weights: Weights | None = None) -> FeatureSpace:
        """Learn the n-grams of the texts."""
        pieces = [units(text) for text in texts]
        return cls(
            NgramSpace.fit([u.text for u in sentence] for sentence in pieces),
            NgramSpace.fit([u.sound for u in sentence] for sentence in pieces),
            weights or Weights(),
        )

    @property
    def ngrams(self) -> int:
        """Number of n-gram columns."""
        return len(self.characters) + len(self.sounds)

    def transform(
        self, texts: Sequence[str], meanings: Vectors | None = None
    ) -> list[SentenceVector]:
        """Return the vector of each text.

        Args:
            texts: Canonical texts.
            meanings: Their meaning, shape (n, dimensions), if it is more than the
                encoder's vector of the text.
        """
        if meanings is None:
            meanings = sentence_encoder().encode(list(texts))
        return [self._vector(t, meanings[row]) for row, t in enumerate(texts)]

    def ngram_matrix(self, texts: Sequence[str]) -> csr_matrix:
        """Return the n-gram part of many texts at once, shape (n, ngrams), float32."""
        blocks = [
            self._ngram_block(texts[start : start + _TEXTS_AT_ONCE])
            for start in range(0, len(texts), _TEXTS_AT_ONCE)
        ]
        if not blocks:
            return csr_matrix((0, self.ngrams), dtype=np.float32)
        return vstack(blocks, format="csr")

    def _ngram_block(self, texts: Sequence[str]) -> csr_matrix:
        pieces = [units(text) for text in texts]
        written = self.characters.matrix([u.text for u in line] for line in pieces)
        heard = self.sounds.matrix([u.sound for u in line] for line in pieces)
        return hstack(
            [written * self.weights.characters, heard * self.weights.sound],
            format="csr",
            dtype=np.float32,
        )

    def matrix(self, vectors: Sequence[SentenceVector]) -> Matrix:
        """Return vectors row by row."""
        indptr = np.cumsum([0, *(len(v.columns) for v in vectors)])
        empty: list[npt.NDArray[np.float32]] = [np.zeros(0, dtype=np.float32)]
        ngrams = csr_matrix(
            (
                np.concatenate([v.values for v in vectors] or empty),
                np.concatenate([v.columns for v in vectors] or empty),
                indptr,
            ),
            shape=(len(vectors), self.ngrams),
        )
        if not vectors:
            return Matrix(np.zeros((0, DIMENSIONS), dtype=np.float32), ngrams)
        meanings = np.array([v.meaning for v in vectors], dtype=np.float32)
        return Matrix(meanings, ngrams)

    def _vector(self, text: str, meaning: Vectors) -> SentenceVector:
        pieces = units(text)
        columns, values = self._both.row_of_both(
            [u.text for u in pieces],
            [u.sound for u in pieces],
            (self.weights.characters, self.weights.sound),
        )
        return SentenceVector(
            meaning=meaning * np.float32(self.weights.meaning),
            columns=columns,
            values=values.astype(np.float32),
        )


def _framed(symbols: Sequence[str]) -> list[str]:
    return ["^", *symbols, "$"]


def _pack(places: Sequence[int]) -> int:
    """Pack the places of one to three symbols into a number."""
    first, second, third = [*places, 0, 0][:3]
    return first << (2 * _BITS) | second << _BITS | third


def _shifted(keys: npt.NDArray[np.int64], shift: int) -> npt.NDArray[np.int64]:
    """Add a number to each symbol of packed n-grams."""
    mask = (1 << _BITS) - 1
    found = np.zeros_like(keys)
    for bits in (2 * _BITS, _BITS, 0):
        places = keys >> bits & mask
        found |= np.where(places > 0, places + shift, 0) << bits
    return found


def _unpack(key: int) -> list[int]:
    mask = (1 << _BITS) - 1
    places = (key >> (2 * _BITS), key >> _BITS & mask, key & mask)
    return [place for place in places if place]


@compiled(
    "Tuple((int32[::1], float64[::1]))"
    "(int64[::1], int64[::1], int32[::1], float64[::1])"
)
def _weighted(
    codes: npt.NDArray[np.int64],
    keys: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int32],
    weights: Floats,
) -> tuple[npt.NDArray[np.int32], Floats]:
    """Return columns and weighted counts of one sentence's n-grams that are known.

    Args:
        codes: Places of its symbols; 0 is not known.
        keys: Packed n-grams of the space, in order.
        columns: Column of each of them.
        weights: Weight of each column.
    """
    ngrams = np.empty(_LONGEST * len(codes), dtype=np.int64)
    count = 0
    for start in range(len(codes)):
        key = 0
        for order in range(min(_LONGEST, len(codes) - start)):
            code = codes[start + order]
            if code == 0:
                break
            key |= code << ((_LONGEST - 1 - order) * _BITS)
            ngrams[count] = key
            count += 1
    ngrams = np.sort(ngrams[:count])
    found = np.empty(count, dtype=np.int32)
    values = np.empty(count, dtype=np.float64)
    kinds = 0
    first = 0
    while first < count:
        last = first + 1
        while last < count and ngrams[last] == ngrams[first]:
            last += 1
        place = np.searchsorted(keys, ngrams[first])
        if place < len(keys) and keys[place] == ngrams[first]:
            column = columns[place]
            found[kinds] = column
            values[kinds] = (1 + np.log(last - first)) * weights[column]
            kinds += 1
        first = last
    by_column = np.argsort(found[:kinds])
    return found[by_column], values[by_column]


def _all_ngrams(
    codes: Sequence[Sequence[int]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the row and the packed key of each n-gram that is known throughout."""
    lengths = [len(sentence) for sentence in codes]
    flat = np.fromiter(chain.from_iterable(codes), np.int64, sum(lengths))
    rows = np.repeat(np.arange(len(codes), dtype=np.int64), lengths)
    found_rows, found_keys = [], []
    keys, whole = np.zeros_like(flat), np.ones(len(flat), dtype=bool)
    for order in range(_LONGEST):
        # The symbol that stands this far on, in the same sentence.
        shifted = np.zeros_like(flat)
        last = len(flat) - order
        same = rows[:last] == rows[order:]
        shifted[:last] = np.where(same, flat[order:], 0)
        whole &= shifted > 0
        keys |= shifted << ((_LONGEST - 1 - order) * _BITS)
        found_rows.append(rows[whole])
        found_keys.append(keys[whole])
    return np.concatenate(found_rows), np.concatenate(found_keys)
