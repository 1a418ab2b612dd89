"""Read the benefit finder's tables into a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.queries import finder_records as r
from knowledge.queries.records import SourceInfo
from knowledge.queries.table_rows import lists, rows


def load_questions(session: Session) -> dict[str, r.FinderQuestionInfo]:
    """Read the questions with their options, by id, in order."""
    groups = lists(
        ((row.question_id, row.option_id), row.group_id)
        for row in rows(session, m.FinderOptionGroup, "group_id")
    )
    phrasings = lists(
        (
            (row.question_id, row.option_id),
            r.FinderPhrasingInfo(row.text, cast("Any", row.kind)),
        )
        for row in rows(session, m.FinderPhrasing, "position", "text")
    )
    options = lists(
        (
            row.question_id,
            r.FinderOptionInfo(
                id=row.id,
                title=row.title,
                region_id=row.region_id,
                settles=row.settles,
                group_ids=groups.get((row.question_id, row.id), ()),
                phrasings=phrasings.get((row.question_id, row.id), ()),
            ),
        )
        for row in rows(session, m.FinderOption, "position", "id")
    )
    return {
        row.id: r.FinderQuestionInfo(
            id=row.id,
            kind=cast("Any", row.kind),
            text=row.text,
            unknown=row.unknown,
            silent=row.silent,
            multiple=row.multiple,
            options=options.get(row.id, ()),
        )
        for row in rows(session, m.FinderQuestion, "position", "id")
    }


def load_commands(session: Session) -> tuple[r.FinderCommandInfo, ...]:
    """Read what steers the form."""
    return tuple(
        r.FinderCommandInfo(row.text, cast("Any", row.command))
        for row in rows(session, m.FinderCommand, "command", "position", "text")
    )


def load_conditions(
    session: Session, sources: Mapping[str, SourceInfo]
) -> dict[str, tuple[r.ConditionInfo, ...]]:
    """Read the conditions of each service, in order."""
    options = lists(
        (row.condition_id, row.option_id)
        for row in rows(session, m.FinderConditionOption, "condition_id", "option_id")
    )
    return lists(
        (
            row.programme_id,
            r.ConditionInfo(
                id=row.id,
                programme_id=row.programme_id,
                question_id=row.question_id,
                option_ids=frozenset(options.get(row.id, ())),
                region_id=row.region_id,
                required=row.required,
                reason=row.reason,
                source=sources[row.source_id],
            ),
        )
        for row in rows(session, m.FinderCondition, "position", "id")
    )
