"""What is wrong with a field of a form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldProblem:
    """A sentence about a field; an empty path: about the whole form."""

    path: str
    message: str
