"""Whether people sit at the customer-service desk."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from settings_channels import OfficeHours

_ZONE: Final = ZoneInfo("Asia/Shanghai")


def is_open(hours: OfficeHours, now: float) -> bool:
    """Whether the desk is open at a Unix time."""
    here = datetime.fromtimestamp(now, _ZONE)
    if here.isoweekday() not in hours.days:
        return False
    return any(start <= here.time() < end for start, end in hours.spans)
