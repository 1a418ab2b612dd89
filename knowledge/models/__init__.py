"""The live tables of the knowledge base, and the records of the running system."""

from knowledge.models.answer import Answer, AnswerSource, KnownGap
from knowledge.models.audit import Audit
from knowledge.models.base import Base, RecordBase
from knowledge.models.bookkeeping import KnowledgeVersion, NameClaim
from knowledge.models.draft import Draft
from knowledge.models.draft_import import DraftImport
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
from knowledge.models.revision import Revision
from knowledge.models.signpost import Lookalike, Signpost, SignpostAlias
from knowledge.models.site import Site
from knowledge.models.source import Source
from knowledge.models.staff import Staff, StaffSession
from knowledge.models.turn import Turn

__all__ = [
    "Answer",
    "AnswerSource",
    "Audit",
    "Base",
    "Draft",
    "DraftImport",
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
    "RecordBase",
    "Region",
    "RegionAlias",
    "Revision",
    "Signpost",
    "SignpostAlias",
    "Site",
    "Source",
    "Staff",
    "StaffSession",
    "Turn",
    "WorkerGroup",
    "WorkerGroupAlias",
    "WorkerGroupSource",
]
