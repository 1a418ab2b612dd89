"""What a conversation keeps from turn to turn, in Rasa's slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from actions.understanding.form import paused
from actions.understanding.location import Location
from actions.understanding.turn import Turn

SILENCE = timedelta(minutes=30)
"""After this much silence a conversation starts afresh."""


@dataclass(frozen=True)
class Memory:
    """The state of a conversation.

    Attributes:
        service: Id of the programme that the talk is about.
        aspect: What was asked last.
        whether: Words of the yes-or-no question that this was, if it was one.
        region: Id of the region that the talk is about.
        home: Id of the region where the worker said to be.
        period: Year that the talk is about.
        metrics: Metrics that were shown last.
        pending: Aspects that wait for the worker to say which service is meant.
        where: Whether the last reply asked where the worker is.
        options: The choices that were offered last (``Button.as_option``).
        failures: Turns in a row that got no answer.
        care: For how many more turns help stays at hand after words of self-harm.
        text: Text of the last reply.
        more: What the last reply left out.
        sources: Lines that name the sources of the last reply.
        envelope: Envelope of the last reply.
        position: Where the worker is, latitude and longitude as in ``Location``.
        form: The benefit finder's form (``Form.as_json``), if one was begun.
        at: When the last turn was answered, ISO format.
    """

    service: str | None = None
    aspect: str | None = None
    whether: Sequence[str] = ()
    region: str | None = None
    home: str | None = None
    period: int | None = None
    metrics: Sequence[str] = ()
    pending: Sequence[str] = ()
    where: bool = False
    options: Sequence[Mapping[str, Any]] = ()
    failures: int = 0
    care: int = 0
    text: str = ""
    more: str = ""
    sources: Sequence[str] = ()
    envelope: Mapping[str, Any] | None = None
    position: Sequence[float] | None = None
    form: Mapping[str, Any] | None = None
    at: str = ""

    def updated(self, changes: Mapping[str, Any]) -> Memory:
        """Return the memory after a turn: what was offered before is over."""
        fresh = replace(
            self,
            whether=() if "aspect" in changes else self.whether,
            pending=(),
            where=False,
            options=(),
            failures=0,
            care=max(0, self.care - 1),
            more="",
            form=paused(self.form),
        )
        return replace(fresh, **changes)

    def located(self, location: Location | None) -> Memory:
        """Return the memory after a position was sent, if one was.

        It takes the place of the region that the talk was about.
        """
        if location is None:
            return self
        return replace(self, position=(location.lat, location.lon), region=None)

    def heard(self, turn: Turn) -> Memory:
        """Return the memory with what a worker just told of themselves."""
        asked_for = self.where and turn.bare and turn.regions
        home = turn.home or (turn.regions[-1] if asked_for else self.home)
        return replace(self.located(turn.location), home=home)

    @property
    def location(self) -> Location | None:
        """Where the worker is, if they said so."""
        return Location(*self.position) if self.position else None


_SLOTS = ("service", "aspect", "region", "period")
_REST = (
    "home",
    "metrics",
    "whether",
    "pending",
    "where",
    "options",
    "failures",
    "care",
    "text",
    "more",
    "sources",
    "envelope",
    "position",
    "form",
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
