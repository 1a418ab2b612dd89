"""Locks of conversations that wake the next message instead of letting it poll.

In place of ``InMemoryLockStore`` of Rasa 3.6.21, by ``lock_store`` in
``endpoints.yml``. There, a message that has to wait looks once a second whether its
turn has come: four quick messages of one worker took 3 s.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.agent import Agent
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.engine.replacement import Known

WRITTEN_AGAINST: Known = (
    (LockStore, "5dfc549bf88ea8d6"),
    (Agent.handle_message, "ba53507e4d5532a3"),
)


class _Ticket:
    """One message's place in the queue of its conversation."""

    def __init__(self, expires: float) -> None:
        self.expires = expires
        self.is_first = asyncio.Event()


class ConversationLocks(LockStore):
    """Locks within this process: one message of a conversation at a time, in order.

    As with Rasa's, a message that holds its lock for longer than the lock's lifetime
    no longer keeps the next from going on.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        """Start without locks; the configuration has nothing that matters here."""
        self._queues: dict[str, deque[_Ticket]] = {}

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[None]:
        """Hold the lock of a conversation for as long as the block lasts.

        Args:
            conversation_id: Whose lock.
            lock_lifetime: Seconds that the ticket is valid for, from now on.
            wait_time_in_seconds: Not used: nothing is polled.

        Raises:
            LockError: The ticket expired before its turn came.
        """
        queue = self._queues.setdefault(conversation_id, deque())
        ticket = _Ticket(_now() + lock_lifetime)
        queue.append(ticket)
        try:
            await _wait_for_turn(queue, ticket, conversation_id)
            yield
        finally:
            self._leave(conversation_id, queue, ticket)

    def _leave(
        self, conversation_id: str, queue: deque[_Ticket], ticket: _Ticket
    ) -> None:
        if ticket in queue:
            queue.remove(ticket)
        if queue:
            queue[0].is_first.set()
        elif self._queues.get(conversation_id) is queue:
            del self._queues[conversation_id]


async def _wait_for_turn(
    queue: deque[_Ticket], ticket: _Ticket, conversation_id: str
) -> None:
    while queue[0] is not ticket:
        holder = queue[0]
        try:
            # The holder's ticket is older than this one and expires no later.
            await asyncio.wait_for(ticket.is_first.wait(), holder.expires - _now())
        except asyncio.TimeoutError:
            if ticket.expires <= _now():
                raise LockError(
                    f"Could not acquire lock for conversation_id '{conversation_id}'."
                ) from None
            if queue[0] is holder:
                queue.popleft()
                queue[0].is_first.set()


def _now() -> float:
    return asyncio.get_running_loop().time()
