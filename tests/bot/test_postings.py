"""Products of a few sparse rows are what a dense product gives."""

from __future__ import annotations

import numpy as np
from scipy.sparse import random as random_matrix

from bot.nlu.features import SentenceVector
from bot.nlu.postings import NgramRows

_NGRAMS = random_matrix(
    60, 300, density=0.05, format="csr", dtype=np.float32, random_state=1
)
_DENSE = _NGRAMS.toarray()
# Not in order, and one of them twice.
_ROWS = np.array([7, 3, 59, 0, 3])


def test_a_sentence_is_multiplied_with_each_row() -> None:
    rows = NgramRows(_NGRAMS)
    for row in range(20):
        columns, values = rows.row(row)
        vector = SentenceVector(np.zeros(0, dtype=np.float32), columns, values)
        found = rows.products(_ROWS, vector)
        # A sentence before must leave nothing behind.
        assert np.allclose(found, _DENSE[_ROWS] @ _DENSE[row], atol=1e-6)


def test_rows_are_multiplied_with_each_other() -> None:
    rows = NgramRows(_NGRAMS)
    for _ in range(2):
        found = rows.kernel(_ROWS)
        assert np.allclose(found, _DENSE[_ROWS] @ _DENSE[_ROWS].T, atol=1e-6)
    assert rows.kernel(_ROWS[:0]).shape == (0, 0)
