"""Turn the seed into the rows that the tables should hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge import models as m
from knowledge.ids import answer_id
from knowledge.seed.files import SeedContent
from knowledge.seed.finder_rows import condition_rows, finder_rows
from knowledge.seed.format import AnswerItem, FaqItem, ProgrammeItem

Row = dict[str, Any]
Rows = dict[type[m.Base], list[Row]]


def rows_of(content: SeedContent) -> Rows:
    """List the rows of each table that the seed fills."""
    rows: Rows = {
        m.Source: [
            item.model_dump(include={"id", "title", "publisher", "date", "url", "note"})
            for item in content.sources
        ],
        m.Lookalike: [
            {"text": item.text, "note": item.note} for item in content.lookalikes
        ],
    }
    for part in (
        _regions(content),
        _groups(content),
        _metrics(content),
        _signposts(content),
        _programmes(content),
        _figures(content),
        _sites(content),
        finder_rows(content),
    ):
        for model, row in part:
            rows.setdefault(model, []).append(row)
    return rows


_Made = Iterator[tuple[type[m.Base], Row]]


def _regions(content: SeedContent) -> _Made:
    for position, item in enumerate(content.regions):
        yield (
            m.Region,
            {
                "id": item.id,
                "name": item.name,
                "kind": item.kind,
                "parent_id": item.parent,
                "position": position,
            },
        )
        for place, text in enumerate(_new(item.aliases, {item.name})):
            row = {"text": text, "region_id": item.id, "position": place}
            yield m.RegionAlias, row


def _groups(content: SeedContent) -> _Made:
    for position, item in enumerate(content.groups):
        yield (
            m.WorkerGroup,
            {
                "id": item.id,
                "name": item.name,
                "official": item.official,
                "position": position,
            },
        )
        for place, text in enumerate(_new(item.aliases, {item.name})):
            row = {"text": text, "group_id": item.id, "position": place}
            yield m.WorkerGroupAlias, row
        for row in _cited(item.sources):
            yield m.WorkerGroupSource, row | {"group_id": item.id}


def _metrics(content: SeedContent) -> _Made:
    for position, item in enumerate(content.metrics):
        yield m.Metric, {"id": item.id, "name": item.name, "position": position}
        for row in _aliases(item.name, item.aliases, item.phrasings):
            yield m.MetricAlias, row | {"metric_id": item.id}


def _signposts(content: SeedContent) -> _Made:
    for position, item in enumerate(content.signposts):
        row = item.model_dump(include={"id", "name", "agency", "hotline", "text"})
        yield m.Signpost, row | {"position": position}
        for row in _aliases(item.name, item.aliases, item.phrasings):
            yield m.SignpostAlias, row | {"signpost_id": item.id}


def _programmes(content: SeedContent) -> _Made:
    for position, item in enumerate(content.programmes.values()):
        yield (
            m.Programme,
            {
                "id": item.id,
                "name": item.name,
                "kind": item.kind,
                "summary": item.summary,
                "service_id": item.service,
                "position": position,
            },
        )
        for row in _aliases(item.name, item.aliases, item.phrasings):
            yield m.ProgrammeAlias, row | {"programme_id": item.id}
        yield from _dossier(item)


def _dossier(item: ProgrammeItem) -> _Made:
    for place, edition in enumerate(item.editions):
        row = edition.model_dump(exclude={"line", "source"})
        cited = {"programme_id": item.id, "source_id": edition.source}
        yield m.Edition, row | cited | {"place": place}
    yield from condition_rows(item)
    for position, answer in enumerate(item.answers):
        yield from _answer(item.id, position, answer)
    for position, faq in enumerate(item.faqs):
        yield from _faq(item.id, position, faq)
    for position, gap in enumerate(item.gaps):
        yield (
            m.KnownGap,
            {
                "programme_id": item.id,
                "aspect": gap.aspect,
                "region_id": gap.region,
                "text": gap.text,
                "position": position,
            },
        )


def _answer(programme_id: str, position: int, answer: AnswerItem) -> _Made:
    name = answer_id(programme_id, answer.aspect, answer.region, answer.valid_from)
    row = answer.model_dump(exclude={"line", "region", "sources"})
    yield (
        m.Answer,
        row
        | {
            "id": name,
            "programme_id": programme_id,
            "region_id": answer.region,
            "position": position,
        },
    )
    for row in _cited(answer.sources):
        yield m.AnswerSource, row | {"answer_id": name}


def _faq(programme_id: str, position: int, faq: FaqItem) -> _Made:
    row = faq.model_dump(exclude={"line", "region", "sources", "phrasings"})
    yield (
        m.Faq,
        row
        | {
            "programme_id": programme_id,
            "region_id": faq.region,
            "position": position,
        },
    )
    for place, text in enumerate(_new(faq.phrasings, {faq.question})):
        yield m.FaqPhrasing, {"text": text, "faq_id": faq.id, "position": place}
    for row in _cited(faq.sources):
        yield m.FaqSource, row | {"faq_id": faq.id}


def _figures(content: SeedContent) -> _Made:
    pairs: dict[tuple[str, str], Row] = {}
    for position, item in enumerate(content.figures):
        row = item.model_dump(
            exclude={
                "line",
                "programme",
                "metric",
                "region",
                "source",
                "not_comparable",
            }
        )
        yield (
            m.Figure,
            row
            | {
                "programme_id": item.programme,
                "metric_id": item.metric,
                "region_id": item.region,
                "source_id": item.source,
                "position": position,
            },
        )
        for place, other in enumerate(item.not_comparable):
            first, second = sorted((item.id, other.figure))
            pair = pairs.setdefault((first, second), {"reason": other.reason})
            pair["first_place" if item.id == first else "second_place"] = place
    for (first, second), pair in pairs.items():
        row = {"first_id": first, "second_id": second}
        yield (
            m.FigureIncomparable,
            {"first_place": 0, "second_place": 0} | pair | row,
        )


def _sites(content: SeedContent) -> _Made:
    for position, item in enumerate(content.sites):
        row = item.model_dump(exclude={"line", "programme", "region", "source"})
        yield (
            m.Site,
            row
            | {
                "programme_id": item.programme,
                "region_id": item.region,
                "source_id": item.source,
                "position": position,
            },
        )


def _aliases(
    name: str, aliases: Iterable[str], phrasings: Iterable[str]
) -> Iterator[Row]:
    """Make a row of each text but those that stand already, the name's first."""
    seen = {name}
    for kind, texts in (("alias", aliases), ("phrasing", phrasings)):
        for position, text in enumerate(_new(texts, seen)):
            yield {"text": text, "kind": kind, "position": position}


def _new(texts: Iterable[str], seen: set[str]) -> Iterator[str]:
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def _cited(sources: Iterable[str]) -> Iterator[Row]:
    for position, source in enumerate(sources):
        yield {"source_id": source, "position": position}
