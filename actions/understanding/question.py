"""The question that a turn asks, with everything the conversation adds to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from actions.understanding.form import Form
from actions.understanding.location import Location
from actions.understanding.turn import Turn


@dataclass(frozen=True)
class Question:
    """A turn, resolved.

    Attributes:
        turn: The reading that it comes from.
        intent: What is asked, after context.
        aspects: Aspects of the knowledge base that are asked for, in order.
        programmes: Ids of what it is about, most important first; maybe none.
        whether: Words of the yes-or-no question carried over with the programme.
        own_aspects: What is asked of each programme, where that differs.
        faq: Id of the published question that a turn asks where neither its intent
            nor its words would tell.
        signpost: Id of another agency's matter, if it is one.
        region: Id of the region asked for, or None.
        home: Id of the region where the worker said to be, or None.
        at_home: Whether the region is that one, which nobody asked about.
        location: Where the worker is, if they said so in this talk.
        year: Year asked for, or None; the first of several.
        metrics: Metrics that may be meant, with probability, most likely first.
        form: The benefit finder's form that this turn goes on with, if it does.
        carried: Whether the programme was carried over from the talk.
        elliptic: Whether the aspects were.
        confidence: How sure the reading is, 0 to 1.
    """

    turn: Turn
    intent: str
    aspects: Sequence[str] = ()
    programmes: Sequence[str] = ()
    whether: Sequence[str] = ()
    own_aspects: Mapping[str, Sequence[str]] = field(default_factory=dict)
    signpost: str | None = None
    faq: str | None = None
    region: str | None = None
    home: str | None = None
    at_home: bool = False
    location: Location | None = None
    year: int | None = None
    metrics: Sequence[tuple[str, float]] = ()
    form: Form | None = None
    carried: bool = False
    elliptic: bool = False
    confidence: float = 0.0

    @property
    def asked_region(self) -> str | None:
        """The region that was asked about, not the one where the worker just is."""
        return None if self.at_home else self.region

    @property
    def programme(self) -> str | None:
        """The programme that it is about first of all."""
        return self.programmes[0] if self.programmes else None

    @property
    def aspect(self) -> str | None:
        """The aspect that is asked first of all."""
        return self.aspects[0] if self.aspects else None

    def of(self, programme: str) -> Question:
        """Return what is asked of one of the programmes."""
        aspects = self.own_aspects.get(programme, self.aspects)
        return replace(self, programmes=[programme], aspects=aspects)
