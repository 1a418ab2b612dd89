"""Which rows belong to which document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Table, or_, select

from knowledge import models as m
from knowledge.publishing.kinds import COMMAND_PREFIX

Within = list[tuple[Table, ColumnElement[bool]]]


def rows_owned(kind: str, item_ids: Sequence[str]) -> Within:
    """Give conditions on the rows that belong to some documents of one kind."""
    return _OWNED[kind](item_ids)


def _columns(*columns: Any) -> Callable[[Sequence[str]], Within]:
    def within(ids: Sequence[str]) -> Within:
        return [(_table(column), column.in_(ids)) for column in columns]

    return within


def _table(column: Any) -> Table:
    return cast(Table, column.class_.__table__)


def _programmes(ids: Sequence[str]) -> Within:
    owners: tuple[Any, ...] = (
        m.Programme.id,
        m.ProgrammeAlias.programme_id,
        m.Edition.programme_id,
        m.FinderCondition.programme_id,
        m.Answer.programme_id,
        m.Faq.programme_id,
        m.KnownGap.programme_id,
    )
    parts: tuple[tuple[Any, Any, Any], ...] = (
        (
            m.FinderConditionOption.condition_id,
            m.FinderCondition.id,
            m.FinderCondition.programme_id,
        ),
        (m.AnswerSource.answer_id, m.Answer.id, m.Answer.programme_id),
        (m.FaqPhrasing.faq_id, m.Faq.id, m.Faq.programme_id),
        (m.FaqSource.faq_id, m.Faq.id, m.Faq.programme_id),
    )
    return _columns(*owners)(ids) + [
        (_table(column), column.in_(select(whole).where(owner.in_(ids))))
        for column, whole, owner in parts
    ]


def _figures(ids: Sequence[str]) -> Within:
    pair = m.FigureIncomparable
    return [
        *_columns(m.Figure.id)(ids),
        (
            cast(Table, pair.__table__),
            or_(pair.first_id.in_(ids), pair.second_id.in_(ids)),
        ),
    ]


def _finder(ids: Sequence[str]) -> Within:
    commands = [i.removeprefix(COMMAND_PREFIX) for i in ids if COMMAND_PREFIX in i]
    questions = _columns(
        m.FinderQuestion.id,
        m.FinderOption.question_id,
        m.FinderOptionGroup.question_id,
        m.FinderPhrasing.question_id,
    )
    return questions(ids) + _columns(m.FinderCommand.command)(commands)


_OWNED: Final[dict[str, Callable[[Sequence[str]], Within]]] = {
    "programme": _programmes,
    "figure": _figures,
    "metric": _columns(m.Metric.id, m.MetricAlias.metric_id),
    "signpost": _columns(m.Signpost.id, m.SignpostAlias.signpost_id),
    "lookalike": _columns(m.Lookalike.text),
    "region": _columns(m.Region.id, m.RegionAlias.region_id),
    "group": _columns(
        m.WorkerGroup.id, m.WorkerGroupAlias.group_id, m.WorkerGroupSource.group_id
    ),
    "site": _columns(m.Site.id),
    "source": _columns(m.Source.id),
    "finder": _finder,
}
