"""Which sentences have an n-gram, and how much of it."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bot.nlu.compiling import compiled
from bot.nlu.encoder import Vectors
from bot.nlu.features import SentenceVector

Integers = npt.NDArray[np.int32]
Rows = npt.NDArray[np.intp]


class Postings:
    """The telling n-grams of many sentences, n-gram by n-gram.

    A query touches only the n-grams that it has. Those that many sentences have are
    left out: they cost the most and tell the least.
    """

    def __init__(self, ngrams: csr_matrix, most: int) -> None:
        """Turn the rows of sentences around.

        Args:
            ngrams: Shape (n, ngrams).
            most: N-grams which more sentences than this have are left out.
        """
        lengths = np.bincount(ngrams.indices, minlength=ngrams.shape[1])
        rare = lengths <= most
        kept = rare[ngrams.indices]
        order = np.argsort(ngrams.indices[kept], kind="stable")
        rows = np.repeat(
            np.arange(ngrams.shape[0], dtype=np.int32), np.diff(ngrams.indptr)
        )
        self._count: int = ngrams.shape[0]
        starts = np.concatenate([[0], np.cumsum(np.where(rare, lengths, 0))])
        self._starts = starts.astype(np.int32)
        self._rows = rows[kept][order]
        self._values = ngrams.data[kept][order].astype(np.float32, copy=False)

    def products(self, vector: SentenceVector) -> Vectors:
        """Return the dot product of a sentence with each row, shape (n,)."""
        found = np.zeros(self._count, dtype=np.float32)
        _add_products(
            self._starts,
            self._rows,
            self._values,
            vector.columns,
            vector.values,
            found,
        )
        return found


class NgramRows:
    """The n-grams of many sentences, sentence by sentence."""

    def __init__(self, ngrams: csr_matrix) -> None:
        """Keep the rows.

        Args:
            ngrams: Shape (n, ngrams).
        """
        # As large as there are n-grams: made once, not for every query.
        self._lock = threading.Lock()
        self._spread = np.zeros(ngrams.shape[1], dtype=np.float32)
        self._starts = ngrams.indptr.astype(np.int32, copy=False)
        self._columns = ngrams.indices.astype(np.int32, copy=False)
        self._values = ngrams.data.astype(np.float32, copy=False)

    def row(self, row: int) -> tuple[Integers, Vectors]:
        """Return the columns and values of one sentence."""
        entries = slice(self._starts[row], self._starts[row + 1])
        return self._columns[entries], self._values[entries]

    def products(self, rows: Rows, vector: SentenceVector) -> Vectors:
        """Return the dot product of a sentence with each of some rows, shape (m,)."""
        with self._lock:
            self._spread[vector.columns] = vector.values
            found = _products(
                self._starts, self._columns, self._values, rows, self._spread
            )
            self._spread[vector.columns] = 0.0
        return found

    def kernel(self, rows: Rows) -> Vectors:
        """Return the dot products of some rows with each other, shape (m, m)."""
        with self._lock:
            return _kernel(
                self._starts, self._columns, self._values, rows, self._spread
            )


@compiled(
    "void(int32[::1], int32[::1], float32[::1], int32[::1], float32[::1], float32[::1])"
)
def _add_products(
    starts: Integers,
    rows: Integers,
    values: Vectors,
    columns: Integers,
    shares: Vectors,
    found: Vectors,
) -> None:
    for place in range(len(columns)):
        column, share = columns[place], shares[place]
        for entry in range(starts[column], starts[column + 1]):
            found[rows[entry]] += values[entry] * share


@compiled(
    "float32[::1](int32[::1], int32[::1], float32[::1], int64[::1], float32[::1])"
)
def _products(
    starts: Integers, columns: Integers, values: Vectors, rows: Rows, spread: Vectors
) -> Vectors:
    """Multiply rows with a sentence whose n-grams are spread out."""
    found = np.empty(len(rows), dtype=np.float32)
    for place in range(len(rows)):
        row = rows[place]
        total = np.float32(0)
        for entry in range(starts[row], starts[row + 1]):
            total += values[entry] * spread[columns[entry]]
        found[place] = total
    return found


@compiled(
    "float32[:, ::1](int32[::1], int32[::1], float32[::1], int64[::1], float32[::1])"
)
def _kernel(
    starts: Integers, columns: Integers, values: Vectors, rows: Rows, spread: Vectors
) -> Vectors:
    """Multiply rows with each other; ``spread`` is zero, before and after."""
    found = np.empty((len(rows), len(rows)), dtype=np.float32)
    for first in range(len(rows)):
        own = range(starts[rows[first]], starts[rows[first] + 1])
        for entry in own:
            spread[columns[entry]] = values[entry]
        for second in range(first + 1):
            row = rows[second]
            total = np.float32(0)
            for entry in range(starts[row], starts[row + 1]):
                total += values[entry] * spread[columns[entry]]
            found[first, second] = total
            found[second, first] = total
        for entry in own:
            spread[columns[entry]] = 0.0
    return found
