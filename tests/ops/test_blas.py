"""The linear algebra that suits the processor."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.blas import blas_environ

_WIDE = "fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl"
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


@pytest.mark.parametrize(
    ("vendor", "flags", "core"),
    [
        ("AuthenticAMD", _WIDE, "SkylakeX"),
        ("AuthenticAMD", "fpu avx2", None),
        ("AuthenticAMD", "fpu avx2 avx512f", None),
        # OpenBLAS knows Intel's.
        ("GenuineIntel", _WIDE, None),
    ],
)
def test_the_kernels_fit_the_processor(
    tmp_path: Path, vendor: str, flags: str, core: str | None
) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nvendor_id\t: {vendor}\nflags\t\t: {flags}\n")
    found = blas_environ(cpuinfo)
    assert found.pop("OPENBLAS_CORETYPE", None) == core
    assert found == _ONE_THREAD


def test_without_linux_there_is_one_thread_all_the_same(tmp_path: Path) -> None:
    assert blas_environ(tmp_path / "none") == _ONE_THREAD
