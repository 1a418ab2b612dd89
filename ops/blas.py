"""How NumPy's linear algebra (OpenBLAS) should work where messages are answered."""

from __future__ import annotations

from pathlib import Path

# OpenBLAS, and what else NumPy may have been built with.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_WIDE = {"avx512f", "avx512cd", "avx512dq", "avx512bw", "avx512vl"}


def blas_environ(cpuinfo: Path = Path("/proc/cpuinfo")) -> dict[str, str]:
    """Return the variables that NumPy has to find when it is imported.

    One thread: with two, messages took twice the processor time, spent on waiting for
    each other. And the kernels for AVX-512 on AMD's processors that have it: the
    OpenBLAS of Rasa's NumPy is older than these and takes the slower ones for AVX2.

    Args:
        cpuinfo: Where Linux tells about the processor.
    """
    found = dict.fromkeys(_THREADS, "1")
    try:
        about = cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return found
    fields = dict(
        (name.strip(), value.strip())
        for name, _, value in (line.partition(":") for line in about.splitlines())
    )
    is_wide = set(fields.get("flags", "").split()) >= _WIDE
    if fields.get("vendor_id") == "AuthenticAMD" and is_wide:
        found["OPENBLAS_CORETYPE"] = "SkylakeX"
    return found
