"""Give memory that was needed for a moment back to the system."""

from __future__ import annotations

import ctypes
import gc


def release() -> None:
    """Return what was freed; does nothing where the C library cannot.

    After learning, glibc else keeps what the old rankings took.
    """
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)
