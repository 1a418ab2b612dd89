"""The seed's format of the benefit finder's questions and commands."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from knowledge.seed.fields import Line, Name, Phrasing, SeedModel, Slug
from knowledge.vocabulary import FinderCommandName, FinderQuestionKind


class FinderOptionItem(SeedModel):
    """One answer to a question.

    ``replies`` are understood only right after the question, and as a whole;
    ``statements`` at any time, and within a longer message.
    """

    id: Slug
    title: Name
    region: Slug | None = None
    settles: bool = False
    groups: tuple[Slug, ...] = ()
    replies: tuple[Phrasing, ...] = ()
    statements: tuple[Phrasing, ...] = ()


class FinderQuestionItem(SeedModel):
    """An entry of finder.yml."""

    id: Slug
    kind: FinderQuestionKind
    text: Line
    unknown: Line
    silent: Line | None = None
    multiple: bool = False
    options: tuple[FinderOptionItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _regions_where_asked(self) -> Self:
        for option in self.options:
            if (option.region is not None) != (self.kind == "region"):
                raise ValueError(
                    "every option of a region question has a region, no other has one"
                )
        return self


class FinderCommandItem(SeedModel):
    """An entry of finder_commands.yml."""

    command: FinderCommandName
    phrasings: tuple[Phrasing, ...] = Field(min_length=1)
