"""The nearest of up to a hundred thousand phrasings, in milliseconds on one core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.encoder import Vectors, sentence_encoder
from bot.nlu.features import FeatureSpace, SentenceVector, Weights
from bot.nlu.postings import NgramRows, Postings
from bot.nlu.small_vectors import SmallVectors
from bot.nlu.text import normalise

WEIGHTS = Weights(meaning=1.0, characters=0.86, sound=0.6)
"""How much each view counts for the likeness of two sentences."""

Ranking = list[tuple[str, float]]

# Of the encoder's 512 directions these tell most phrasings apart.
_COARSE_DIMENSIONS = 64
# So many candidates are compared exactly, and so many for each target wanted, as one
# question may have many phrasings.
_CANDIDATES = 128
_CANDIDATES_EACH = 8
# The first pass leaves out n-grams which more phrasings than this have.
_MOST_SHARE = 0.05
_MOST_AT_LEAST = 400
_SAMPLE = 4096
_BLOCK = 4096


@dataclass(frozen=True)
class Neighbours:
    """The phrasings nearest to a sentence, nearest first.

    Attributes:
        rows: Their places in the index, shape (m,).
        products: Dot products with the sentence, shape (m,).
    """

    rows: npt.NDArray[np.intp]
    products: Vectors


class PhrasingIndex:
    """Nearest phrasings by meaning, characters and sound.

    Two passes: a coarse one over all phrasings, by the encoder's main directions and
    by telling n-grams, then an exact one over the best of those.
    """

    def __init__(
        self, rows: Sequence[tuple[str, str]], space: FeatureSpace | None = None
    ) -> None:
        """Index phrasings with the id of what each asks for.

        Args:
            rows: Phrasing and id.
            space: Features to compare by; learnt from the phrasings if left out.
        """
        texts = [normalise(text) for text, _ in rows]
        self.targets = [target for _, target in rows]
        self.space = space or FeatureSpace.fit(texts, WEIGHTS)
        ngrams = self.space.ngram_matrix(texts)
        most = max(_MOST_AT_LEAST, int(_MOST_SHARE * len(texts)))
        self._postings = Postings(ngrams, most)
        self._ngrams = NgramRows(ngrams)
        self._meanings = sentence_encoder().meanings(texts)
        self._directions = self._main_directions()
        coarse = np.zeros((len(texts), _COARSE_DIMENSIONS), dtype=np.float32)
        for start in range(0, len(texts), _BLOCK):
            block = slice(start, start + _BLOCK)
            coarse[block] = self._meanings.take(block) @ self._directions
        self._coarse = SmallVectors.of(coarse)
        weights = self.space.weights
        self._weight = np.float32(weights.meaning)
        self._scale = weights.meaning**2 + weights.characters**2 + weights.sound**2

    def __len__(self) -> int:
        """Return the number of phrasings."""
        return len(self.targets)

    def nearest(self, text: str, length: int) -> Ranking:
        """Return the targets of the phrasings nearest to a canonical text."""
        vector = self.space.transform([text])[0]
        return self.ranking(self.neighbours(vector, length), length)

    def ranking(self, neighbours: Neighbours, length: int) -> Ranking:
        """Return the neighbours' targets and similarities, 0 to 1, each target once."""
        likeness = np.clip(neighbours.products / self._scale, 0.0, 1.0).tolist()
        best: dict[str, float] = {}
        for row, score in zip(neighbours.rows.tolist(), likeness, strict=True):
            best.setdefault(self.targets[row], score)
            if len(best) == length:
                break
        return list(best.items())

    def neighbours(self, vector: SentenceVector, length: int) -> Neighbours:
        """Return the nearest phrasings.

        Args:
            vector: The sentence.
            length: How many targets should be among them.
        """
        meaning = vector.meaning * self._weight
        coarse = self._postings.products(vector)
        coarse += self._coarse.products(meaning @ self._directions)
        rows = _largest(coarse, max(_CANDIDATES, _CANDIDATES_EACH * length))
        exact = self._meanings.products(rows, meaning)
        exact += self._ngrams.products(rows, vector)
        order = np.argsort(-exact)
        return Neighbours(rows[order], exact[order])

    def kernel(self, rows: npt.NDArray[np.intp]) -> Vectors:
        """Return the dot products of some phrasings with each other, shape (m, m)."""
        meanings = self._meanings.take(rows) * self._weight
        return np.asarray(meanings @ meanings.T + self._ngrams.kernel(rows))

    def vector(self, row: int) -> SentenceVector:
        """Return the vector of a phrasing of the index."""
        meaning = self._meanings.take(slice(row, row + 1))[0] * self._weight
        return SentenceVector(meaning, *self._ngrams.row(row))

    def _main_directions(self) -> Vectors:
        """Return orthonormal directions in which phrasings differ, (512, coarse)."""
        step = max(1, len(self) // _SAMPLE)
        sample = self._meanings.take(slice(None, None, step))
        _, directions = np.linalg.eigh(sample.T @ sample)
        return np.ascontiguousarray(directions[:, -_COARSE_DIMENSIONS:])


def _largest(values: Vectors, count: int) -> npt.NDArray[np.intp]:
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, -count)[-count:]
