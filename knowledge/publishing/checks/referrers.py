"""Who refers to something that is live."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.documents import titles
from knowledge.publishing.kinds import KINDS

_Users = tuple[tuple[str, Select[str]], ...]


def users_of(
    session: Session,
    kind: str,
    item_id: str,
    besides: Collection[tuple[str, str]] = (),
) -> list[str]:
    """Name the live documents that refer to one, readable and without doubles.

    Args:
        session: The database.
        kind: Kind of what is referred to.
        item_id: Its id.
        besides: Documents (kind, id) that do not count: they change with it.
    """
    found: dict[str, None] = {}
    for user_kind, statement in _USERS.get(kind, lambda _: ())(item_id):
        ids = session.scalars(statement.distinct()).all()
        counted = [
            i
            for i in ids
            if (user_kind, i) not in besides and (user_kind, i) != (kind, item_id)
        ]
        label = KINDS[user_kind].label_zh
        for title in titles(session, user_kind, counted).values():
            found[f"{label}“{title}”"] = None
    return list(found)


def option_users(
    session: Session,
    question_id: str,
    option_id: str,
    besides: Collection[tuple[str, str]] = (),
) -> list[str]:
    """Name the programmes with a condition that this option meets."""
    option = m.FinderConditionOption
    statement = (
        select(m.FinderCondition.programme_id)
        .join(option, option.condition_id == m.FinderCondition.id)
        .where(option.question_id == question_id, option.option_id == option_id)
        .distinct()
    )
    ids = session.scalars(statement).all()
    counted = [i for i in ids if ("programme", i) not in besides]
    return [f"服务档案“{t}”" for t in titles(session, "programme", counted).values()]


def _source(item_id: str) -> _Users:
    answer_of = select(m.Answer.programme_id).join(
        m.AnswerSource, m.AnswerSource.answer_id == m.Answer.id
    )
    faq_of = select(m.Faq.programme_id).join(
        m.FaqSource, m.FaqSource.faq_id == m.Faq.id
    )
    return (
        ("programme", answer_of.where(m.AnswerSource.source_id == item_id)),
        ("programme", faq_of.where(m.FaqSource.source_id == item_id)),
        (
            "programme",
            select(m.Edition.programme_id).where(m.Edition.source_id == item_id),
        ),
        (
            "programme",
            select(m.FinderCondition.programme_id).where(
                m.FinderCondition.source_id == item_id
            ),
        ),
        ("figure", select(m.Figure.id).where(m.Figure.source_id == item_id)),
        ("site", select(m.Site.id).where(m.Site.source_id == item_id)),
        (
            "group",
            select(m.WorkerGroupSource.group_id).where(
                m.WorkerGroupSource.source_id == item_id
            ),
        ),
    )


def _region(item_id: str) -> _Users:
    return (
        *(
            ("programme", select(table.programme_id).where(table.region_id == item_id))
            for table in (m.Answer, m.Faq, m.KnownGap, m.FinderCondition)
        ),
        ("figure", select(m.Figure.id).where(m.Figure.region_id == item_id)),
        ("site", select(m.Site.id).where(m.Site.region_id == item_id)),
        ("region", select(m.Region.id).where(m.Region.parent_id == item_id)),
        (
            "finder",
            select(m.FinderOption.question_id).where(
                m.FinderOption.region_id == item_id
            ),
        ),
    )


def _programme(item_id: str) -> _Users:
    return (
        ("programme", select(m.Programme.id).where(m.Programme.service_id == item_id)),
        ("figure", select(m.Figure.id).where(m.Figure.programme_id == item_id)),
        ("site", select(m.Site.id).where(m.Site.programme_id == item_id)),
    )


def _metric(item_id: str) -> _Users:
    return (("figure", select(m.Figure.id).where(m.Figure.metric_id == item_id)),)


def _group(item_id: str) -> _Users:
    options = m.FinderOptionGroup
    found = select(options.question_id).where(options.group_id == item_id)
    return (("finder", found),)


def _question(item_id: str) -> _Users:
    conditions = m.FinderCondition
    found = select(conditions.programme_id).where(conditions.question_id == item_id)
    return (("programme", found),)


def _figure(item_id: str) -> _Users:
    pair = m.FigureIncomparable
    return (
        ("figure", select(pair.second_id).where(pair.first_id == item_id)),
        ("figure", select(pair.first_id).where(pair.second_id == item_id)),
    )


_USERS: Final = {
    "source": _source,
    "region": _region,
    "programme": _programme,
    "metric": _metric,
    "group": _group,
    "finder": _question,
    "figure": _figure,
}
