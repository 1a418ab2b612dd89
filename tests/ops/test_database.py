"""What is shown when the database cannot be made ready."""

from __future__ import annotations

import pytest

from ops.database import _reason

TRACEBACK = """Traceback (most recent call last):
  File "x.py", line 1, in <module>
ConnectionError: the server does not answer"""

REFUSAL = """programmes/childcare.yml: answers[2]: unknown region
figures.yml: station_new: no source"""


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (TRACEBACK, "ConnectionError: the server does not answer"),
        (REFUSAL, REFUSAL),
        ("error: the server is gone", "the server is gone"),
        ("", "it gave no reason"),
    ],
)
def test_the_reason(output: str, shown: str) -> None:
    assert _reason(output) == shown
