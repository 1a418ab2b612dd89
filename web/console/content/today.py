"""The day, as the console's pages count it."""

from __future__ import annotations

from datetime import date

from knowledge.dates import HENAN
from web.services import Services


def today(services: Services) -> date:
    """Give the set day, or the calendar's in Henan."""
    return services.settings.today or services.clock().astimezone(HENAN).date()
