"""Slows down whoever guesses passwords, and keeps hashing from using up the machine."""

from __future__ import annotations

import asyncio
from typing import Final

from settings import Settings
from web.console.people import passwords
from web.console.people.lockout import MOST_BY_ADDRESS
from web.core.errors import TooManyMessagesError
from web.core.limits import Limits, network_of

_AT_ONCE: Final = 2


class Gate:
    """Counts failures by address, and lets few passwords be checked at a time."""

    def __init__(self, settings: Settings) -> None:
        """Count in Redis if it is set, else here; nothing is connected yet."""
        self._limits = Limits(MOST_BY_ADDRESS, MOST_BY_ADDRESS, settings.redis_url)
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def is_open(self, address: str) -> bool:
        """Tell whether an address may still try."""
        return await self._limits.has_room(_name(address))

    async def count_failure(self, address: str) -> None:
        """Count a failure of an address."""
        try:
            await self._limits.count_address(_name(address))
        except TooManyMessagesError:
            # The next attempt is told so.
            return

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Check a password; also without a hash it takes its time."""
        async with self._turns:
            return await asyncio.to_thread(passwords.matches, password, hashed)

    async def make_hash(self, password: str, *, one_time: bool = False) -> str:
        """Hash a new password."""
        async with self._turns:
            return await asyncio.to_thread(
                passwords.make_hash, password, one_time=one_time
            )


def _name(address: str) -> str:
    return f"console-login:{network_of(address)}"
