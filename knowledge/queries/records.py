"""What queries give back: plain frozen values, complete, with no database behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.vocabulary import (
    Aspect,
    EditionList,
    FigureKind,
    ProgrammeKind,
    RegionKind,
)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A page, article or file; ``date`` is YYYY[-MM[-DD]] or empty."""

    id: str
    title: str
    publisher: str
    date: str
    url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RegionInfo:
    """A country, province, city, county or system; ``name`` is the full name."""

    id: str
    name: str
    kind: RegionKind
    parent_id: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupInfo:
    """A group of workers; ``official``: one of the eight groups of 2018."""

    id: str
    name: str
    official: bool
    aliases: tuple[str, ...]
    sources: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """A programme's place in one year's list, under that year's official name."""

    programme_id: str
    year: int
    list: EditionList
    name: str
    position: int | None
    status: str | None
    source: SourceInfo
    note: str | None


@dataclass(frozen=True, slots=True)
class ProgrammeInfo:
    """A service, campaign or the whole; editions from the oldest year on."""

    id: str
    name: str
    kind: ProgrammeKind
    summary: str
    service_id: str | None
    aliases: tuple[str, ...]
    editions: tuple[EditionInfo, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which content holds, both inclusive; None is open."""

    valid_from: date | None = None
    valid_to: date | None = None

    def begun_by(self, day: date) -> bool:
        """Tell whether the content may be shown on that day."""
        return self.valid_from is None or self.valid_from <= day

    def over_on(self, day: date) -> bool:
        """Tell whether the content is past its end, which a reply must say."""
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True, slots=True)
class AnswerInfo:
    """What is told about one aspect of a programme, and where it holds.

    ``as_of`` is YYYY[-MM[-DD]], or empty where nobody knows how old the content is.
    """

    id: str
    programme_id: str
    aspect: Aspect
    region: RegionInfo
    text: str
    more: str | None
    caveat: str | None
    sources: tuple[SourceInfo, ...]
    as_of: str
    validity: Validity

    @property
    def valid_to(self) -> date | None:
        """The last day on which the answer holds."""
        return self.validity.valid_to


@dataclass(frozen=True, slots=True)
class GapInfo:
    """What is known to be missing, in one sentence."""

    programme_id: str
    aspect: Aspect
    region: RegionInfo
    text: str


@dataclass(frozen=True, slots=True)
class FaqInfo:
    """A specific question and its answer."""

    id: str
    programme_id: str
    question: str
    phrasings: tuple[str, ...]
    aspect: Aspect
    region: RegionInfo
    text: str
    caveat: str | None
    sources: tuple[SourceInfo, ...]
    as_of: str
    validity: Validity

    @property
    def valid_to(self) -> date | None:
        """The last day on which the answer holds."""
        return self.validity.valid_to


@dataclass(frozen=True, slots=True)
class MetricInfo:
    """What is counted."""

    id: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureInfo:
    """One number as its source gives it; ``printed`` is how replies write it."""

    id: str
    programme_id: str
    metric: MetricInfo
    period: int
    kind: FigureKind
    definition: str
    value: Decimal
    unit: str
    qualifier: str
    printed: str
    scope: str
    region: RegionInfo
    source: SourceInfo
    caveat: str | None

    @property
    def value_text(self) -> str:
        """The exact number as text, without exponent."""
        return f"{self.value:f}"


@dataclass(frozen=True, slots=True)
class IncomparablePair:
    """Two figures (by id, in order) that must not be set against each other."""

    first_id: str
    second_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignpostInfo:
    """Another agency's matter, with whom to ask."""

    id: str
    name: str
    agency: str
    hotline: str
    text: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookalikeInfo:
    """A name that only looks like a union service's, and what it is instead."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """One place where a programme is offered."""

    id: str
    programme_id: str
    region: RegionInfo
    name: str
    address: str
    hours: str | None
    lat: float | None
    lon: float | None
    source: SourceInfo


@dataclass(frozen=True, slots=True)
class NearbySite:
    """A site and how far it is, as the crow flies."""

    site: SiteInfo
    distance_km: float
