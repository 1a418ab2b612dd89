"""What a message asks of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from web.core.incoming import Incoming, Position
from web.wechat import wording
from web.wechat.message import Message

Channel = Literal["wechat", "wecom"]

# The id of links that only say a text; any other id is an option of the core.
SAYING_ID: Final = "say"

_NOTES: Final = {
    "image": wording.IMAGE,
    "video": wording.VIDEO,
    "shortvideo": wording.VIDEO,
    "link": wording.LINK,
}
_SCENE_PREFIX: Final = "qrscene_"


@dataclass(frozen=True)
class Reading:
    """What is to be done about a message.

    Attributes:
        ask: What the core is asked; None if nothing.
        say: What is said before the core's answer, or alone.
        collects: Whether the message fetches answers that wait for the worker.
        greets: Whether the core's greeting follows what is said.
    """

    ask: Incoming | None = None
    say: str = ""
    collects: bool = True
    greets: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether WeChat is only told that the message has come."""
        return self.ask is None and not self.say

    @property
    def asks_for_people(self) -> bool:
        """Whether the worker asks for people in so many words."""
        return self.ask is not None and self.ask.text.strip() in wording.FOR_PEOPLE


SILENT: Final = Reading(collects=False)


def read(message: Message, channel: Channel, scenes: Mapping[str, str]) -> Reading:
    """Read a message.

    Args:
        message: A verified message.
        channel: The door that it came through.
        scenes: What is asked for a worker who scans a code, by the code's scene.

    Returns:
        What to do; silent for kinds that nobody has to answer.
    """
    if message.kind == "event":
        return _event(message, channel, scenes)
    if message.kind == "text":
        return _text(message, channel)
    if message.kind == "voice":
        heard = message.fields.get("Recognition", "")
        return _asking(message, channel, heard) if heard else Reading(say=wording.VOICE)
    if message.kind == "location":
        return _location(message, channel)
    note = _NOTES.get(message.kind)
    return Reading(say=note) if note else SILENT


def _text(message: Message, channel: Channel) -> Reading:
    text = message.fields.get("Content", "")
    if not text:
        return SILENT
    clicked = message.fields.get("bizmsgmenuid", "")
    option = clicked if clicked != SAYING_ID else ""
    return _asking(message, channel, text, option=option or None)


def _location(message: Message, channel: Channel) -> Reading:
    try:
        lat = float(message.fields.get("Location_X", ""))
        lon = float(message.fields.get("Location_Y", ""))
    except ValueError:
        return SILENT
    position = Position(lat, lon, "gcj02")
    if not position.is_on_earth:
        return SILENT
    return _asking(message, channel, "", position=position)


def _event(message: Message, channel: Channel, scenes: Mapping[str, str]) -> Reading:
    key = message.fields.get("EventKey", "")
    if message.event == "subscribe":
        asked = scenes.get(key.removeprefix(_SCENE_PREFIX), "")
        return _greeting(message, channel, asked, wording.WELCOME)
    if message.event == "scan":
        return _greeting(message, channel, scenes.get(key, ""), wording.SCANNED)
    if message.event == "click" and key:
        return _asking(message, channel, key)
    # unsubscribe, view and location events need no reply, and nothing of them is kept.
    return SILENT


def _greeting(message: Message, channel: Channel, asked: str, words: str) -> Reading:
    ask = _asking(message, channel, asked).ask if asked else None
    return Reading(ask=ask, say=words, collects=False, greets=ask is None)


def _asking(
    message: Message,
    channel: Channel,
    text: str,
    *,
    option: str | None = None,
    position: Position | None = None,
) -> Reading:
    return Reading(
        ask=Incoming(
            channel=channel,
            user=message.user,
            message_id=message.id,
            text=text,
            option=option,
            position=position,
        )
    )


def only_fetches(text: str) -> bool:
    """Whether a text is no question but one of the words that fetch an answer."""
    words = text.strip().strip("“”\"'。.!！~～")
    return len(words) <= 1 or words in wording.FETCHING or words.isdecimal()
