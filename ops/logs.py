"""Where the lines of the supervised processes go."""

from __future__ import annotations

import os
import re
import sys
import threading
from pathlib import Path
from typing import TextIO

_STYLING = re.compile(r"\x1b\[[0-9;]*m")
_COLOURS = {"actions": "36", "bot": "35", "web": "34"}


def coloured(text: str, code: str, stream: TextIO) -> str:
    """Colour a text for a terminal; leave it as it is for anything else."""
    if not stream.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


class ConsoleSink:
    """Prints each line behind the name of the process that wrote it."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Print to this stream, standard output if left out."""
        self._stream = stream or sys.stdout
        self._lock = threading.Lock()

    def __call__(self, name: str, line: str) -> None:
        """Print one line."""
        prefix = coloured(f"{name:<7} |", _COLOURS.get(name, "0"), self._stream)
        with self._lock:
            print(prefix, _STYLING.sub("", line), file=self._stream, flush=True)


class FileSink:
    """Writes the lines of each process into a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Write into this folder, which is made if missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def path(self, name: str) -> Path:
        """The file with what this process wrote."""
        return self._folder / f"{name}.log"

    def __call__(self, name: str, line: str) -> None:
        """Append one line."""
        with self.path(name).open("a", encoding="utf-8") as log:
            log.write(_STYLING.sub("", line) + "\n")
