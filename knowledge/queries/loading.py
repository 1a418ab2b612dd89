"""Read the whole content into a snapshot: one query a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.queries import records as r
from knowledge.queries.finder_loading import (
    load_commands,
    load_conditions,
    load_questions,
)
from knowledge.queries.snapshot import Snapshot, Topic
from knowledge.queries.table_rows import lists, rows


def load_snapshot(session: Session) -> Snapshot:
    """Read everything; the session's transaction has to show one state throughout."""
    version = session.scalars(select(m.KnowledgeVersion.version)).one()
    sources = {row.id: _source(row) for row in rows(session, m.Source, "id")}
    regions = _regions(session)
    programmes = _programmes(session, sources)
    metrics = _metrics(session)
    return Snapshot(
        version=version,
        sources=sources,
        regions=regions,
        groups=_groups(session, sources),
        programmes=programmes,
        answers=_grouped(_answers(session, regions, sources)),
        gaps=_grouped(_gaps(session, regions)),
        faqs=_faqs(session, regions, sources),
        metrics=metrics,
        figures=_figures(session, metrics, regions, sources),
        incomparable=tuple(
            r.IncomparablePair(row.first_id, row.second_id, row.reason)
            for row in rows(session, m.FigureIncomparable, "first_id", "second_id")
        ),
        signposts=_signposts(session),
        lookalikes={
            row.text: r.LookalikeInfo(row.text, row.note)
            for row in rows(session, m.Lookalike, "text")
        },
        sites=tuple(_sites(session, regions, sources)),
        finder_questions=load_questions(session),
        finder_commands=load_commands(session),
        conditions=load_conditions(session, sources),
    )


def _source(row: m.Source) -> r.SourceInfo:
    return r.SourceInfo(row.id, row.title, row.publisher, row.date, row.url, row.note)


def _regions(session: Session) -> dict[str, r.RegionInfo]:
    aliases = lists(
        (row.region_id, row.text) for row in rows(session, m.RegionAlias, "position")
    )
    return {
        row.id: r.RegionInfo(
            row.id,
            row.name,
            cast("Any", row.kind),
            row.parent_id,
            aliases.get(row.id, ()),
        )
        for row in rows(session, m.Region, "position", "id")
    }


def _groups(
    session: Session, sources: dict[str, r.SourceInfo]
) -> dict[str, r.GroupInfo]:
    aliases = lists(
        (row.group_id, row.text)
        for row in rows(session, m.WorkerGroupAlias, "position")
    )
    cited = lists(
        (row.group_id, sources[row.source_id])
        for row in rows(session, m.WorkerGroupSource, "position")
    )
    return {
        row.id: r.GroupInfo(
            row.id,
            row.name,
            row.official,
            aliases.get(row.id, ()),
            cited.get(row.id, ()),
        )
        for row in rows(session, m.WorkerGroup, "position", "id")
    }


def _programmes(
    session: Session, sources: dict[str, r.SourceInfo]
) -> dict[str, r.ProgrammeInfo]:
    aliases = lists(
        (row.programme_id, row.text)
        for row in rows(session, m.ProgrammeAlias, "position")
        if row.kind == "alias"
    )
    editions = lists(
        (
            row.programme_id,
            r.EditionInfo(
                row.programme_id,
                row.year,
                cast("Any", row.list),
                row.name,
                row.position,
                row.status,
                sources[row.source_id],
                row.note,
            ),
        )
        for row in rows(session, m.Edition, "year", "list")
    )
    return {
        row.id: r.ProgrammeInfo(
            row.id,
            row.name,
            cast("Any", row.kind),
            row.summary,
            row.service_id,
            aliases.get(row.id, ()),
            editions.get(row.id, ()),
        )
        for row in rows(session, m.Programme, "position", "id")
    }


