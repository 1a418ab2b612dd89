"""One message as a channel hands it to the chat core."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal

Channel = Literal["widget", "wechat", "wecom"]
Datum = Literal["gcj02", "wgs84"]


@dataclass(frozen=True, slots=True)
class Position:
    """A place that the worker shared.

    Attributes:
        lat: Latitude in degrees, north positive.
        lon: Longitude in degrees, east positive.
        datum: The coordinate system: browsers give WGS-84, WeChat GCJ-02.
    """

    lat: float
    lon: float
    datum: Datum

    @property
    def is_on_earth(self) -> bool:
        """Whether there is such a place."""
        if not (isfinite(self.lat) and isfinite(self.lon)):
            return False
        return abs(self.lat) <= 90 and abs(self.lon) <= 180


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message before cleaning and masking.

    Attributes:
        channel: The door that it came through.
        user: The channel's own name of the sender; never stored as it is.
        message_id: The channel's id of the message, unique for that user.
        text: What the worker typed.
        option: The opaque id of a tapped option.
        position: The place that the worker shared.
        address: The sender's network address, for the limit per address; None
            where the channel's server speaks for all its users.
    """

    channel: Channel
    user: str
    message_id: str
    text: str = ""
    option: str | None = None
    position: Position | None = None
    address: str | None = None
