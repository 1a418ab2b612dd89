"""The live tables of the knowledge base."""

from knowledge.models.answer import Answer, AnswerSource, KnownGap
from knowledge.models.base import Base
from knowledge.models.bookkeeping import KnowledgeVersion, NameClaim
from knowledge.models.faq import Faq, FaqPhrasing, FaqSource
from knowledge.models.figure import Figure, FigureIncomparable
from knowledge.models.finder import (
    FinderCommand,
    FinderCondition,
    FinderConditionOption,
    FinderOption,
    FinderOptionGroup,
    FinderPhrasing,
    FinderQuestion,
)
from knowledge.models.group import WorkerGroup, WorkerGroupAlias, WorkerGroupSource
from knowledge.models.metric import Metric, MetricAlias
from knowledge.models.programme import Edition, Programme, ProgrammeAlias
from knowledge.models.region import Region, RegionAlias
from knowledge.models.signpost import Lookalike, Signpost, SignpostAlias
from knowledge.models.site import Site
from knowledge.models.source import Source

__all__ = [
    "Answer",
    "AnswerSource",
    "Base",
    "Edition",
    "Faq",
    "FaqPhrasing",
    "FaqSource",
    "Figure",
    "FigureIncomparable",
    "FinderCommand",
    "FinderCondition",
    "FinderConditionOption",
    "FinderOption",
    "FinderOptionGroup",
    "FinderPhrasing",
    "FinderQuestion",
    "KnowledgeVersion",
    "KnownGap",
    "Lookalike",
    "Metric",
    "MetricAlias",
    "NameClaim",
    "Programme",
    "ProgrammeAlias",
    "Region",
    "RegionAlias",
    "Signpost",
    "SignpostAlias",
    "Site",
    "Source",
    "WorkerGroup",
    "WorkerGroupAlias",
    "WorkerGroupSource",
]
