"""A chat core that answers by a script: the same contract, no bot and no database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from web.core.chat import ChatCore, Pending
from web.core.errors import ChatError, UnknownOptionError
from web.core.incoming import Incoming
from web.core.turn import PENDING, Option, Reply, Turn

# Seconds until the answer is there, the answer, and its status.
Scripted = tuple[float, Reply, str]


def echo(incoming: Incoming) -> Scripted:
    """Answer at once with what was asked."""
    return 0.0, Reply((f"答：{incoming.text}",)), "answered"


class ScriptedCore(ChatCore):
    """Answers each message once, one user's in the order in which they came.

    Attributes:
        asked: Every message that began a turn.
        joined: How often each message id was submitted.
        refuses: Raised for a text instead of taking it.
        options: Options that are known; any other is refused.
    """

    def __init__(self, script: Callable[[Incoming], Scripted] = echo) -> None:
        self._script = script
        self._turns: dict[tuple[str, str, str], Turn] = {}
        self._tasks: dict[tuple[str, str, str], asyncio.Task[Turn]] = {}
        self._latest: dict[str, asyncio.Task[Turn]] = {}
        self.asked: list[Incoming] = []
        self.joined: Counter[str] = Counter()
        self.refuses: dict[str, ChatError] = {}
        self.options: set[str] = set()

    async def submit(self, incoming: Incoming) -> Pending:
        """See `ChatCore.submit`."""
        key = (incoming.channel, incoming.user, incoming.message_id)
        if incoming.text in self.refuses:
            raise self.refuses[incoming.text]
        if incoming.option and incoming.option not in self.options:
            raise UnknownOptionError
        self.joined[incoming.message_id] += 1
        if key not in self._tasks:
            self.asked.append(incoming)
            self._turns[key] = Turn(
                number=len(self._turns) + 1,
                message_id=incoming.message_id,
                channel=incoming.channel,
                asked_at=datetime.now(UTC),
                question=incoming.text,
                reply=None,
                status=PENDING,
            )
            before = self._latest.get(incoming.user)
            task = asyncio.create_task(self._answer(incoming, key, before))
            self._tasks[key] = self._latest[incoming.user] = task
        return Pending(self._turns[key], self._tasks[key])

    async def history(self, channel: str, user: str, after: int = 0) -> list[Turn]:
        """See `ChatCore.history`."""
        mine = [turn for key, turn in self._turns.items() if key[:2] == (channel, user)]
        return [turn for turn in mine if turn.number > after]

    def delete_all(self) -> None:
        """Forget every turn, as after its retention."""
        self._turns.clear()

    def greeting(self, channel: str, user: str) -> Reply:
        """See `ChatCore.greeting`."""
        return Reply(("我是工小暖。",), (Option("g1", "托管怎么报名"),))

    async def _answer(
        self,
        incoming: Incoming,
        key: tuple[str, str, str],
        before: asyncio.Task[Turn] | None,
    ) -> Turn:
        if before is not None:
            await asyncio.wait({before})
        seconds, reply, status = self._script(incoming)
        await asyncio.sleep(seconds)
        begun = self._turns[key]
        self._turns[key] = Turn(
            number=begun.number,
            message_id=begun.message_id,
            channel=begun.channel,
            asked_at=begun.asked_at,
            question=begun.question,
            reply=reply,
            status=status,
        )
        return self._turns[key]
