"""The thresholds that the actions decide by, as plain numbers.

The bot must not import the actions (they live in the other environment), and the
numbers must not stand in two places: so the file is read, not executed.
"""

from __future__ import annotations

import ast
from pathlib import Path

from settings import ROOT

FILE = ROOT / "actions" / "understanding" / "thresholds.py"


def read_thresholds(path: Path = FILE) -> dict[str, float]:
    """Return the numbers that a module assigns to names in capitals.

    Args:
        path: A Python file of plain assignments.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=path.name)
    found: dict[str, float] = {}
    for statement in tree.body:
        if not isinstance(statement, ast.Assign):
            continue
        value = statement.value
        if isinstance(value, ast.Constant) and isinstance(value.value, int | float):
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id.isupper():
                    found[target.id] = float(value.value)
    return found
