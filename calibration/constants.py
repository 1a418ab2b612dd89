"""The file of thresholds, rewritten without losing a word of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from settings import ROOT

FILE = ROOT / "actions" / "understanding" / "thresholds.py"


def write_constants(values: Mapping[str, float], path: Path = FILE) -> None:
    """Write values into a file of assignments ``NAME = number``.

    Args:
        values: By name; what is not named stays as it is.
        path: The file.

    Raises:
        LookupError: The file assigns no number to a name.
    """
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        number = str(value) if isinstance(value, int) else f"{value:.2f}"
        text, found = re.subn(
            rf"^{name} = [\d.]+$", f"{name} = {number}", text, flags=re.MULTILINE
        )
        if not found:
            raise LookupError(f"{path.name} assigns no number to {name}")
    path.write_text(text, encoding="utf-8")
