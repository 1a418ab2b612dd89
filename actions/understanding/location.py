"""Where a worker is, as the channel tells it beside the message.

The web process hands a position over as ``metadata`` of the message, never in its
text (docs/decisions/0010-locations.md)::

    {"location": {"lat": 34.757, "lon": 113.665, "datum": "gcj02"}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from actions.understanding.datum import gcj02_from_wgs84

LOCATION_MESSAGE = "我的位置"
"""Text of a message that is nothing but a position."""

Trouble = Literal["", "unreadable", "abroad"]

# About 100 m: near enough to find a door, too coarse to know one by.
_DECIMALS = 3
_DATUMS = ("gcj02", "wgs84")
# A box around China, degrees.
_SOUTH, _NORTH = 3.8, 53.6
_WEST, _EAST = 73.4, 135.1


@dataclass(frozen=True)
class Location:
    """A position to about 100 m: degrees north and east, GCJ-02."""

    lat: float
    lon: float


def read_location(metadata: object) -> tuple[Location | None, Trouble]:
    """Read the position that came with a message.

    Args:
        metadata: What the channel handed over; anything else than a mapping with
            ``location`` means that no position was sent.

    Returns:
        The position, and what is wrong with it where one was sent in vain.
    """
    sent = metadata.get("location") if isinstance(metadata, Mapping) else None
    if sent is None:
        return None, ""
    if not isinstance(sent, Mapping) or sent.get("datum") not in _DATUMS:
        return None, "unreadable"
    lat, lon = _degrees(sent.get("lat"), 90), _degrees(sent.get("lon"), 180)
    if lat is None or lon is None:
        return None, "unreadable"
    if not (_SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST):
        return None, "abroad"
    if sent["datum"] == "wgs84":
        lat, lon = gcj02_from_wgs84(lat, lon)
    return Location(round(lat, _DECIMALS), round(lon, _DECIMALS)), ""


def _degrees(value: Any, most: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) and abs(value) <= most else None
