"""Dossiers: a programme with all that is told about it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.normal import Document
from knowledge.publishing.reading.children import children, day, fields, texts


def read_programmes(
    session: Session, rows: Sequence[m.Programme]
) -> dict[str, Document]:
    """Make documents of programmes."""
    ids = [row.id for row in rows]
    named = children(session, m.ProgrammeAlias, "programme_id", ids, "position")
    editions = _editions(session, ids)
    conditions = _conditions(session, ids)
    answers = _answers(session, ids)
    faqs = _faqs(session, ids)
    gaps = children(
        session, m.KnownGap, "programme_id", ids, "position", "aspect", "region_id"
    )
    return {
        row.id: fields(row, "id", "name", "kind", "summary")
        | {
            "service": row.service_id,
            "aliases": texts(named[row.id], "alias"),
            "phrasings": texts(named[row.id], "phrasing"),
            "editions": editions.get(row.id, []),
            "conditions": conditions.get(row.id, []),
            "answers": answers.get(row.id, []),
            "faqs": faqs.get(row.id, []),
            "gaps": [
                fields(gap, "aspect", "text") | {"region": gap.region_id}
                for gap in gaps[row.id]
            ],
        }
        for row in rows
    }


def _editions(session: Session, ids: list[str]) -> dict[str, list[Document]]:
    rows = children(session, m.Edition, "programme_id", ids, "place", "year", "list")
    return {
        owner: [
            fields(row, "year", "list", "name", "position", "status", "note")
            | {"source": row.source_id}
            for row in found
        ]
        for owner, found in rows.items()
    }


def _conditions(session: Session, ids: list[str]) -> dict[str, list[Document]]:
    rows = children(session, m.FinderCondition, "programme_id", ids, "position")
    conditions = [row.id for found in rows.values() for row in found]
    options = children(
        session,
        m.FinderConditionOption,
        "condition_id",
        conditions,
        "position",
        "option_id",
    )
    return {
        owner: [
            fields(row, "required", "reason")
            | {
                "question": row.question_id,
                "options": [option.option_id for option in options[row.id]],
                "region": row.region_id,
                "source": row.source_id,
            }
            for row in found
        ]
        for owner, found in rows.items()
    }


def _answers(session: Session, ids: list[str]) -> dict[str, list[Document]]:
    rows = children(session, m.Answer, "programme_id", ids, "position", "id")
    answers = [row.id for found in rows.values() for row in found]
    cited = children(session, m.AnswerSource, "answer_id", answers, "position")
    return {
        owner: [
            _content(row, [source.source_id for source in cited[row.id]])
            | {"more": row.more}
            for row in found
        ]
        for owner, found in rows.items()
    }


def _faqs(session: Session, ids: list[str]) -> dict[str, list[Document]]:
    rows = children(session, m.Faq, "programme_id", ids, "position")
    faqs = [row.id for found in rows.values() for row in found]
    asked = children(session, m.FaqPhrasing, "faq_id", faqs, "position")
    cited = children(session, m.FaqSource, "faq_id", faqs, "position")
    return {
        owner: [
            _content(row, [source.source_id for source in cited[row.id]])
            | fields(row, "id", "question")
            | {"phrasings": texts(asked[row.id])}
            for row in found
        ]
        for owner, found in rows.items()
    }


def _content(row: m.Answer | m.Faq, sources: list[str]) -> Document:
    return fields(row, "aspect", "text", "caveat", "as_of") | {
        "region": row.region_id,
        "sources": sources,
        "valid_from": day(row.valid_from),
        "valid_to": day(row.valid_to),
    }
