"""The seed's file format, block by block."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from knowledge.seed.fields import (
    Day,
    Line,
    Name,
    PartialDate,
    Phrasing,
    PlainDecimal,
    Prose,
    SeedModel,
    ShortText,
    Slug,
    Year,
)
from knowledge.vocabulary import (
    Aspect,
    EditionList,
    FigureKind,
    ProgrammeKind,
    RegionKind,
)


class SourceItem(SeedModel):
    """An entry of sources.yml."""

    id: Slug
    title: Line
    publisher: Line
    date: PartialDate
    url: Line | None = None
    note: Prose | None = None


class RegionItem(SeedModel):
    """An entry of regions.yml."""

    id: Slug
    name: Name
    kind: RegionKind
    parent: Slug | None = None
    aliases: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _parent_unless_country(self) -> Self:
        if (self.kind == "country") != (self.parent is None):
            raise ValueError("every region but a country has a parent")
        return self


class GroupItem(SeedModel):
    """An entry of groups.yml."""

    id: Slug
    name: Name
    official: bool
    aliases: tuple[Name, ...] = ()
    sources: tuple[Slug, ...] = ()


class MetricItem(SeedModel):
    """An entry of metrics.yml."""

    id: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    phrasings: tuple[Phrasing, ...] = ()


class NotComparableItem(SeedModel):
    """A figure that this one must not be set against."""

    figure: Slug
    reason: Prose


class FigureItem(SeedModel):
    """An entry of figures.yml."""

    id: Slug
    programme: Slug
    metric: Slug
    period: Year
    kind: FigureKind
    definition: Prose
    value: PlainDecimal
    unit: Name
    qualifier: str = Field(default="", max_length=8)
    printed: Line
    scope: Line
    region: Slug
    source: Slug
    caveat: Prose | None = None
    not_comparable: tuple[NotComparableItem, ...] = ()


class SignpostItem(SeedModel):
    """An entry of signposts.yml."""

    id: Slug
    name: Name
    agency: Line
    hotline: Name
    text: Prose
    aliases: tuple[Name, ...] = ()
    phrasings: tuple[Phrasing, ...] = ()


class LookalikeItem(SeedModel):
    """An entry of lookalikes.yml."""

    text: Name
    note: Prose


class SiteItem(SeedModel):
    """An entry of sites.yml."""

    id: Slug
    programme: Slug
    region: Slug
    name: Line
    address: Line
    hours: Line | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    source: Slug

    @model_validator(mode="after")
    def _both_coordinates(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon stand together or not at all")
        return self


class EditionItem(SeedModel):
    """A programme's place in one year's list."""

    year: Year
    list: EditionList
    name: Line
    position: int | None = Field(default=None, ge=1)
    status: Line | None = None
    source: Slug
    note: Prose | None = None


class ConditionItem(SeedModel):
    """What a source says about whom a service is for, for the benefit finder.

    Without a question it is for everybody. Where it is required, whoever gives
    another answer is shut out.
    """

    question: Slug | None = None
    options: tuple[Slug, ...] = ()
    region: Slug
    required: bool = False
    reason: Line
    source: Slug

    @model_validator(mode="after")
    def _options_of_a_question(self) -> Self:
        if (self.question is None) == bool(self.options):
            raise ValueError("question and options stand together or not at all")
        if self.required and self.question is None:
            raise ValueError("only what a question asks can be required")
        return self


class Content(SeedModel):
    """What is told, where it holds, and on what days (both inclusive)."""

    aspect: Aspect
    region: Slug
    text: ShortText
    caveat: Prose | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)
    as_of: PartialDate
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self


class AnswerItem(Content):
    """What is told about one aspect in one region."""

    more: Prose | None = None


class FaqItem(Content):
    """A specific question with a specific answer."""

    id: Slug
    question: Phrasing
    phrasings: tuple[Phrasing, ...] = ()


class GapItem(SeedModel):
    """What is known to be missing."""

    aspect: Aspect
    region: Slug
    text: Prose


class ProgrammeItem(SeedModel):
    """A dossier: one file in programmes/."""

    id: Slug
    name: Name
    kind: ProgrammeKind
    summary: Prose
    service: Slug | None = None
    aliases: tuple[Name, ...] = ()
    phrasings: tuple[Phrasing, ...] = ()
    editions: tuple[EditionItem, ...] = ()
    conditions: tuple[ConditionItem, ...] = ()
    answers: tuple[AnswerItem, ...] = ()
    faqs: tuple[FaqItem, ...] = ()
    gaps: tuple[GapItem, ...] = ()

    @model_validator(mode="after")
    def _service_of_campaign(self) -> Self:
        if self.service is not None and self.kind != "campaign":
            raise ValueError("only a campaign belongs to a service")
        return self
