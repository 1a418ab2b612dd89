"""Documents of the kinds that are a row with some names at most."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.normal import Document
from knowledge.publishing.reading.children import children, fields, texts


def read_sources(_session: Session, rows: Sequence[m.Source]) -> dict[str, Document]:
    """Make documents of sources."""
    names = ("id", "title", "publisher", "date", "url", "note")
    return {row.id: fields(row, *names) for row in rows}


def read_lookalikes(
    _session: Session, rows: Sequence[m.Lookalike]
) -> dict[str, Document]:
    """Make documents of lookalikes."""
    return {row.text: fields(row, "text", "note") for row in rows}


def read_regions(session: Session, rows: Sequence[m.Region]) -> dict[str, Document]:
    """Make documents of regions."""
    ids = [row.id for row in rows]
    aliases = children(session, m.RegionAlias, "region_id", ids, "position")
    return {
        row.id: fields(row, "id", "name", "kind")
        | {"parent": row.parent_id, "aliases": texts(aliases[row.id])}
        for row in rows
    }


def read_groups(session: Session, rows: Sequence[m.WorkerGroup]) -> dict[str, Document]:
    """Make documents of groups of workers."""
    ids = [row.id for row in rows]
    aliases = children(session, m.WorkerGroupAlias, "group_id", ids, "position")
    cited = children(session, m.WorkerGroupSource, "group_id", ids, "position")
    return {
        row.id: fields(row, "id", "name", "official")
        | {
            "aliases": texts(aliases[row.id]),
            "sources": [source.source_id for source in cited[row.id]],
        }
        for row in rows
    }


def read_metrics(session: Session, rows: Sequence[m.Metric]) -> dict[str, Document]:
    """Make documents of metrics."""
    ids = [row.id for row in rows]
    named = children(session, m.MetricAlias, "metric_id", ids, "position")
    return {
        row.id: fields(row, "id", "name")
        | {
            "aliases": texts(named[row.id], "alias"),
            "phrasings": texts(named[row.id], "phrasing"),
        }
        for row in rows
    }


def read_signposts(session: Session, rows: Sequence[m.Signpost]) -> dict[str, Document]:
    """Make documents of signposts."""
    ids = [row.id for row in rows]
    named = children(session, m.SignpostAlias, "signpost_id", ids, "position")
    return {
        row.id: fields(row, "id", "name", "agency", "hotline", "text")
        | {
            "aliases": texts(named[row.id], "alias"),
            "phrasings": texts(named[row.id], "phrasing"),
        }
        for row in rows
    }


def read_sites(_session: Session, rows: Sequence[m.Site]) -> dict[str, Document]:
    """Make documents of sites."""
    return {
        row.id: fields(row, "id", "name", "address", "hours", "lat", "lon")
        | {
            "programme": row.programme_id,
            "region": row.region_id,
            "source": row.source_id,
        }
        for row in rows
    }
