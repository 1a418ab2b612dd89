"""Which sentences have an n-gram, and how much of it."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt
from scipy.sparse import _sparsetools, csr_matrix

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
        self._starts = np.concatenate([[0], np.cumsum(np.where(rare, lengths, 0))])
        self._rows = rows[kept][order]
        self._values = ngrams.data[kept][order]

    def products(self, vector: SentenceVector) -> Vectors:
        """Return the dot product of a sentence with each row, shape (n,)."""
        places, entries = _spread(self._starts, vector.columns)
        shares = self._values[entries] * vector.values[places]
        found = np.bincount(self._rows[entries], shares, minlength=self._count)
        return found.astype(np.float32)


class NgramRows:
    """The n-grams of many sentences, sentence by sentence."""

    def __init__(self, ngrams: csr_matrix) -> None:
        """Keep the rows.

        Args:
            ngrams: Shape (n, ngrams).
        """
        # As large as there are n-grams: made once, not for every query.
        self._lock = threading.Lock()
        self._query = np.zeros(ngrams.shape[1], dtype=np.float32)
        self._last = np.zeros(ngrams.shape[1], dtype=np.int32)
        self._starts = ngrams.indptr.astype(np.int32, copy=False)
        self._columns = ngrams.indices.astype(np.int32, copy=False)
        self._values = ngrams.data

    def row(self, row: int) -> tuple[Integers, Vectors]:
        """Return the columns and values of one sentence."""
        entries = slice(self._starts[row], self._starts[row + 1])
        return self._columns[entries], self._values[entries]

    def products(self, rows: Rows, vector: SentenceVector) -> Vectors:
        """Return the dot product of a sentence with each of some rows, shape (m,)."""
        starts, columns, values = self._entries(rows)
        found = np.zeros(len(rows), dtype=np.float32)
        with self._lock:
            self._query[vector.columns] = vector.values
            # What a sparse matrix does for its product, without the checks that take
            # thrice as long as the product of so few rows.
            _sparsetools.csr_matvec(
                len(rows),
                len(self._query),
                starts,
                columns,
                values,
                self._query,
                found,
            )
            self._query[vector.columns] = 0.0
        return found

    def kernel(self, rows: Rows) -> Vectors:
        """Return the dot products of some rows with each other, shape (m, m)."""
        starts, columns, values = self._entries(rows)
        places = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(starts))
        # An n-gram that only one of them has counts on the diagonal alone.
        number = np.arange(len(columns), dtype=np.int32)
        with self._lock:
            self._last[columns] = number
            last_of_same = self._last[columns]
        shared = np.zeros(len(columns), dtype=bool)
        shared[last_of_same[last_of_same != number]] = True
        compact = np.cumsum(shared) - 1
        kept = shared[last_of_same]
        dense = np.zeros((len(rows), int(shared.sum())), dtype=np.float32)
        dense[places[kept], compact[last_of_same[kept]]] = values[kept]
        found = dense @ dense.T
        alone = np.where(kept, 0.0, values**2)
        found.flat[:: len(rows) + 1] += np.bincount(places, alone, minlength=len(rows))
        return np.asarray(found)

    def _entries(self, rows: Rows) -> tuple[Integers, Integers, Vectors]:
        """Return the entries of some rows, one row behind the other.

        Returns:
            Where each row starts and the last one ends; column of each entry; value.
        """
        wanted = rows.astype(np.int32)
        starts = np.zeros(len(rows) + 1, dtype=np.int32)
        np.cumsum(self._starts[wanted + 1] - self._starts[wanted], out=starts[1:])
        columns = np.empty(starts[-1], dtype=np.int32)
        values = np.empty(starts[-1], dtype=np.float32)
        _sparsetools.csr_row_index(
            len(rows),
            wanted,
            self._starts,
            self._columns,
            self._values,
            columns,
            values,
        )
        return starts, columns, values


def _spread(starts: Integers, lists: Rows | Integers) -> tuple[Integers, Integers]:
    """Return for each entry of some lists the list's place, and the entry itself."""
    firsts = starts[lists]
    lengths = starts[lists + 1] - firsts
    places = np.repeat(np.arange(len(lists), dtype=np.int32), lengths)
    shifts = firsts - np.cumsum(lengths) + lengths
    return places, np.arange(len(places), dtype=np.int32) + shifts[places]
