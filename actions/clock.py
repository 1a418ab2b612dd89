"""The calendar that the workers of Henan live by."""

from __future__ import annotations

from datetime import date, datetime

from actions.knowledge_access import settings
from knowledge.dates import HENAN, today_in_henan


def now() -> datetime:
    """Return the time in Henan, with zone."""
    return datetime.now(HENAN)


def today() -> date:
    """Return the day in Henan, or the one that the settings fix."""
    return settings().today or today_in_henan()
