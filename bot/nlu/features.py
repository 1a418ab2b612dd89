"""Three views of a sentence: its meaning, its characters, its sound."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.nlu.encoder import DIMENSIONS, Vectors, sentence_encoder
from bot.nlu.pinyin import units

Floats = npt.NDArray[np.float64]
_ORDERS = (1, 2, 3)


class NgramSpace:
    """Idf-weighted n-grams of the symbols of a sentence, as unit vectors."""

    def __init__(self, idf: dict[str, float]) -> None:
        """Make a space out of the weight of each n-gram."""
        self.idf = idf
        self._index = {gram: column for column, gram in enumerate(idf)}

    @classmethod
    def fit(cls, sentences: Iterable[Sequence[str]]) -> NgramSpace:
        """Learn which n-grams there are and how much each tells."""
        counts: Counter[str] = Counter()
        total = 0
        for symbols in sentences:
            counts.update(set(_ngrams(symbols)))
            total += 1
        return cls(
            {g: math.log((1 + total) / (1 + c)) + 1 for g, c in sorted(counts.items())}
        )

    def __len__(self) -> int:
        """Return the number of n-grams."""
        return len(self.idf)

    def transform(self, symbols: Sequence[str]) -> tuple[list[int], list[float]]:
        """Return columns and values of a sentence's unit vector."""
        counts = Counter(g for g in _ngrams(symbols) if g in self._index)
        values = [(1 + math.log(n)) * self.idf[g] for g, n in counts.items()]
        norm = math.sqrt(sum(value * value for value in values)) or 1.0
        return [self._index[g] for g in counts], [value / norm for value in values]


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
        shared = (self.ngrams @ self.ngrams.T).toarray().astype(np.float32)
        return np.asarray(self.meanings @ self.meanings.T + shared)


class FeatureSpace:
    """Turns canonical texts into vectors of meaning, characters and sound."""

    def __init__(
        self, characters: NgramSpace, sounds: NgramSpace, weights: Weights
    ) -> None:
        """Make a space out of two fitted n-gram spaces."""
        self.characters = characters
        self.sounds = sounds
        self.weights = weights

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
        columns, values = self.characters.transform([u.text for u in pieces])
        heard, loudness = self.sounds.transform([u.sound for u in pieces])
        offset = len(self.characters)
        return SentenceVector(
            meaning=meaning * np.float32(self.weights.meaning),
            columns=np.array(columns + [c + offset for c in heard], dtype=np.int32),
            values=np.array(
                [v * self.weights.characters for v in values]
                + [v * self.weights.sound for v in loudness],
                dtype=np.float32,
            ),
        )


def _ngrams(symbols: Sequence[str]) -> list[str]:
    framed = ["^", *symbols, "$"]
    return [
        "\u241f".join(framed[start : start + order])
        for order in _ORDERS
        for start in range(len(framed) - order + 1)
    ]
