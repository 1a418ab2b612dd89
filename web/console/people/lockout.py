"""After five failures an account rests for 15 minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from knowledge.models.staff import Staff

MOST_FAILURES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
MOST_BY_ADDRESS: Final = "20/15minutes"
"""Failures from one address; an office's computers often share one."""


def is_locked(staff: Staff, now: datetime) -> bool:
    """Tell whether an account rests."""
    return staff.locked_until is not None and staff.locked_until > now


def count_attempt(staff: Staff, now: datetime) -> bool:
    """Count a log-in as failed, before it is known whether it is.

    Counting first keeps many attempts at once from all being let through.

    Returns:
        Whether the attempt may go on; a locked account is not locked for longer.
    """
    if is_locked(staff, now):
        return False
    if staff.locked_until is not None:
        clear(staff)
    staff.failures += 1
    if staff.failures >= MOST_FAILURES:
        staff.locked_until = now + LOCKED_FOR
    return True


def clear(staff: Staff) -> None:
    """Forget the failures."""
    staff.failures = 0
    staff.locked_until = None
