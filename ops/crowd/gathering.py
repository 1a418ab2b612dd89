"""A crowd of visitors at one web process, and how it went for them."""

from __future__ import annotations

import asyncio
import random
import re
import ssl
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx

from ops.crowd.questions import talk
from ops.crowd.verdict import Verdict
from ops.crowd.visitor import Visitor

_FINISHED = re.compile(r'^gxn_turns_total\{channel="widget".*\} ([\d.]+)$', re.M)
_SECONDS = 60.0


@dataclass(frozen=True)
class Report:
    """How it went.

    Attributes:
        sessions: How many there were.
        messages: How many were sent, repetitions left out.
        verdict: What went wrong, of all sessions.
        complaints: What went wrong besides, in words.
        elapsed: Seconds from the first message to the last answer.
        latencies: Seconds of each answer, in rising order.
    """

    sessions: int
    messages: int
    verdict: Verdict
    complaints: list[str]
    elapsed: float
    latencies: list[float]

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost, doubled or out of order."""
        return self.verdict.is_right and not self.complaints

    def lines(self) -> list[str]:
        """The same for people."""
        return [
            f"{self.sessions} sessions at once, {self.messages} messages: "
            f"{self.verdict.lost} lost, {self.verdict.doubled} doubled, "
            f"{self.verdict.out_of_order} out of order",
            f"{len(self.latencies) / self.elapsed:.1f} turns/s, "
            f"p50 {self._percentile(0.5):.2f} s, p99 {self._percentile(0.99):.2f} s",
            *self.complaints,
        ]

    def _percentile(self, share: float) -> float:
        if not self.latencies:
            return float("nan")
        last = len(self.latencies) - 1
        return self.latencies[min(last, int(share * len(self.latencies)))]


async def gather(url: str, sessions: int, turns: int) -> Report:
    """Let a crowd talk.

    Args:
        url: The web process.
        sessions: How many talk at the same time.
        turns: How many questions each asks.

    Raises:
        httpx.HTTPError: The web process cannot be reached or refuses.
    """
    async with AsyncExitStack() as stack:
        # Made once: hundreds of them would be most of the client's work.
        context = ssl.create_default_context()
        visitors = []
        for number in range(sessions):
            client = httpx.AsyncClient(
                base_url=url, timeout=_SECONDS, trust_env=False, verify=context
            )
            await stack.enter_async_context(client)
            visitors.append(Visitor(client, random.Random(number)))
        before = await _finished(visitors[0].client)
        began = time.perf_counter()
        verdicts = await asyncio.gather(
            *(
                visitor.talk(talk(number, turns))
                for number, visitor in enumerate(visitors)
            )
        )
        elapsed = time.perf_counter() - began
        answered = await _finished(visitors[0].client) - before
    messages = sum(len(visitor.sent) for visitor in visitors)
    complaints = [said for visitor in visitors for said in visitor.wrong]
    if answered != messages:
        complaints.append(f"the web process finished {answered} turns")
    return Report(
        sessions=sessions,
        messages=messages,
        verdict=Verdict(*map(sum, zip(*verdicts, strict=True))),
        complaints=complaints,
        elapsed=elapsed,
        latencies=sorted(s for visitor in visitors for s in visitor.seconds),
    )


async def _finished(client: httpx.AsyncClient) -> int:
    """How many turns the web process counts: each time that the bot was asked."""
    text = (await client.get("/metrics")).raise_for_status().text
    return round(sum(map(float, _FINISHED.findall(text))))
