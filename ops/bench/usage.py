"""Memory and processor time of a process and of all that it started."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Usage(NamedTuple):
    """Of a group of processes together.

    Attributes:
        megabytes: Memory, what they share counted once.
        seconds: Processor time since they started.
    """

    megabytes: float
    seconds: float


def usage(leader: int, proc: Path = Path("/proc")) -> Usage:
    """Look up a group of processes; all zero where there is no ``/proc``.

    Args:
        leader: Id of the process that leads the group.
        proc: Where the kernel tells about processes.
    """
    kilobytes = ticks = 0
    for folder in proc.iterdir() if proc.is_dir() else ():
        if not folder.name.isdigit():
            continue
        try:
            # The name in front may have spaces and brackets of its own.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) != leader:
                continue
            rollup = (folder / "smaps_rollup").read_text()
        except OSError:
            # It ended while we looked.
            continue
        ticks += int(fields[11]) + int(fields[12])
        kilobytes += sum(
            int(line.split()[1])
            for line in rollup.splitlines()
            if line.startswith("Pss:")
        )
    return Usage(kilobytes / 1024, ticks / os.sysconf("SC_CLK_TCK"))
