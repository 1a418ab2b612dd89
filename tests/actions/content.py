"""The real content with single things changed, for what it has no example of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge import View
from knowledge.queries.records import (
    AnswerInfo,
    FaqInfo,
    FigureInfo,
    SiteInfo,
    Validity,
)


def answer_of(view: View, programme: str, aspect: str, region: str) -> AnswerInfo:
    """Give the answer that a region has of its own."""
    found = view.answer_for(programme, aspect, region)
    assert found is not None, (programme, aspect, region)
    assert found.region.id == region, (programme, aspect, region)
    return found


def faq_of(view: View, faq_id: str) -> FaqInfo:
    """Give a published question."""
    found = view.faq(faq_id)
    assert found is not None, faq_id
    return found


def figure_of(view: View, figure_id: str) -> FigureInfo:
    """Give a figure."""
    found = view.figure(figure_id)
    assert found is not None, figure_id
    return found


def with_answers(
    view: View, programme: str, aspect: str, answers: Sequence[AnswerInfo]
) -> View:
    """Give content in which a programme's aspect has just these answers."""
    changed = {**view.snapshot.answers, (programme, aspect): tuple(answers)}
    return replace(view, snapshot=replace(view.snapshot, answers=changed))


def with_faq(view: View, faq: FaqInfo) -> View:
    """Give content with one more, or a changed, published question."""
    changed = {**view.snapshot.faqs, faq.id: faq}
    return replace(view, snapshot=replace(view.snapshot, faqs=changed))


def with_sites(view: View, *sites: SiteInfo) -> View:
    """Give content with just these places to go to."""
    return replace(view, snapshot=replace(view.snapshot, sites=sites))


def site_of(
    view: View,
    name: str,
    region: str,
    place: tuple[float, float] | None = None,
    programme: str = "rest_station",
    hours: str | None = None,
    source: str = "grrb-2024-06-14",
) -> SiteInfo:
    """Make a place up, with a real source."""
    found, origin = view.region(region), view.source(source)
    assert found is not None, region
    assert origin is not None, source
    lat, lon = place or (None, None)
    address = f"{name}路1号"
    return SiteInfo(name, programme, found, name, address, hours, lat, lon, origin)


def until(day: date) -> Validity:
    """Give a validity that ends on a day."""
    return Validity(valid_to=day)


def retired(view: View, programme: str, *aspects: str, day: date) -> View:
    """Give content in which all answers of some aspects end on a day."""
    for aspect in aspects:
        ended = [
            replace(answer, validity=until(day))
            for answer in view.answers(programme, aspect)
        ]
        view = with_answers(view, programme, aspect, ended)
    return view
