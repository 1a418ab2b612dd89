"""One conversation's messages one after the other, first come, first served."""

import asyncio
import contextlib
import logging
import secrets
from collections import deque
from typing import Final, Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

from web.core.logs import log_failure

_LOGGER = logging.getLogger(__name__)


class Ticket(Protocol):
    """A message's place in the queue of its conversation."""

    async def turn(self) -> None:
        """Wait until every earlier message of the conversation has left."""

    async def leave(self) -> None:
        """Let the next one go on; also before its turn, and more than once."""


class Order(Protocol):
    """Gives out places."""

    async def enter(self, conversation: str) -> Ticket:
        """Take the last place; calls that come one after the other keep their order."""

    async def close(self) -> None:
        """End what runs beside the queues."""


class MemoryOrder:
    """Queues within this process."""

    def __init__(self) -> None:
        """Start without queues."""
        self._queues: dict[str, deque[_Place]] = {}

    async def enter(self, conversation: str) -> Ticket:
        """Take the last place."""
        queue = self._queues.setdefault(conversation, deque())
        place = _Place(self._queues, conversation)
        queue.append(place)
        queue[0].is_first.set()
        return place

    async def close(self) -> None:
        """Nothing runs beside the queues."""


class _Place:
    def __init__(self, queues: dict[str, "deque[_Place]"], conversation: str) -> None:
        self.is_first = asyncio.Event()
        self._queues = queues
        self._conversation = conversation

    async def turn(self) -> None:
        await self.is_first.wait()

    async def leave(self) -> None:
        queue = self._queues.get(self._conversation)
        if queue is None or self not in queue:
            return
        queue.remove(self)
        if queue:
            queue[0].is_first.set()
        else:
            del self._queues[self._conversation]


_LEASE_MS: Final = 6000
_RENEW_SECONDS: Final = 1.5
_LOOK_SECONDS: Final = 0.05
# Takes those places from the head whose process is gone; says whether we are first.
_IS_FIRST: Final = """
local head = redis.call('LINDEX', KEYS[1], 0)
while head and head ~= ARGV[1] and redis.call('EXISTS', ARGV[2] .. head) == 0 do
  redis.call('LPOP', KEYS[1])
  head = redis.call('LINDEX', KEYS[1], 0)
end
return (not head or head == ARGV[1]) and 1 or 0
"""
_PREFIX: Final = "gxn:order:"


class RedisOrder:
    """Queues across replicas: a list of tickets, each alive as long as its lease.

    Within the process the order is kept in memory as well, so that it still holds
    for one replica while Redis is away.
    """

    def __init__(self, redis: "Redis") -> None:
        """Queue in this Redis; nothing is connected yet."""
        self._redis = redis
        self._here = MemoryOrder()
        self._is_first = redis.register_script(_IS_FIRST)
        self._alive: set[str] = set()
        self._renewing: asyncio.Task[None] | None = None

    async def enter(self, conversation: str) -> Ticket:
        """Take the last place."""
        here = await self._here.enter(conversation)
        ticket = secrets.token_hex(8)
        queue = f"{_PREFIX}queue:{conversation}"
        try:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(f"{_PREFIX}{ticket}", 1, px=_LEASE_MS)
                pipe.rpush(queue, ticket)
                pipe.expire(queue, 3600)
                await pipe.execute()
        except RedisError as error:
            log_failure(_LOGGER, "the order in Redis", error)
            return here
        self._alive.add(ticket)
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew())
        return _SharedPlace(self, here, queue, ticket)

    async def close(self) -> None:
        """Stop renewing leases."""
        # A client that is just talking to Redis may keep a cancellation to itself.
        self._alive.clear()
        if self._renewing is not None:
            self._renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._renewing

    async def is_first(self, queue: str, ticket: str) -> bool:
        """Whether nobody alive is before this ticket."""
        found = await self._is_first(keys=[queue], args=[ticket, _PREFIX])
        return bool(found)

    async def remove(self, queue: str, ticket: str) -> None:
        """Take a ticket out of its queue."""
        self._alive.discard(ticket)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.lrem(queue, 1, ticket)
            pipe.delete(f"{_PREFIX}{ticket}")
            await pipe.execute()

    async def _renew(self) -> None:
        while self._alive:
            try:
                async with self._redis.pipeline(transaction=False) as pipe:
                    for ticket in tuple(self._alive):
                        pipe.set(f"{_PREFIX}{ticket}", 1, px=_LEASE_MS)
                    await pipe.execute()
            except RedisError as error:
                log_failure(_LOGGER, "the order in Redis", error)
            await asyncio.sleep(_RENEW_SECONDS)


class _SharedPlace:
    def __init__(
        self, order: RedisOrder, here: Ticket, queue: str, ticket: str
    ) -> None:
        self._order = order
        self._here = here
        self._queue = queue
        self._ticket = ticket

    async def turn(self) -> None:
        await self._here.turn()
        try:
            while not await self._order.is_first(self._queue, self._ticket):
                await asyncio.sleep(_LOOK_SECONDS)
        except RedisError as error:
            log_failure(_LOGGER, "the order in Redis", error)

    async def leave(self) -> None:
        try:
            await self._order.remove(self._queue, self._ticket)
        except RedisError as error:
            log_failure(_LOGGER, "the order in Redis", error)
        finally:
            await self._here.leave()
