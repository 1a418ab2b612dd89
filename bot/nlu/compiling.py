"""Loops that NumPy has no quick words for, compiled when their module is imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

_Loop = TypeVar("_Loop", bound=Callable[..., object])
# Sums may be added up in any order. Nothing is assumed about what is no number.
_RELAXED = {"reassoc", "contract", "nsz"}


def compiled(signature: str) -> Callable[[_Loop], _Loop]:
    """Compile a loop for one combination of types.

    What was compiled is kept beside the source, so that only the first import after a
    change takes a second. Arrays of other types are refused with a ``TypeError``.

    Args:
        signature: Numba's, such as ``float32[::1](float32[:, ::1], float32[::1])``.
    """
    decorate = njit(signature, cache=True, nogil=True, fastmath=_RELAXED)
    return cast("Callable[[_Loop], _Loop]", decorate)
