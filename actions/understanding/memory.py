"""What a conversation keeps from turn to turn, in Rasa's slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

SILENCE = timedelta(minutes=30)
"""After this much silence a conversation starts afresh."""


@dataclass(frozen=True)
class Memory:
    """The state of a conversation.

    Attributes:
        service: Id of the programme that the talk is about.
        aspect: What was asked last.
        region: Id of the region that the talk is about.
        period: Year that the talk is about.
        metrics: Metrics that were shown last.
        pending: Aspects that wait for the worker to say which service is meant.
        options: The choices that were offered last (``Button.as_option``).
        failures: Turns in a row that were not understood.
        text: Text of the last reply.
        more: What the last reply left out.
        sources: Lines that name the sources of the last reply.
        envelope: Envelope of the last reply.
        at: When the last turn was answered, ISO format.
    """

    service: str | None = None
    aspect: str | None = None
    region: str | None = None
    period: int | None = None
    metrics: Sequence[str] = ()
    pending: Sequence[str] = ()
    options: Sequence[Mapping[str, Any]] = ()
    failures: int = 0
    text: str = ""
    more: str = ""
    sources: Sequence[str] = ()
    envelope: Mapping[str, Any] | None = None
    at: str = ""

    def updated(self, changes: Mapping[str, Any]) -> Memory:
        """Return the memory after a turn: what was offered before is over."""
        fresh = replace(self, pending=(), options=(), failures=0, more="")
        return replace(fresh, **changes)


_SLOTS = ("service", "aspect", "region", "period")
_REST = (
    "metrics",
    "pending",
    "options",
    "failures",
    "text",
    "more",
    "sources",
    "envelope",
    "at",
)
DIALOGUE_SLOT = "dialogue"


def read_memory(slots: Mapping[str, Any], now: datetime) -> Memory:
    """Read the memory; after a long silence it is empty.

    Args:
        slots: Current slot values of the tracker.
        now: The time of this turn, with zone.
    """
    try:
        return _read(slots, now)
    except (AttributeError, TypeError, ValueError):
        # Slots of another version of the bot: better forget than fall silent.
        return Memory()


def _read(slots: Mapping[str, Any], now: datetime) -> Memory:
    rest = slots.get(DIALOGUE_SLOT) or {}
    last = rest.get("at") or ""
    if last and now - datetime.fromisoformat(last) > SILENCE:
        return Memory()
    period = slots.get("period")
    return Memory(
        service=slots.get("service"),
        aspect=slots.get("aspect"),
        region=slots.get("region"),
        period=int(period) if period is not None else None,
        **{key: rest[key] for key in _REST if key in rest},
    )


def as_slots(memory: Memory, now: datetime) -> dict[str, Any]:
    """Return the slot values that keep a memory."""
    rest = {key: getattr(memory, key) for key in _REST} | {"at": now.isoformat()}
    return {key: getattr(memory, key) for key in _SLOTS} | {DIALOGUE_SLOT: rest}
