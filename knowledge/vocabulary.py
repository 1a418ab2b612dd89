"""The closed lists that tables, seed files and queries share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Aspect = Literal[
    "intro",
    "eligibility",
    "howto",
    "materials",
    "amount",
    "location",
    "time",
    "contact",
    "basis",
    "figure",
    "complaint",
]
ProgrammeKind = Literal["service", "campaign", "whole"]
RegionKind = Literal["country", "province", "city", "county", "system"]
EditionList = Literal["five", "ten"]
FigureKind = Literal["target", "result"]
AliasKind = Literal["alias", "phrasing"]
FinderQuestionKind = Literal["choice", "region"]
FinderPhrasingKind = Literal["reply", "statement"]
FinderCommandName = Literal["skip", "stop", "restart", "resume"]
AnswerStatus = Literal[
    "answered",
    "gap",
    "clarify",
    "signpost",
    "smalltalk",
    "out_of_scope",
    "handoff",
    "not_understood",
    "refused",
    "error",
]
Channel = Literal["widget", "wechat", "wecom"]
Feedback = Literal["up", "down"]
StaffRole = Literal["admin", "reviewer", "editor", "reader"]
DocumentKind = Literal[
    "programme",
    "figure",
    "metric",
    "signpost",
    "lookalike",
    "region",
    "group",
    "site",
    "source",
    "finder",
]
DraftAction = Literal["put", "remove"]
OpenDraftState = Literal["draft", "review", "sent_back"]
DraftState = Literal[OpenDraftState, "published", "discarded"]

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
ASPECT_NAMES: Mapping[str, str] = {
    "intro": "是什么",
    "eligibility": "谁能享受",
    "howto": "怎么办理",
    "materials": "要什么材料",
    "amount": "多少钱、什么标准",
    "location": "在哪儿",
    "time": "什么时间",
    "contact": "找谁、打哪个电话",
    "basis": "有什么依据",
    "figure": "数字",
    "complaint": "有问题找谁",
}
"""What workers and staff read; in the order of ``ASPECTS``."""
PROGRAMME_KINDS: tuple[ProgrammeKind, ...] = get_args(ProgrammeKind)
REGION_KINDS: tuple[RegionKind, ...] = get_args(RegionKind)
EDITION_LISTS: tuple[EditionList, ...] = get_args(EditionList)
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
ALIAS_KINDS: tuple[AliasKind, ...] = get_args(AliasKind)
FINDER_QUESTION_KINDS: tuple[FinderQuestionKind, ...] = get_args(FinderQuestionKind)
FINDER_PHRASING_KINDS: tuple[FinderPhrasingKind, ...] = get_args(FinderPhrasingKind)
FINDER_COMMANDS: tuple[FinderCommandName, ...] = get_args(FinderCommandName)
ANSWER_STATUSES: tuple[AnswerStatus, ...] = get_args(AnswerStatus)
TURN_STATUSES: tuple[str, ...] = ("pending", *ANSWER_STATUSES)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
FEEDBACKS: tuple[Feedback, ...] = get_args(Feedback)
STAFF_ROLES: tuple[StaffRole, ...] = get_args(StaffRole)
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
DRAFT_ACTIONS: tuple[DraftAction, ...] = get_args(DraftAction)
OPEN_DRAFT_STATES: tuple[OpenDraftState, ...] = get_args(OpenDraftState)
DRAFT_STATES: tuple[DraftState, ...] = get_args(DraftState)

FIRST_YEAR = 1990
LAST_YEAR = 2100
LONGEST_ANSWER = 300
"""Characters of an answer's or FAQ's text: what fits a phone without scrolling."""
