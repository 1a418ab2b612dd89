"""What the channel has to remember between deliveries, in memory or in Redis."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, Protocol

from redis.asyncio import Redis

from web.core.redis_client import open_redis

_PREFIX: Final = "gxn:channel:"
# Longer than any step under a lock takes; a replica that dies gives its locks back.
_LOCK_SECONDS: Final = 10.0
_LOCK_LOOK_SECONDS: Final = 0.02


class Memory(Protocol):
    """Texts by name, each with an end; names hold no OpenID."""

    async def get(self, name: str) -> str | None:
        """The text, or None if there is none or its time is over."""

    async def put(self, name: str, text: str, seconds: float) -> None:
        """Keep a text for so long."""

    async def put_first(self, name: str, text: str, seconds: float) -> str:
        """Keep a text unless there is one; return the one that is kept, atomically."""

    def lock(self, name: str) -> AbstractAsyncContextManager[None]:
        """Keep everybody else, on all replicas, out of the block of that name."""

    async def close(self) -> None:
        """Give back what the memory holds."""


class ProcessMemory:
    """For a single process; a restart forgets."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Start empty; `now` gives seconds."""
        self._now = now
        self._texts: dict[str, tuple[str, float]] = {}
        self._ends: list[tuple[float, str]] = []
        self._locks: dict[str, asyncio.Lock] = {}
        self._wanted: Counter[str] = Counter()

    async def get(self, name: str) -> str | None:
        """See `Memory.get`."""
        self._forget_what_ended()
        text, _ = self._texts.get(name, (None, 0.0))
        return text

    async def put(self, name: str, text: str, seconds: float) -> None:
        """See `Memory.put`."""
        self._forget_what_ended()
        end = self._now() + seconds
        self._texts[name] = (text, end)
        heapq.heappush(self._ends, (end, name))

    async def put_first(self, name: str, text: str, seconds: float) -> str:
        """See `Memory.put_first`."""
        found = await self.get(name)
        if found is None:
            await self.put(name, text, seconds)
        return text if found is None else found

    @asynccontextmanager
    async def lock(self, name: str) -> AsyncIterator[None]:
        """See `Memory.lock`."""
        self._wanted[name] += 1
        try:
            async with self._locks.setdefault(name, asyncio.Lock()):
                yield
        finally:
            self._wanted[name] -= 1
            if not self._wanted[name]:
                del self._wanted[name], self._locks[name]

    async def close(self) -> None:
        """See `Memory.close`."""
        self._texts.clear()

    def _forget_what_ended(self) -> None:
        while self._ends and self._ends[0][0] <= self._now():
            _, name = heapq.heappop(self._ends)
            # It may have been put again since, with a later end.
            if name in self._texts and self._texts[name][1] <= self._now():
                del self._texts[name]


class RedisMemory:
    """For replicas."""

    def __init__(self, redis: Redis) -> None:
        """Use a client that gives back text."""
        self._redis = redis

    @classmethod
    def at(cls, url: str) -> RedisMemory:
        """Use the server at a ``redis://`` address; connects at the first use."""
        return cls(open_redis(url))

    async def get(self, name: str) -> str | None:
        """See `Memory.get`."""
        found = await self._redis.get(_PREFIX + name)
        return None if found is None else str(found)

    async def put(self, name: str, text: str, seconds: float) -> None:
        """See `Memory.put`."""
        await self._redis.set(_PREFIX + name, text, px=_milliseconds(seconds))

    async def put_first(self, name: str, text: str, seconds: float) -> str:
        """See `Memory.put_first`."""
        key = _PREFIX + name
        while True:
            px = _milliseconds(seconds)
            if await self._redis.set(key, text, px=px, nx=True):
                return text
            # None if it ended in between: then the place is free.
            found = await self._redis.get(key)
            if found is not None:
                return str(found)

    @asynccontextmanager
    async def lock(self, name: str) -> AsyncIterator[None]:
        """See `Memory.lock`."""
        key = f"{_PREFIX}lock:{name}"
        async with self._redis.lock(
            key, timeout=_LOCK_SECONDS, sleep=_LOCK_LOOK_SECONDS
        ):
            yield

    async def close(self) -> None:
        """See `Memory.close`."""
        await self._redis.aclose()


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))


def open_memory(redis_url: str | None, now: Callable[[], float]) -> Memory:
    """The memory that fits the settings."""
    return ProcessMemory(now) if redis_url is None else RedisMemory.at(redis_url)
