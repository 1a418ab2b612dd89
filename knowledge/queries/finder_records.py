"""What the benefit finder's queries give back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.queries.records import ProgrammeInfo, SourceInfo
from knowledge.vocabulary import (
    Aspect,
    FinderCommandName,
    FinderPhrasingKind,
    FinderQuestionKind,
)

Answers = Mapping[str, Sequence[str]]
"""Ids of the options that a worker chose, by question; an unasked one is missing."""


@dataclass(frozen=True, slots=True)
class FinderPhrasingInfo:
    """What a worker may type for an option."""

    text: str
    kind: FinderPhrasingKind


@dataclass(frozen=True, slots=True)
class FinderOptionInfo:
    """One answer to a question."""

    id: str
    title: str
    region_id: str | None
    settles: bool
    group_ids: tuple[str, ...]
    phrasings: tuple[FinderPhrasingInfo, ...]


@dataclass(frozen=True, slots=True)
class FinderQuestionInfo:
    """One question of the form, its options in order."""

    id: str
    kind: FinderQuestionKind
    text: str
    unknown: str
    silent: str | None
    multiple: bool
    options: tuple[FinderOptionInfo, ...]

    def option(self, option_id: str) -> FinderOptionInfo | None:
        """Give an option by id."""
        return next((o for o in self.options if o.id == option_id), None)


@dataclass(frozen=True, slots=True)
class FinderCommandInfo:
    """A text that steers the form."""

    text: str
    command: FinderCommandName


@dataclass(frozen=True, slots=True)
class ConditionInfo:
    """What a source says about whom a service is for; without question: everybody."""

    id: str
    programme_id: str
    question_id: str | None
    option_ids: frozenset[str]
    region_id: str
    required: bool
    reason: str
    source: SourceInfo


@dataclass(frozen=True, slots=True)
class Fit:
    """A service that the answers do not shut out.

    Attributes:
        programme: The service.
        met: What the answers meet, what is required first.
        general: What holds for everybody, if anything does.
        open: Required of a question that has no answer yet.
        silent: Ids of questions on which the sources say nothing.
        varies: Whether some other place has rules of its own.
        over: For whom it is, or how one gets it, where only what ran out tells that.
    """

    programme: ProgrammeInfo
    met: tuple[ConditionInfo, ...]
    general: ConditionInfo | None
    open: tuple[ConditionInfo, ...]
    silent: tuple[str, ...]
    varies: bool
    over: tuple[Aspect, ...]
