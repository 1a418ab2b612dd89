"""Vectors in small numbers give nearly the products of what they were made of."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.small_vectors import SmallVectors

_RANDOM = np.random.default_rng(20210224)
_VECTORS = _RANDOM.standard_normal((50, 128)).astype(np.float32)
_VECTORS /= np.linalg.norm(_VECTORS, axis=1, keepdims=True)
_FEW = _VECTORS[:3] * np.float32(0.5) + _VECTORS[7:10]


@pytest.mark.parametrize(("kind", "nearly"), [(np.int8, 5e-3), (np.int16, 2e-5)])
def test_products_are_nearly_those_of_the_vectors(
    kind: type[np.int8] | type[np.int16], nearly: float
) -> None:
    small = SmallVectors.of(_VECTORS, kind)
    assert small.rows.dtype == kind
    expected = _FEW @ _VECTORS.T
    assert small.products_of(_FEW) == pytest.approx(expected, abs=nearly)
    assert small.products(_FEW[1]) == pytest.approx(expected[1], abs=nearly)


def test_each_vector_is_rounded_by_its_own_largest_number() -> None:
    scaled = _VECTORS * np.linspace(1e-6, 1e6, 50, dtype=np.float32)[:, None]
    lengths = np.linalg.norm(scaled, axis=1)
    found = SmallVectors.of(scaled).products(_FEW[0]) / lengths
    assert found == pytest.approx(_VECTORS @ _FEW[0], abs=5e-3)


def test_nothing_and_zero_have_products_too() -> None:
    zero = SmallVectors.of(np.zeros((2, 4), dtype=np.float32))
    assert zero.products(np.ones(4, dtype=np.float32)).tolist() == [0.0, 0.0]
    none = SmallVectors.of(np.zeros((0, 4), dtype=np.float32))
    assert none.products(np.ones(4, dtype=np.float32)).shape == (0,)


def test_a_vector_may_lie_scattered_in_memory() -> None:
    apart = np.zeros(256, dtype=np.float32)[::2]
    apart += _FEW[0]
    small = SmallVectors.of(_VECTORS)
    assert (small.products(apart) == small.products(_FEW[0])).all()
