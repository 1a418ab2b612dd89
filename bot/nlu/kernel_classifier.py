"""A classifier that compares a sentence with all that were learnt, by their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.nlu.encoder import Vectors
from bot.nlu.features import Floats, Matrix, SentenceVector
from bot.nlu.linear import softmax, solve_ridge

# Of the dimensions of the meaning so many tell nearly all.
_DIMENSIONS = 256
# How much likeness of meaning counts beside shared n-grams, and how quickly it fades.
_MEANING = np.float32(4.0)
_FADING = np.float32(3.0)


class KernelClassifier:
    """Ridge regression: linear in the n-grams, Gaussian in the meaning.

    Sentences that mean nearly the same count for each other, those that mean
    something else not at all: what a linear classifier cannot express, and 512
    dimensions need. The sentences are kept in ``_DIMENSIONS`` dimensions.
    """

    def __init__(
        self,
        labels: Sequence[str],
        projection: Vectors,
        support: Vectors,
        duals: Vectors,
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
            ngrams: Weights of the n-grams, shape (ngrams, classes).
            bias: Shape (classes,).
            temperature: Factor on the scores before the softmax.
        """
        self.labels = list(labels)
        self._projection = projection
        self._support = support
        self._duals = duals
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
        kernel = _likeness(support, support)
        matrix.add_shared_ngrams(kernel)
        found = solve_ridge(kernel, labels, strength)
        return cls(
            found.labels,
            projection,
            support,
            np.ascontiguousarray(found.duals, dtype=np.float32),
            np.asarray(matrix.ngrams.T @ found.duals, dtype=np.float32),
            found.duals.sum(axis=0).astype(np.float32),
            found.temperature,
        )

    def scores(self, vectors: Sequence[SentenceVector]) -> Floats:
        """Return the raw score of each class, shape (n, classes)."""
        meanings = np.array([vector.meaning for vector in vectors], dtype=np.float32)
        near = _likeness(meanings @ self._projection, self._support)
        found = near @ self._duals + self._bias
        for row, vector in enumerate(vectors):
            found[row] += vector.values @ self._ngrams[vector.columns]
        return np.asarray(found, dtype=np.float64)

    def rank(self, vectors: Sequence[SentenceVector]) -> list[list[tuple[str, float]]]:
        """Return classes and probabilities of each, most likely first."""
        if not vectors:
            return []
        chances = softmax(self._temperature * self.scores(vectors))
        orders = np.argsort(-chances, axis=1)
        return [
            [(self.labels[place], float(row[place])) for place in order]
            for row, order in zip(chances, orders, strict=True)
        ]

    def save(self, path: Path) -> None:
        """Write everything into one ``.npz`` file."""
        np.savez(
            path,
            labels=np.array(self.labels),
            projection=self._projection,
            support=self._support,
            duals=self._duals,
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
                data["support"],
                data["duals"],
                data["ngrams"],
                data["bias"],
                float(data["temperature"]),
            )


def _principal(meanings: Vectors, dimensions: int) -> Vectors:
    """Return the directions that tell most, scaled so that the longest has length 1."""
    values, directions = np.linalg.eigh((meanings.T @ meanings).astype(np.float64))
    order = np.argsort(-values)[:dimensions]
    longest = np.sqrt(np.einsum("ij,ij->i", meanings, meanings).max(initial=1e-9))
    return np.ascontiguousarray(directions[:, order] / longest, dtype=np.float32)


def _likeness(one: Vectors, other: Vectors) -> Vectors:
    """Return how near each of some points is to each of others, weighted."""
    found = np.asarray(one @ other.T)
    found -= np.float32(1.0)
    found *= _FADING
    np.exp(found, out=found)
    found *= _MEANING
    return found
