"""Who owes one worker which answer: what makes each answer come exactly once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Literal

from web.wechat.memory import Memory
from web.wechat.timing import ABANDONED_SECONDS, COPY_SECONDS, SERVICE_SECONDS

_KEPT_SECONDS: Final = 48 * 3600
# Messages that owe nothing are only kept for copies that come late.
_SETTLED_SECONDS: Final = 600

# What is owed: a message's answer, or the parts of several such from one on.
Item = str | list[Any]

State = Literal[
    "open",  # deliveries are being held, or wait for the core
    "answered",  # a passive reply carried the answer
    "stored",  # the worker was told to write again
    "service",  # the customer-service API will carry it
    "taken",  # a later message carries it
]


@dataclass(frozen=True)
class Delivery:
    """One request by which WeChat delivers a message.

    Attributes:
        arrived: Unix time when it came here; a copy's is the original's.
        signed: Unix time at which WeChat signed it.
        nonce: WeChat's random number; copies have the same.
    """

    arrived: float
    signed: int
    nonce: str

    @property
    def request(self) -> str:
        """What copies have in common."""
        return f"{self.signed} {self.nonce}"

    def repeats(self, earlier: Delivery) -> bool:
        """Whether WeChat sent it because the reply to the earlier one was lost.

        Otherwise it is a copy of the same request: WeChat waits 5 s before it
        delivers again.
        """
        later = self.arrived - earlier.arrived
        return max(later, self.signed - earlier.signed) >= COPY_SECONDS


@dataclass
class Entry:
    """One message of the worker.

    Attributes:
        first: When its first delivery came.
        last: When something last happened to it.
        requests: When each request came, copies apart.
        deliveries: How many have come.
        asks: Whether the core was asked; the answer is then owed, too.
        owed: What its reply carries.
        state: Where the reply is.
        replied: The delivery whose reply settled it.
    """

    first: float
    last: float
    requests: dict[str, float] = field(default_factory=dict)
    deliveries: int = 0
    asks: bool = False
    owed: list[Item] = field(default_factory=list)
    state: State = "open"
    replied: Delivery | None = None

    def enter(self, delivery: Delivery) -> Delivery:
        """Note a delivery.

        Returns:
            The delivery; if the network made a copy, with the time of the original,
            from which on WeChat counts its 5 s.
        """
        self.deliveries += 1
        self.last = delivery.arrived
        began = self.requests.get(delivery.request)
        if began is not None and delivery.arrived - began < COPY_SECONDS:
            return replace(delivery, arrived=began)
        self.requests[delivery.request] = delivery.arrived
        return delivery

    def waits(self, now: float) -> bool:
        """Whether the next message should carry what this one owes."""
        if not self.owed:
            return False
        if self.state == "stored":
            return True
        # A replica may have died with it, or WeChat may have given up early.
        patience = {"open": ABANDONED_SECONDS, "service": 2 * SERVICE_SECONDS}
        return now - self.last > patience.get(self.state, float("inf"))


@dataclass
class Ledger:
    """A worker's messages of late.

    Attributes:
        entries: By message id, oldest first.
        more: What 继续 shows; empty if nothing is left.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    more: list[Item] = field(default_factory=list)

    def take_waiting(self, now: float) -> list[Item]:
        """Hand over what waits for the worker's next message, oldest first."""
        found: list[Item] = []
        for entry in self.entries.values():
            if entry.waits(now):
                found += entry.owed
                entry.state, entry.owed = "taken", []
        return found

    def owed_by_service(self, name: str) -> list[Item]:
        """What the customer-service API still has to bring for a message."""
        entry = self.entries.get(name)
        return list(entry.owed) if entry and entry.state == "service" else []

    def forget_settled(self, now: float) -> None:
        """Leave out the messages that nobody will ask about any more."""
        self.entries = {
            name: entry
            for name, entry in self.entries.items()
            if now - entry.last < _SETTLED_SECONDS
            or entry.waits(now)
            or (entry.owed and entry.state in ("open", "service"))
        }

    def to_json(self) -> str:
        """The ledger as text."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Ledger:
        """The ledger that `to_json` wrote."""
        data = json.loads(text)
        return cls(
            {name: _entry(entry) for name, entry in data["entries"].items()},
            data["more"],
        )


def _entry(data: dict[str, Any]) -> Entry:
    replied = data.pop("replied")
    return Entry(**data, replied=Delivery(**replied) if replied else None)


@dataclass(frozen=True)
class Ledgers:
    """All workers' ledgers of one channel."""

    channel: str
    memory: Memory

    @asynccontextmanager
    async def open(self, user: str) -> AsyncIterator[Ledger]:
        """Read a ledger, and write it when the block ends; one at a time a worker."""
        name = hashlib.sha256(f"{self.channel}\x1f{user}".encode()).hexdigest()
        async with self.memory.lock(name):
            text = await self.memory.get(name)
            ledger = Ledger.from_json(text) if text else Ledger()
            yield ledger
            await self.memory.put(name, ledger.to_json(), _KEPT_SECONDS)
