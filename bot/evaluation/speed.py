"""One core, one thread, and how much memory: what is measured is measured so."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

ONE_THREAD = {
    name: "1"
    for name in (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "TF_INTRA_OP_PARALLELISM_THREADS",
        "TF_INTER_OP_PARALLELISM_THREADS",
    )
}
"""Settings of a process that is measured."""


def stay_on_one_core() -> None:
    """Keep this process on its first core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes, but bytes on macOS.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def resident_megabytes() -> float:
    """The memory that this process has now; the most it has had where unknown."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return peak_megabytes()
    pages = int(statm.read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2
