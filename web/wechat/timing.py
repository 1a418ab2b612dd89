"""The spans of time that WeChat's rules are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

# Unix time in seconds.
Clock = Callable[[], float]

# WeChat hangs up after 5 s; a passive reply leaves before.
REPLY_SECONDS: Final = 4.2
CUT_SECONDS: Final = 5.0
# How long a delivery without a reply is kept open, so that WeChat hangs up first.
HOLD_SECONDS: Final = 6.0
DELIVERIES: Final = 3
# WeChat delivers again after 5 s: what repeats a message sooner is a copy.
COPY_SECONDS: Final = 4.0
# After this long without a new delivery WeChat has given the message up.
ABANDONED_SECONDS: Final = 12.0
# How long an answer is awaited for the customer-service API.
SERVICE_SECONDS: Final = 120.0
LOOK_SECONDS: Final = 0.2
