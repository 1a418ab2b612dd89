"""Memory and time of a group of processes."""

from __future__ import annotations

import os
from pathlib import Path

from ops.bench.usage import usage


def _process(proc: Path, number: int, group: int, ticks: int, pss: int) -> None:
    folder = proc / str(number)
    folder.mkdir()
    fields = ["S", "1", str(group), *["0"] * 8, str(ticks), str(ticks), "0"]
    (folder / "stat").write_text(f"{number} (a (b) c) {' '.join(fields)}\n")
    rollup = f"00400000-7fff rollup\nRss: 99999 kB\nPss: {pss} kB\nPss_Anon: 7 kB\n"
    (folder / "smaps_rollup").write_text(rollup)


def test_a_process_counts_with_its_children_and_no_others(tmp_path: Path) -> None:
    _process(tmp_path, 10, 10, ticks=50, pss=1024)
    _process(tmp_path, 11, 10, ticks=100, pss=2048)
    _process(tmp_path, 12, 12, ticks=999, pss=9999)
    (tmp_path / "self").mkdir()
    (tmp_path / "13").mkdir()
    found = usage(10, tmp_path)
    assert found.megabytes == 3
    assert found.seconds == 300 / os.sysconf("SC_CLK_TCK")


def test_without_proc_nothing_is_known(tmp_path: Path) -> None:
    assert usage(10, tmp_path / "none") == (0, 0)
