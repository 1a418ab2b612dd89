"""What is sent unasked: slow answers, and the rest of long ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final

from web.core.turn import Option
from web.wechat.account import Account
from web.wechat.finding import Asked, Finder
from web.wechat.ledger import Ledger, Ledgers
from web.wechat.message import Message
from web.wechat.rendering import options_of, render_items, words_of
from web.wechat.text_split import split
from web.wechat.timing import SERVICE_SECONDS, Clock

# The first part is on its way as the passive reply and should be read first.
_REST_AFTER_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


class Sender:
    """Sends in the background; what is refused waits for the next message."""

    def __init__(
        self, account: Account, finder: Finder, ledgers: Ledgers, now: Clock
    ) -> None:
        """Send by the account."""
        self._account = account
        self._finder = finder
        self._ledgers = ledgers
        self._now = now
        self._tasks: set[asyncio.Task[None]] = set()

    def send_answer(self, message: Message, asked: Asked, say: str) -> None:
        """Send what a message is owed as soon as it is there.

        Args:
            message: Its entry in the ledger is in the state "service".
            asked: What the core was asked for it.
            say: What comes before the answer.
        """
        self._start(self._send_answer(message, asked, say))

    def send_rest(self, user: str, name: str, parts: list[str]) -> None:
        """Send the parts after the first.

        Args:
            user: The worker.
            name: The rest's own entry in the ledger, in the state "service".
            parts: What is sent.
        """
        self._start(self._send_rest(user, name, parts))

    async def close(self) -> None:
        """Stop what is under way; the ledger keeps what is owed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            # Only the kind: its text may hold what the worker wrote.
            _log.error("%s: sending failed: %r", self._account.channel, type(error))

    async def _send_answer(self, message: Message, asked: Asked, say: str) -> None:
        async with self._ledgers.open(message.user) as ledger:
            owed = ledger.owed_by_service(message.id)
        found = await self._finder.find(message, owed, asked, SERVICE_SECONDS)
        if not found.complete:
            _log.warning("%s: an answer did not come in time", self._account.channel)
            await self._finish(message.user, message.id, sent=0, parts=1)
        elif self._account.clickable and owed == [message.id] and not say:
            turn = found.turns[message.id]
            parts = split(words_of(turn.reply))
            await self._send(message.user, message.id, parts, options_of(turn.reply))
        else:
            clickable = self._account.clickable
            answers = render_items(owed, found.turns, clickable=clickable)
            text = "\n\n".join(filter(None, (say, answers, found.refusal)))
            await self._send(message.user, message.id, split(text))

    async def _send_rest(self, user: str, name: str, parts: list[str]) -> None:
        await asyncio.sleep(_REST_AFTER_SECONDS)
        await self._send(user, name, parts)

    async def _send(
        self, user: str, name: str, parts: list[str], options: tuple[Option, ...] = ()
    ) -> None:
        async with self._ledgers.open(user) as ledger:
            if not ledger.owed_by_service(name):
                return
            ledger.entries[name].last = self._now()
        sent = await self._account.send(user, parts, options)
        await self._finish(user, name, sent=sent, parts=len(parts))

    async def _finish(self, user: str, name: str, *, sent: int, parts: int) -> None:
        async with self._ledgers.open(user) as ledger:
            if ledger.owed_by_service(name):
                _book(ledger, name, self._now(), sent, parts)


def _book(ledger: Ledger, name: str, now: float, sent: int, parts: int) -> None:
    entry = ledger.entries[name]
    entry.last = now
    if sent >= parts:
        entry.state, entry.owed = "taken", []
        return
    entry.state = "stored"
    if sent:
        entry.owed = [[entry.owed, sent]]
