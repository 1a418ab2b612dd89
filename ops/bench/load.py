"""Workers who ask one after the other, all at once."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ops.bench.client import Connection

# So many questions make a conversation; then the next worker comes.
_TURNS = 8
_HELLO = "你好"


class NotAReplyError(RuntimeError):
    """The bot answered with something that is no reply."""


@dataclass(frozen=True)
class Sample:
    """What one run measured.

    Attributes:
        seconds: From the first question to the last reply.
        latencies: Seconds that each reply took.
        errors: Replies that say that something went wrong.
        client_seconds: Processor time of the client itself.
    """

    seconds: float
    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    client_seconds: float = 0.0


async def ask(webhook: str, clients: int, questions: Sequence[str]) -> Sample:
    """Have clients ask questions, each waiting for its reply before the next.

    Args:
        webhook: Address of the bot's REST channel.
        clients: How many ask at the same time, each on a connection of its own.
        questions: What is asked, each once.

    Raises:
        NotAReplyError: A reply is empty or has not exactly one envelope.
        OSError: A connection failed.
    """
    connections = [await Connection.connect(webhook) for _ in range(clients)]
    # A server that is busy with the first takes its time to accept the others.
    for connection in connections:
        _, messages = await connection.say(f"bench-{uuid.uuid4().hex}", _HELLO)
        check(messages, _HELLO)
    left, latencies, errors = deque(questions), [], 0

    async def work(connection: Connection) -> int:
        failed, turns, sender = 0, 0, ""
        while left:
            if turns % _TURNS == 0:
                sender = f"bench-{uuid.uuid4().hex}"
            turns += 1
            question = left.popleft()
            took, messages = await connection.say(sender, question)
            failed += check(messages, question) == "error"
            latencies.append(took)
        return failed

    worked, began = time.process_time(), time.perf_counter()
    errors = sum(await asyncio.gather(*map(work, connections)))
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    for connection in connections:
        await connection.close()
    return Sample(seconds, latencies, errors, worked)


def check(messages: Any, question: str) -> str:
    """Return the status of a reply, after seeing that it is one.

    Args:
        messages: What the REST channel gave.
        question: What was asked, for the message of the error.

    Raises:
        NotAReplyError: Nothing is said, or there is not exactly one envelope.
    """
    if not isinstance(messages, list) or not any(m.get("text") for m in messages):
        raise NotAReplyError(f"nothing is said to {question!r}: {messages}")
    answers = [m["custom"]["answer"] for m in messages if "custom" in m]
    if len(answers) != 1:
        raise NotAReplyError(f"{len(answers)} envelopes for {question!r}: {messages}")
    return str(answers[0]["status"])
