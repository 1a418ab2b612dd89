"""Asking the core, and waiting for the answers that a message is owed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from web.core.chat import ChatCore, Pending
from web.core.errors import ChatError, UnknownOptionError
from web.core.incoming import Incoming
from web.core.turn import PENDING, Turn
from web.wechat.ledger import Item
from web.wechat.message import Message
from web.wechat.reading import Channel
from web.wechat.rendering import message_ids
from web.wechat.timing import LOOK_SECONDS, Clock

# A turn under way, or the sentence with which the core refused; "" if not asked.
Asked = Pending | str


@dataclass(frozen=True)
class Found:
    """What the core has so far.

    Attributes:
        turns: By message id.
        complete: Whether no answer is awaited any more.
        refusal: The core's sentence if it did not take the message.
    """

    turns: dict[str, Turn]
    complete: bool
    refusal: str = ""


class Finder:
    """Gets the answers of one channel from the core."""

    def __init__(self, core: ChatCore, channel: Channel, now: Clock) -> None:
        """Ask this core."""
        self._core = core
        self._channel = channel
        self._now = now

    async def ask(self, incoming: Incoming | None) -> Asked:
        """Ask the core, or join the turn that an earlier delivery began."""
        if incoming is None:
            return ""
        try:
            try:
                return await self._core.submit(incoming)
            except UnknownOptionError:
                # The link is of an earlier reply: its title still says what is meant.
                return await self._core.submit(replace(incoming, option=None))
        except ChatError as error:
            return error.message

    async def find(
        self, message: Message, owed: list[Item], asked: Asked, seconds: float
    ) -> Found:
        """Wait for all that is owed, at most so many seconds."""
        end = self._now() + seconds
        turns: dict[str, Turn] = {}
        refusal = ""
        if isinstance(asked, str):
            refusal = asked
        else:
            turns[message.id] = await asked.wait(max(0.0, seconds))
        others = message_ids(owed) - {message.id}
        while others:
            turns |= await self._history(message.user, others)
            if self._now() >= end or not _waits(turns, others):
                break
            await asyncio.sleep(LOOK_SECONDS)
        return Found(turns, not _waits(turns, set(turns)), refusal)

    async def _history(self, user: str, wanted: set[str]) -> dict[str, Turn]:
        turns = await self._core.history(self._channel, user)
        return {turn.message_id: turn for turn in turns if turn.message_id in wanted}


def _waits(turns: dict[str, Turn], names: set[str]) -> bool:
    return any(turns[name].status == PENDING for name in names if name in turns)
