"""How documents of each kind are listed, searched and filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, exists

from knowledge import models as m

Condition = Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class ListShape:
    """The columns by which a kind is listed.

    Attributes:
        title: What staff read as the document's name.
        order: Names of the columns that give the order.
        searched: Columns of the main table that a search looks into.
        searched_within: Conditions on a pattern, for tables that hang on it.
        filters: Conditions by the name of a filter; ``kind_`` is the field "kind".
    """

    title: Any
    order: tuple[str, ...]
    searched: tuple[Any, ...]
    searched_within: tuple[Condition, ...] = ()
    filters: dict[str, Condition] = field(default_factory=dict)


def _is(column: Any) -> Condition:
    return lambda value: column == value


def _alias(text: Any, owner: Any, target: Any) -> Condition:
    return lambda pattern: exists().where(
        owner == target, text.ilike(pattern, escape="/")
    )


def _of_programme(table: Any, region: Any) -> Condition:
    return lambda value: exists().where(
        table.programme_id == m.Programme.id, region == value
    )


LISTS: Final[dict[str, ListShape]] = {
    "programme": ListShape(
        m.Programme.name,
        ("position", "id"),
        (m.Programme.id, m.Programme.name, m.Programme.summary),
        (_alias(m.ProgrammeAlias.text, m.ProgrammeAlias.programme_id, m.Programme.id),),
        {
            "kind_": _is(m.Programme.kind),
            "service": _is(m.Programme.service_id),
            "region": _of_programme(m.Answer, m.Answer.region_id),
        },
    ),
    "figure": ListShape(
        m.Figure.definition,
        ("position", "id"),
        (m.Figure.id, m.Figure.definition, m.Figure.printed, m.Figure.scope),
        (),
        {
            "programme": _is(m.Figure.programme_id),
            "metric": _is(m.Figure.metric_id),
            "region": _is(m.Figure.region_id),
            "source": _is(m.Figure.source_id),
            "period": _is(m.Figure.period),
            "kind_": _is(m.Figure.kind),
        },
    ),
    "metric": ListShape(
        m.Metric.name,
        ("position", "id"),
        (m.Metric.id, m.Metric.name),
        (_alias(m.MetricAlias.text, m.MetricAlias.metric_id, m.Metric.id),),
    ),
    "signpost": ListShape(
        m.Signpost.name,
        ("position", "id"),
        (m.Signpost.id, m.Signpost.name, m.Signpost.agency, m.Signpost.text),
        (_alias(m.SignpostAlias.text, m.SignpostAlias.signpost_id, m.Signpost.id),),
    ),
    "lookalike": ListShape(
        m.Lookalike.text, ("text",), (m.Lookalike.text, m.Lookalike.note)
    ),
    "region": ListShape(
        m.Region.name,
        ("position", "id"),
        (m.Region.id, m.Region.name),
        (_alias(m.RegionAlias.text, m.RegionAlias.region_id, m.Region.id),),
        {"kind_": _is(m.Region.kind), "parent": _is(m.Region.parent_id)},
    ),
    "group": ListShape(
        m.WorkerGroup.name,
        ("position", "id"),
        (m.WorkerGroup.id, m.WorkerGroup.name),
        (
            _alias(
                m.WorkerGroupAlias.text, m.WorkerGroupAlias.group_id, m.WorkerGroup.id
            ),
        ),
    ),
    "site": ListShape(
        m.Site.name,
        ("position", "id"),
        (m.Site.id, m.Site.name, m.Site.address),
        (),
        {
            "programme": _is(m.Site.programme_id),
            "region": _is(m.Site.region_id),
            "source": _is(m.Site.source_id),
        },
    ),
    "source": ListShape(
        m.Source.title,
        ("id",),
        (m.Source.id, m.Source.title, m.Source.publisher),
    ),
    "finder": ListShape(
        m.FinderQuestion.text,
        ("position", "id"),
        (m.FinderQuestion.id, m.FinderQuestion.text),
        (),
        {"kind_": _is(m.FinderQuestion.kind)},
    ),
}