def _answers(
    session: Session, regions: dict[str, r.RegionInfo], sources: dict[str, r.SourceInfo]
) -> Iterator[r.AnswerInfo]:
    cited = lists(
        (row.answer_id, sources[row.source_id])
        for row in rows(session, m.AnswerSource, "position")
    )
    for row in rows(session, m.Answer, "id"):
        yield r.AnswerInfo(
            id=row.id,
            programme_id=row.programme_id,
            aspect=cast("Any", row.aspect),
            region=regions[row.region_id],
            text=row.text,
            more=row.more,
            caveat=row.caveat,
            sources=cited.get(row.id, ()),
            as_of=row.as_of,
            validity=r.Validity(row.valid_from, row.valid_to),
        )


def _gaps(session: Session, regions: dict[str, r.RegionInfo]) -> Iterator[r.GapInfo]:
    for row in rows(session, m.KnownGap, "programme_id", "aspect", "region_id"):
        yield r.GapInfo(
            row.programme_id, cast("Any", row.aspect), regions[row.region_id], row.text
        )


_OnTopic = TypeVar("_OnTopic", r.AnswerInfo, r.GapInfo)


def _grouped(items: Iterable[_OnTopic]) -> dict[Topic, tuple[_OnTopic, ...]]:
    return lists(((item.programme_id, item.aspect), item) for item in items)


def _faqs(
    session: Session, regions: dict[str, r.RegionInfo], sources: dict[str, r.SourceInfo]
) -> dict[str, r.FaqInfo]:
    phrasings = lists(
        (row.faq_id, row.text) for row in rows(session, m.FaqPhrasing, "position")
    )
    cited = lists(
        (row.faq_id, sources[row.source_id])
        for row in rows(session, m.FaqSource, "position")
    )
    return {
        row.id: r.FaqInfo(
            id=row.id,
            programme_id=row.programme_id,
            question=row.question,
            phrasings=phrasings.get(row.id, ()),
            aspect=cast("Any", row.aspect),
            region=regions[row.region_id],
            text=row.text,
            caveat=row.caveat,
            sources=cited.get(row.id, ()),
            as_of=row.as_of,
            validity=r.Validity(row.valid_from, row.valid_to),
        )
        for row in rows(session, m.Faq, "position", "id")
    }


def _metrics(session: Session) -> dict[str, r.MetricInfo]:
    aliases = lists(
        (row.metric_id, row.text)
        for row in rows(session, m.MetricAlias, "position")
        if row.kind == "alias"
    )
    return {
        row.id: r.MetricInfo(row.id, row.name, aliases.get(row.id, ()))
        for row in rows(session, m.Metric, "position", "id")
    }


def _figures(
    session: Session,
    metrics: dict[str, r.MetricInfo],
    regions: dict[str, r.RegionInfo],
    sources: dict[str, r.SourceInfo],
) -> dict[str, r.FigureInfo]:
    return {
        row.id: r.FigureInfo(
            id=row.id,
            programme_id=row.programme_id,
            metric=metrics[row.metric_id],
            period=row.period,
            kind=cast("Any", row.kind),
            definition=row.definition,
            value=row.value,
            unit=row.unit,
            qualifier=row.qualifier,
            printed=row.printed,
            scope=row.scope,
            region=regions[row.region_id],
            source=sources[row.source_id],
            caveat=row.caveat,
        )
        for row in rows(session, m.Figure, "position", "id")
    }


def _signposts(session: Session) -> dict[str, r.SignpostInfo]:
    aliases = lists(
        (row.signpost_id, row.text)
        for row in rows(session, m.SignpostAlias, "position")
        if row.kind == "alias"
    )
    return {
        row.id: r.SignpostInfo(
            row.id,
            row.name,
            row.agency,
            row.hotline,
            row.text,
            aliases.get(row.id, ()),
        )
        for row in rows(session, m.Signpost, "position", "id")
    }


def _sites(
    session: Session, regions: dict[str, r.RegionInfo], sources: dict[str, r.SourceInfo]
) -> Iterator[r.SiteInfo]:
    for row in rows(session, m.Site, "position", "id"):
        yield r.SiteInfo(
            row.id,
            row.programme_id,
            regions[row.region_id],
            row.name,
            row.address,
            row.hours,
            row.lat,
            row.lon,
            sources[row.source_id],
        )
