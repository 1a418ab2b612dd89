"""Documents of figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.normal import Document, decimal_text
from knowledge.publishing.reading.children import fields


def read_figures(session: Session, rows: Sequence[m.Figure]) -> dict[str, Document]:
    """Make documents of figures; a pair that must not be compared stands in both."""
    others = _incomparable(session, [row.id for row in rows])
    return {
        row.id: fields(
            row,
            *("id", "period", "kind", "definition", "unit"),
            *("qualifier", "printed", "scope", "caveat"),
        )
        | {
            "programme": row.programme_id,
            "metric": row.metric_id,
            "value": decimal_text(row.value),
            "region": row.region_id,
            "source": row.source_id,
            "not_comparable": others[row.id],
        }
        for row in rows
    }


def _incomparable(session: Session, ids: list[str]) -> dict[str, list[Document]]:
    pair = m.FigureIncomparable
    statement = select(pair).where(or_(pair.first_id.in_(ids), pair.second_id.in_(ids)))
    found: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in session.scalars(statement):
        found[row.first_id].append((row.first_place, row.second_id, row.reason))
        found[row.second_id].append((row.second_place, row.first_id, row.reason))
    documents: defaultdict[str, list[Document]] = defaultdict(list)
    for item_id, entries in found.items():
        documents[item_id] = [
            {"figure": other, "reason": reason} for _, other, reason in sorted(entries)
        ]
    return documents
