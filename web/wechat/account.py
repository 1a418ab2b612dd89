"""What the answering needs to know of an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from web.core.turn import Option
from web.wechat.reading import Channel


class Account(Protocol):
    """An official account or an application of 企业微信.

    Attributes:
        channel: The door's name in the core.
        clickable: Whether its texts may hold links that say something.
        can_send: Whether it may send messages that are no replies.
        scenes: What is asked for a worker who scans a code, by scene.
    """

    @property
    def channel(self) -> Channel:
        """See the class."""

    @property
    def clickable(self) -> bool:
        """See the class."""

    @property
    def can_send(self) -> bool:
        """See the class."""

    @property
    def scenes(self) -> Mapping[str, str]:
        """See the class."""

    def hands_over(self, now: float) -> bool:
        """Whether people take over conversations at that Unix time."""

    async def send(
        self, user: str, parts: Sequence[str], options: Sequence[Option] = ()
    ) -> int:
        """Send texts, the last one with options, until one is refused.

        Returns:
            How many have been sent.
        """

    async def close(self) -> None:
        """Give back the account's connections."""
