"""One state of the knowledge base, held in memory and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.queries.finder_records import (
    ConditionInfo,
    FinderCommandInfo,
    FinderQuestionInfo,
)
from knowledge.queries.records import (
    AnswerInfo,
    FaqInfo,
    FigureInfo,
    GapInfo,
    GroupInfo,
    IncomparablePair,
    LookalikeInfo,
    MetricInfo,
    ProgrammeInfo,
    RegionInfo,
    SignpostInfo,
    SiteInfo,
    SourceInfo,
)

Topic = tuple[str, str]
"""Programme id and aspect."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All content of one version, indexed the way the queries ask for it."""

    version: int
    sources: Mapping[str, SourceInfo]
    regions: Mapping[str, RegionInfo]
    groups: Mapping[str, GroupInfo]
    programmes: Mapping[str, ProgrammeInfo]
    answers: Mapping[Topic, tuple[AnswerInfo, ...]]
    gaps: Mapping[Topic, tuple[GapInfo, ...]]
    faqs: Mapping[str, FaqInfo]
    metrics: Mapping[str, MetricInfo]
    figures: Mapping[str, FigureInfo]
    incomparable: tuple[IncomparablePair, ...]
    signposts: Mapping[str, SignpostInfo]
    lookalikes: Mapping[str, LookalikeInfo]
    sites: tuple[SiteInfo, ...]
    finder_questions: Mapping[str, FinderQuestionInfo]
    finder_commands: tuple[FinderCommandInfo, ...]
    conditions: Mapping[str, tuple[ConditionInfo, ...]]
