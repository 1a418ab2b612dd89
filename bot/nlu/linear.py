"""A linear classifier that scores one sentence in microseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_solve, cholesky, get_lapack_funcs
from scipy.optimize import minimize_scalar

from bot.nlu.encoder import Vectors
from bot.nlu.features import Floats, Matrix, SentenceVector


class LinearClassifier:
    """Weights, bias and temperature; how they were learnt does not matter here."""

    def __init__(
        self,
        labels: Sequence[str],
        dense: Vectors,
        ngrams: Vectors,
        bias: Vectors,
        temperature: float = 1.0,
    ) -> None:
        """Make a classifier.

        Args:
            labels: Name of each class.
            dense: Weights of the meaning, shape (dimensions, classes).
            ngrams: Weights of the n-grams, shape (ngrams, classes).
            bias: Shape (classes,).
            temperature: Factor on the scores before the softmax.
        """
        self.labels = list(labels)
        self.bias = bias
        self.temperature = temperature
        self._dense = np.ascontiguousarray(dense)
        self._ngrams = np.ascontiguousarray(ngrams)

    def scores(self, vector: SentenceVector) -> Floats:
        """Return the raw score of each class, shape (classes,)."""
        found = vector.meaning @ self._dense + self.bias
        if len(vector.columns):
            found = found + vector.values @ self._ngrams[vector.columns]
        return np.asarray(found, dtype=np.float64)

    def rank(
        self, vector: SentenceVector, length: int | None = None
    ) -> list[tuple[str, float]]:
        """Return classes and probabilities, most likely first.

        Args:
            vector: The sentence.
            length: How many classes to return at most; all if left out.
        """
        chances = softmax(self.temperature * self.scores(vector))
        order = np.argsort(-chances)[:length].tolist()
        return [(self.labels[i], float(chances[i])) for i in order]

    def save(self, path: Path) -> None:
        """Write everything into one ``.npz`` file."""
        np.savez(
            path,
            labels=np.array(self.labels),
            dense=self._dense,
            ngrams=self._ngrams,
            bias=self.bias,
            temperature=np.array(self.temperature),
        )

    @classmethod
    def load(cls, path: Path) -> LinearClassifier:
        """Read what ``save`` wrote; nothing in the file is executed."""
        with np.load(path, allow_pickle=False) as data:
            return cls(
                [str(label) for label in data["labels"]],
                data["dense"],
                data["ngrams"],
                data["bias"],
                float(data["temperature"]),
            )


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


@dataclass(frozen=True)
class Solution:
    """A solved ridge regression.

    Attributes:
        labels: Name of each class.
        duals: Weight of each sentence for each class, shape (n, classes).
        left_out: Scores that each sentence would have had, had it been left out,
            shape (n, classes).
        temperature: Under which those are most likely right.
    """

    labels: list[str]
    duals: Vectors
    left_out: Floats
    temperature: float


def solve_ridge(kernel: Vectors, labels: Sequence[str], strength: float) -> Solution:
    """Solve one-against-all ridge regression with balanced classes, in closed form.

    Args:
        kernel: Likeness of all pairs of sentences, shape (n, n), float32; it is
            overwritten.
        labels: Class of each sentence.
        strength: Ridge penalty.
    """
    classes = sorted(set(labels))
    place = {label: index for index, label in enumerate(classes)}
    truth = np.array([place[label] for label in labels])
    targets = np.where(np.eye(len(classes))[truth] > 0, 1.0, -1.0)
    frequency = np.bincount(truth, minlength=len(classes))
    importance = len(truth) / (len(classes) * frequency[truth])
    # Symmetric, so that the transpose is the same, in the order that LAPACK writes to.
    kernel = kernel.T
    # A constant feature stands in for the bias.
    kernel += np.float32(1.0)
    kernel[np.diag_indices_from(kernel)] += strength / importance
    factor = cholesky(kernel, lower=True, overwrite_a=True, check_finite=False)
    duals = cho_solve((factor, True), targets.astype(np.float32))
    # The inverse's diagonal is all that leaving out needs of it.
    (invert,) = get_lapack_funcs(("trtri",), (factor,))
    inverse_factor, _ = invert(factor, lower=True, overwrite_c=True)
    diagonal = np.einsum("ij,ij->j", inverse_factor, inverse_factor)
    left_out = targets - duals / diagonal[:, None]
    return Solution(classes, duals, left_out, choose_temperature(left_out, truth))


def fit_ridge(
    matrix: Matrix, labels: Sequence[str], strength: float = 1.0
) -> tuple[LinearClassifier, Floats]:
    """Fit a linear classifier to sentences.

    It yields the scores that each sentence would have had, had it been left out: the
    temperature is chosen on those. Memory: four bytes for each pair of sentences.

    Args:
        matrix: Sentences.
        labels: Class of each sentence.
        strength: Ridge penalty.

    Returns:
        The classifier and the left-out scores, shape (n, classes).
    """
    found = solve_ridge(matrix.kernel(), labels, strength)
    return (
        LinearClassifier(
            found.labels,
            matrix.meanings.T @ found.duals,
            np.asarray(matrix.ngrams.T @ found.duals, dtype=np.float32),
            found.duals.sum(axis=0).astype(np.float32),
            found.temperature,
        ),
        found.left_out,
    )


def choose_temperature(scores: Floats, truth: npt.NDArray[np.int64]) -> float:
    """Choose the factor on scores under which the truth is most likely.

    Args:
        scores: Scores of sentences that were left out, shape (n, classes).
        truth: Column of the class of each, shape (n,).
    """

    def surprise(log_factor: float) -> float:
        chances = softmax(np.exp(log_factor) * scores)
        return float(-np.log(chances[np.arange(len(truth)), truth] + 1e-12).mean())

    best = minimize_scalar(surprise, bounds=(-2.0, 4.0), method="bounded")
    return float(np.exp(best.x))
