"""A classifier that compares a sentence with all that were learnt, by their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.nlu.encoder import Vectors
from bot.nlu.features import Floats, Matrix, SentenceVector
from bot.nlu.linear import Solution, softmax, solve_ridge
from bot.nlu.small_vectors import SmallVectors

Ranked = list[tuple[str, float]]

# Of the dimensions of the meaning so many tell nearly all; what the others tell is
# left to the linear part, which costs nothing.
_DIMENSIONS = 128
# How much likeness of meaning counts beside shared n-grams, how quickly it fades, and
# how much meaning counts that does not fade.
_MEANING = np.float32(4.0)
_FADING = np.float32(3.0)
_LINEAR = np.float32(1.0)


class KernelClassifier:
    """Ridge regression: linear in the n-grams, linear and Gaussian in the meaning.

    Sentences that mean nearly the same count for each other, those that mean
    something else not at all: what a linear classifier cannot express, and 512
    dimensions need. The sentences are kept in ``_DIMENSIONS`` dimensions.
    """

    def __init__(
        self,
        labels: Sequence[str],
        projection: Vectors,
        support: SmallVectors,
        duals: Vectors,
        dense: Vectors,
        ngrams: Vectors,
        bias: Vectors,
        temperature: float,
    ) -> None:
        """Make a classifier.

        Args:
            labels: Name of each class.
            projection: From meanings to fewer dimensions, shape (m, dimensions).
            support: What was learnt, shape (n, dimensions), lengths at most 1.
            duals: Weights of the support, shape (n, classes).
            dense: Weights of the whole meaning, shape (m, classes).
            ngrams: Weights of the n-grams, shape (ngrams, classes).
            bias: Shape (classes,).
            temperature: Factor on the scores before the softmax.
        """
        self.labels = list(labels)
        self._projection = projection
        self._support = support
        self._duals = duals
        self._dense = dense
        self._ngrams = ngrams
        self._bias = bias
        self._temperature = np.float64(temperature)

    @classmethod
    def fit(
        cls, matrix: Matrix, labels: Sequence[str], strength: float
    ) -> KernelClassifier:
        """Learn from sentences.

        Args:
            matrix: Sentences.
            labels: Class of each sentence.
            strength: Ridge penalty.
        """
        projection = _principal(matrix.meanings, _DIMENSIONS)
        support = np.ascontiguousarray(matrix.meanings @ projection)
        found = _solve(matrix, support, labels, strength)
        dense = _linear_share(matrix) * matrix.meanings.T @ found.duals
        return cls(
            found.labels,
            projection,
            SmallVectors.of(support),
            np.ascontiguousarray(found.duals, dtype=np.float32),
            np.asarray(dense, dtype=np.float32),
            np.asarray(matrix.ngrams.T @ found.duals, dtype=np.float32),
            found.duals.sum(axis=0).astype(np.float32),
            found.temperature,
        )

    @staticmethod
    def rank_left_out(
        matrix: Matrix, labels: Sequence[str], strength: float
    ) -> list[Ranked]:
        """Rank each sentence as if all the others had been learnt, in closed form.

        Args:
            matrix: Sentences.
            labels: Class of each sentence.
            strength: Ridge penalty.
        """
        support = matrix.meanings @ _principal(matrix.meanings, _DIMENSIONS)
        found = _solve(matrix, support, labels, strength)
        return _ranked(found.labels, found.temperature * found.left_out)

    def scores(self, vectors: Sequence[SentenceVector]) -> Floats:
        """Return the raw score of each class, shape (n, classes)."""
        # Row by row: of a few rows at once BLAS makes work that is worth it for many.
        found = np.array([self._of_meaning(vector.meaning) for vector in vectors])
        for row, vector in enumerate(vectors):
            found[row] += vector.values @ self._ngrams[vector.columns]
        return np.asarray(found, dtype=np.float64)

    def _of_meaning(self, meaning: Vectors) -> Vectors:
        near = _faded(self._support.products(meaning @ self._projection))
        return np.asarray(near @ self._duals + meaning @ self._dense + self._bias)

    def rank(self, vectors: Sequence[SentenceVector]) -> list[Ranked]:
        """Return classes and probabilities of each, most likely first."""
        if not vectors:
            return []
        return _ranked(self.labels, self._temperature * self.scores(vectors))

    def save(self, path: Path) -> None:
        """Write everything into one ``.npz`` file."""
        np.savez(
            path,
            labels=np.array(self.labels),
            projection=self._projection,
            support=self._support.rows,
            factors=self._support.factors,
            duals=self._duals,
            dense=self._dense,
            ngrams=self._ngrams,
            bias=self._bias,
            temperature=self._temperature,
        )

    @classmethod
    def load(cls, path: Path) -> KernelClassifier:
        """Read what ``save`` wrote; nothing in the file is executed."""
        with np.load(path, allow_pickle=False) as data:
            return cls(
                [str(label) for label in data["labels"]],
                data["projection"],
                SmallVectors(data["support"], data["factors"]),
                data["duals"],
                data["dense"],
                data["ngrams"],
                data["bias"],
                float(data["temperature"]),
            )


def _solve(
    matrix: Matrix, support: Vectors, labels: Sequence[str], strength: float
) -> Solution:
    kernel = _faded(np.asarray(support @ support.T))
    kernel += (_linear_share(matrix) * matrix.meanings) @ matrix.meanings.T
    matrix.add_shared_ngrams(kernel)
    return solve_ridge(kernel, labels, strength)


def _linear_share(matrix: Matrix) -> np.float32:
    return np.float32(_LINEAR / _longest(matrix.meanings) ** 2)


def _ranked(labels: Sequence[str], scores: Floats) -> list[Ranked]:
    chances = softmax(scores)
    orders = np.argsort(-chances, axis=1)
    return [
        [(labels[place], float(row[place])) for place in order]
        for row, order in zip(chances, orders, strict=True)
    ]


def _principal(meanings: Vectors, dimensions: int) -> Vectors:
    """Return the directions that tell most, scaled so that the longest has length 1."""
    values, directions = np.linalg.eigh((meanings.T @ meanings).astype(np.float64))
    order = np.argsort(-values)[:dimensions]
    scaled = directions[:, order] / _longest(meanings)
    return np.ascontiguousarray(scaled, dtype=np.float32)


def _longest(meanings: Vectors) -> np.float32:
    squared = np.einsum("ij,ij->i", meanings, meanings)
    return np.float32(np.sqrt(squared.max(initial=1e-9)))


def _faded(found: Vectors) -> Vectors:
    """Turn dot products of points into how near these are, weighted, in place."""
    found -= np.float32(1.0)
    found *= _FADING
    np.exp(found, out=found)
    found *= _MEANING
    return found
