"""One real bot for all tests of the doors that need it."""

from __future__ import annotations

from tests.running_bot import running_bot  # noqa: F401
