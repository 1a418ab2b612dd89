"""The calendar that the workers of Henan live by."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from actions.knowledge_access import settings

_HENAN = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the time in Henan, with zone."""
    return datetime.now(_HENAN)


def today() -> date:
    """Return the day in Henan, or the one that the settings fix."""
    return settings().today or now().date()
