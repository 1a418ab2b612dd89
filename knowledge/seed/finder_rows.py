"""The rows of the benefit finder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from knowledge import models as m
from knowledge.ids import condition_id
from knowledge.seed.files import SeedContent
from knowledge.seed.finder_format import FinderOptionItem, FinderQuestionItem
from knowledge.seed.format import ProgrammeItem

_Made = Iterator[tuple[type[m.Base], dict[str, Any]]]


def finder_rows(content: SeedContent) -> _Made:
    """Make the rows of questions, options, words and commands."""
    for position, item in enumerate(content.finder):
        row = item.model_dump(exclude={"line", "options"})
        yield m.FinderQuestion, row | {"position": position}
        for place, option in enumerate(item.options):
            yield from _option(item, option, place)
    for command in content.finder_commands:
        for place, text in enumerate(dict.fromkeys(command.phrasings)):
            yield (
                m.FinderCommand,
                {"text": text, "command": command.command, "position": place},
            )


def condition_rows(item: ProgrammeItem) -> _Made:
    """Make the rows of a dossier's conditions."""
    alike: Counter[tuple[str | None, str]] = Counter()
    for position, condition in enumerate(item.conditions):
        about = (condition.question, condition.region)
        alike[about] += 1
        name = condition_id(item.id, *about, alike[about])
        yield (
            m.FinderCondition,
            {
                "id": name,
                "programme_id": item.id,
                "question_id": condition.question,
                "region_id": condition.region,
                "required": condition.required,
                "reason": condition.reason,
                "source_id": condition.source,
                "position": position,
            },
        )
        for place, option in enumerate(dict.fromkeys(condition.options)):
            yield (
                m.FinderConditionOption,
                {
                    "condition_id": name,
                    "question_id": condition.question,
                    "option_id": option,
                    "position": place,
                },
            )


def _option(item: FinderQuestionItem, option: FinderOptionItem, place: int) -> _Made:
    key = {"question_id": item.id, "option_id": option.id}
    yield (
        m.FinderOption,
        {
            "question_id": item.id,
            "id": option.id,
            "title": option.title,
            "region_id": option.region,
            "settles": option.settles,
            "position": place,
        },
    )
    for position, group in enumerate(dict.fromkeys(option.groups)):
        yield m.FinderOptionGroup, key | {"group_id": group, "position": position}
    for kind, texts in (("reply", option.replies), ("statement", option.statements)):
        for position, text in enumerate(dict.fromkeys(texts)):
            row = {"text": text, "kind": kind, "position": position}
            yield m.FinderPhrasing, key | row
