"""Whose figures are asked for: the provincial federation's, a city's, all levels'."""

from __future__ import annotations

import re
from collections.abc import Callable

# How workers name a body, and how the scope of a figure does.
_BODIES = (
    (re.compile(r"省总|省工会|省级"), re.compile(r"^(?:河南)?省(?:总|级)")),
    (re.compile(r"市总|市工会|市级"), re.compile(r"市总工会")),
    (
        re.compile(r"各级|全系统|所有工会"),
        re.compile(r"各级工会|工会系统|县级以上工会"),
    ),
)


def asked_body(text: str) -> Callable[[str], bool] | None:
    """Return a test for the scope of the one body that a question names.

    Args:
        text: The worker's message.

    Returns:
        Tells of a figure's scope whether it is that body's; None where the question
        names no body, or several.
    """
    scopes = [scope for named, scope in _BODIES if named.search(text)]
    if len(scopes) != 1:
        return None
    (scope,) = scopes
    return lambda told: scope.search(told) is not None
