"""Choose the figures that answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.compose.asked_figures import figures_of_programme
from actions.compose.metric_choice import (
    another_matter,
    likely_metrics,
    metrics_in_asked_unit,
    quoted_metrics,
    quotes,
    several_metrics,
    worth_ranking,
)
from actions.compose.places import PROVINCE
from actions.understanding import thresholds
from actions.understanding.bodies import asked_body
from actions.understanding.question import Question
from actions.understanding.units import asked_kind
from knowledge.queries.records import FigureInfo
from knowledge.queries.view import View


@dataclass(frozen=True)
class Selection:
    """Figures for a question.

    Attributes:
        figures: The figures to show, the most fitting first.
        missing_year: A year that was asked for and has none.
        missing_region: A region that was asked for and has none.
        only_elsewhere: Whether no place was asked for, and only single places or the
            whole country have figures.
        known_years: The years that have figures, where the one asked for has none.
        missing_metrics: Names of what was asked besides and has no figure of the year.
        unknown_amount: Whether another number was asked for that is not published.
    """

    figures: Sequence[FigureInfo] = ()
    missing_year: int | None = None
    missing_region: str | None = None
    only_elsewhere: bool = False
    known_years: Sequence[int] = ()
    missing_metrics: Sequence[str] = ()
    unknown_amount: bool = False

    @property
    def answers(self) -> bool:
        """Whether the figures are the ones that were asked for."""
        no_gap = self.missing_year is None and self.missing_region is None
        return bool(self.figures) and no_gap


def select(question: Question, knowledge: View, compare: bool = False) -> Selection:
    """Choose the figures that a question asks for.

    Args:
        question: A question about figures.
        knowledge: Published content.
        compare: Whether all years are wanted.
    """
    candidates = figures_of_programme(question, knowledge)
    in_region, missing_region = _where_asked(question, candidates, compare)
    if another_matter(question, candidates):
        return Selection()
    quoted = quoted_metrics(question, in_region)
    several = several_metrics(question, in_region)
    likely: Sequence[str] = quoted or several.metrics
    if not likely:
        worth = worth_ranking(question, in_region)
        likely = likely_metrics(question, worth, compare)
    elsewhere: Sequence[FigureInfo] = ()
    if not quoted and not several.metrics:
        elsewhere = _held_elsewhere(question, candidates, in_region, knowledge)
    if elsewhere:
        in_region, likely = elsewhere, [elsewhere[0].metric.id]
        missing_region = question.region
    of_metric: Sequence[FigureInfo]
    of_metric = [f for f in in_region if f.metric.id in likely]
    if not of_metric:
        return Selection(missing_region=missing_region)
    of_body: Sequence[FigureInfo] = ()
    if not quoted and not several.metrics and not compare:
        of_body = _of_asked_body(question, of_metric, knowledge)
        of_metric = of_body or of_metric
    # Whose figure is told is settled where a body is named.
    others = [] if of_body else _under_another_name(of_metric, knowledge)
    found = Selection(
        missing_region=missing_region,
        only_elsewhere=bool(elsewhere) and not missing_region,
        unknown_amount=several.unknown and not compare,
    )
    if compare:
        chosen = _of_years([*of_metric, *others], question, found)
    elif question.year is None:
        latest = _latest_asked(question, of_metric, others)
        chosen = replace(found, figures=latest)
    else:
        named = several.metrics
        chosen = _of_the_year(of_metric, question, found, named, knowledge)
    return replace(chosen, figures=_in_order(chosen.figures, likely))


def _of_years(
    figures: Sequence[FigureInfo], question: Question, found: Selection
) -> Selection:
    """Choose the years to compare, all of them where none is named."""
    years = question.turn.years
    known = {figure.period for figure in figures}
    return replace(
        found,
        figures=[f for f in figures if f.period in years] or figures,
        missing_year=next((year for year in years if year not in known), None),
    )


def _of_the_year(
    figures: Sequence[FigureInfo],
    question: Question,
    found: Selection,
    named: Sequence[str],
    knowledge: View,
) -> Selection:
    """Choose the figures of the year asked for, else the latest there are.

    Args:
        figures: Of the metrics asked for.
        question: What is asked.
        found: What is known of the selection.
        named: The metrics, where the message asks for several.
        knowledge: Published content.
    """
    year = question.year
    of_year = [f for f in figures if f.period == year] or [
        f for f in _under_another_name(figures, knowledge) if f.period == year
    ]
    if not of_year:
        return replace(
            found,
            figures=_latest(figures),
            missing_year=year,
            known_years=sorted({figure.period for figure in figures}),
        )
    shown = _of_asked_kind(question, of_year)
    told = {figure.metric.id for figure in shown}
    missing = (f.metric.name for f in figures if named and f.metric.id not in told)
    return replace(
        found,
        figures=[*shown, *_misdated(question, figures)],
        missing_metrics=list(dict.fromkeys(missing)),
    )


def _where_asked(
    question: Question, candidates: Sequence[FigureInfo], compare: bool
) -> tuple[Sequence[FigureInfo], str | None]:
    """Return the figures of the place asked for, and that place if it has none."""
    places = question.turn.regions
    if compare and len(places) > 1:
        several = [figure for figure in candidates if figure.region.id in places]
        if several:
            return several, None
    of_place = _in(question.region or PROVINCE, candidates)
    if of_place:
        return of_place, None
    if question.region not in (None, PROVINCE):
        return _in(PROVINCE, candidates), question.region
    return candidates, None


def _held_elsewhere(
    question: Question,
    candidates: Sequence[FigureInfo],
    in_region: Sequence[FigureInfo],
    knowledge: View,
) -> Sequence[FigureInfo]:
    """Return the figures of the metric asked for, where only other places have any.

    It would be untrue that none is on record, and worse to tell another metric's. Of
    a place that is asked for only what is wider is told, never another city's.
    """
    best, chance = question.metrics[0] if question.metrics else ("", 0.0)
    here = any(figure.metric.id == best for figure in in_region)
    if here or chance < thresholds.METRIC_ALONE:
        return []
    asked = metrics_in_asked_unit(question, candidates)
    held = [f for f in candidates if f.metric.id == best and best in asked]
    years = {figure.period for figure in held}
    if question.year not in years and question.year in {f.period for f in in_region}:
        # A year tells which metric is meant, where the words do not.
        return []
    if question.region is None:
        return held
    wider = {region.id for region in knowledge.ancestors(question.region)}
    return [figure for figure in held if figure.region.id in wider]


def _misdated(
    question: Question, figures: Sequence[FigureInfo]
) -> Sequence[FigureInfo]:
    """Return the figures that a worker quotes for a year that they are not of."""
    return [f for f in figures if f.period != question.year and quotes(question, f)]


def _of_asked_kind(
    question: Question, figures: Sequence[FigureInfo]
) -> Sequence[FigureInfo]:
    """Return targets or results only, where the question says which and has them.

    What is quoted as the other kind is told as well (1.8万是目标吧).
    """
    kind = asked_kind(question.turn.text)
    if not any(figure.kind == kind for figure in figures):
        return figures
    return [f for f in figures if f.kind == kind or quotes(question, f)]


def _of_asked_body(
    question: Question, figures: Sequence[FigureInfo], knowledge: View
) -> Sequence[FigureInfo]:
    """Return the figures of the body that a question names, none where it has none.

    省总投了多少 and 各级工会投了多少 are two metrics, which words hardly tell apart.
    """
    is_its = asked_body(question.turn.text)
    if is_its is None:
        return []
    its = [figure for figure in figures if is_its(figure.scope)]
    others = _under_another_name(figures, knowledge)
    return its or [figure for figure in others if is_its(figure.scope)]


def _in(region_id: str, figures: Sequence[FigureInfo]) -> Sequence[FigureInfo]:
    return [figure for figure in figures if figure.region.id == region_id]


def _under_another_name(
    figures: Sequence[FigureInfo], knowledge: View
) -> Sequence[FigureInfo]:
    """Return what other years counted instead, where the definition was changed.

    Those are the figures that staff marked as not comparable to the ones known.
    """
    known = {figure.id for figure in figures}
    regions = {figure.region.id for figure in figures}
    everything = [figure.id for figure in knowledge.figures()]
    others = {
        other
        for pair in knowledge.incomparable(everything)
        for one, other in (
            (pair.first_id, pair.second_id),
            (pair.second_id, pair.first_id),
        )
        if one in known
    }
    return [
        figure
        for figure in knowledge.figures()
        if figure.id in others - known and figure.region.id in regions
    ]


def _latest_asked(
    question: Question, figures: Sequence[FigureInfo], others: Sequence[FigureInfo]
) -> Sequence[FigureInfo]:
    """Return the latest of each metric: of the targets, where these are asked for.

    A result of a later year must not hide that a target is on record.
    """
    if asked_kind(question.turn.text) == "target":
        targets = [f for f in (*figures, *others) if f.kind == "target"]
        if targets:
            return _latest(targets)
    return [*_latest(figures), *_latest(others)]


def _latest(figures: Sequence[FigureInfo]) -> Sequence[FigureInfo]:
    """Return each metric's figures of its latest year."""
    latest: dict[str, int] = {}
    for figure in figures:
        known = latest.get(figure.metric.id, figure.period)
        latest[figure.metric.id] = max(known, figure.period)
    # A target says nothing of what was done: the last result is shown with it.
    results = {
        metric: max(
            (f.period for f in figures if f.metric.id == metric and f.kind == "result"),
            default=0,
        )
        for metric in latest
    }
    return [
        f for f in figures if f.period in (latest[f.metric.id], results[f.metric.id])
    ]


def _in_order(
    figures: Sequence[FigureInfo], metrics: Sequence[str]
) -> Sequence[FigureInfo]:
    order = {metric: place for place, metric in enumerate(metrics)}
    return sorted(
        figures, key=lambda f: (order.get(f.metric.id, len(order)), f.period, f.kind)
    )
