"""Dates that are known only to the year or the month, kept as text."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def start_of(text: str) -> date | None:
    """Give the first day that a ``YYYY[-MM[-DD]]`` text can mean.

    Taking the first day makes content look older rather than younger than it is,
    which is the safe side when a reply has to say its age.

    Args:
        text: The partial date; empty when it is unknown.

    Returns:
        The day, or None for an empty text.

    Raises:
        ValueError: The text is no such date.
    """
    if not text:
        return None
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part or 1) for part in match.groups())
    return date(year, month, day)


HENAN = ZoneInfo("Asia/Shanghai")


def today_in_henan() -> date:
    """Give the day by the calendar that Henan's workers live by."""
    return datetime.now(HENAN).date()
