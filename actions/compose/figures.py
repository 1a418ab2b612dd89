"""Answer questions about figures, exactly as published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.compose.buttons import question_button
from actions.compose.places import PROVINCE, name_of, place_name, programme_name
from actions.envelope import Button, Envelope, Reply
from actions.understanding import thresholds
from actions.understanding.family import family_ids
from actions.understanding.question import Question
from actions.understanding.units import asked_kind, asked_units
from actions.wording import answers as answer_wording
from actions.wording import figures as wording
from knowledge.queries.records import FigureInfo
from knowledge.queries.view import View

_MOST_SHOWN = 5
_REMEMBERED = 2
# A metric is shown beside the likeliest from this share of its probability on.
_ALMOST_AS_LIKELY = 0.5
_FOR_COMPARISON = 0.15
# A programme's own metric needs this share of the probability of another's.
_NEAR_THE_BEST = 0.3
# Of so few metrics a comparison shows all.
_FEW_METRICS = 2
# A number that is long or broken enough to be no chance hit, and no year.
_NUMBER = re.compile(r"(?<![\d.])(?:\d+\.\d+|(?!20[12]\d(?!\d))\d{3,})")
_WHOLE = "programme"


@dataclass(frozen=True)
class Selection:
    """Figures for a question.

    Attributes:
        figures: The figures to show, the most fitting first.
        missing_year: A year that was asked for and has none.
        missing_region: A region that was asked for and has none.
    """

    figures: Sequence[FigureInfo] = ()
    missing_year: int | None = None
    missing_region: str | None = None

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
    candidates = _of_programme(question, knowledge)
    region, missing_region = question.region or PROVINCE, None
    in_region: Sequence[FigureInfo] = _in(region, candidates)
    places = question.turn.regions
    if compare and len(places) > 1:
        in_region = [figure for figure in candidates if figure.region.id in places]
    if not in_region and question.region not in (None, PROVINCE):
        missing_region = question.region
        in_region = _in(PROVINCE, candidates)
    elif not in_region:
        in_region = candidates
    if _another_matter(question, candidates):
        return Selection()
    likely = _quoted(question, in_region) or _likely_metrics(
        question, _worth_ranking(question, in_region), compare
    )
    of_metric = [f for f in in_region if f.metric.id in likely]
    if not of_metric:
        return Selection(missing_region=missing_region)
    if compare:
        everything = [*of_metric, *_under_another_name(of_metric, knowledge)]
        years = question.turn.years
        known = {figure.period for figure in everything}
        wanted = [f for f in everything if f.period in years] or everything
        return Selection(
            _in_order(wanted, likely),
            missing_year=next((year for year in years if year not in known), None),
            missing_region=missing_region,
        )
    if question.year is None:
        others = _latest(_under_another_name(of_metric, knowledge))
        latest = [*_in_order(_latest(of_metric), likely), *_in_order(others, likely)]
        return Selection(latest, missing_region=missing_region)
    of_year = [f for f in of_metric if f.period == question.year] or [
        figure
        for figure in _under_another_name(of_metric, knowledge)
        if figure.period == question.year
    ]
    if of_year:
        shown = _of_asked_kind(question, of_year)
        return Selection(_in_order(shown, likely), missing_region=missing_region)
    return Selection(
        _in_order(_latest(of_metric), likely),
        missing_year=question.year,
        missing_region=missing_region,
    )


def quotes_no_figure(question: Question, knowledge: View) -> bool:
    """Tell whether a worker quotes a number that no published figure is.

    Such a number belongs to a rule (发1000元对不对) or is worked out (人均7284元).
    """
    quoted = set(_NUMBER.findall(question.turn.text))
    known = [figure.printed for figure in knowledge.figures()]
    # 12351 is a name.
    known += [alias for p in knowledge.programmes() for alias in p.aliases]
    return bool(quoted) and not quoted & {n for k in known for n in _NUMBER.findall(k)}


def counts_clearly(question: Question, knowledge: View) -> bool:
    """Tell whether a question asks for a metric that has figures.

    Some numbers are rules (at least three delegates) and not figures: these are
    told by answers and published questions.
    """
    present = {figure.metric.id for figure in _of_programme(question, knowledge)}
    return any(
        chance >= thresholds.METRIC
        for metric, chance in question.metrics
        if metric in present
    )


def compose_figures(
    question: Question, knowledge: View, compare: bool = False
) -> Reply | None:
    """Compose the reply about figures, or nothing if there are none at all."""
    selection = select(question, knowledge, compare)
    if not selection.figures:
        return None
    figures = list(selection.figures[:_MOST_SHOWN])
    service = _service(question, figures[0], knowledge)
    lines = [
        *_apologies(selection, figures, question, knowledge),
        *(wording.line(f, place_name(f.region, knowledge)) for f in figures),
        *_warnings(figures, knowledge, compare),
        answer_wording.sources_line([figure.source for figure in figures]),
    ]
    years = {figure.period for figure in figures}
    return Reply(
        "\n".join(line for line in lines if line),
        Envelope(
            status="answered" if selection.answers else "gap",
            service=service,
            aspects=["figure", "compare"] if compare else ["figure"],
            region=figures[0].region.name,
            figures=figures,
            sources=[figure.source for figure in figures],
            confidence=question.confidence,
        ),
        buttons=_suggestions(service, knowledge),
        remember={
            "service": service,
            "aspect": "figure",
            "region": question.region,
            "period": question.year or (years.pop() if len(years) == 1 else None),
            "metrics": list(dict.fromkeys(f.metric.id for f in figures))[:_REMEMBERED],
        },
    )


def compose_no_figure(question: Question, knowledge: View) -> Reply:
    """Say that a programme has no published figure."""
    assert question.programme is not None
    name = programme_name(question.programme, knowledge)
    if question.region not in (None, PROVINCE):
        place = name_of(question.region, knowledge)
        text = wording.no_figure_for_region(name, place)
    elif knowledge.figures(programme_ids=family_ids(question.programme, knowledge)):
        text = wording.no_such_figure(name)
    else:
        text = wording.no_figure(name)
    region = knowledge.region(question.region) if question.region else None
    return Reply(
        text,
        Envelope(
            status="gap",
            service=question.programme,
            aspects=["figure"],
            region=region.name if region else None,
            confidence=question.confidence,
        ),
        buttons=_suggestions(question.programme, knowledge),
        remember={
            "service": question.programme,
            "aspect": "figure",
            "region": question.region,
            "period": question.year,
            "metrics": (),
        },
    )


def _of_programme(question: Question, knowledge: View) -> Sequence[FigureInfo]:
    """Return the figures of the programme in hand, or all for the whole one."""
    if question.programme in (None, _WHOLE):
        return knowledge.figures()
    family = family_ids(question.programme, knowledge)
    found = knowledge.figures(programme_ids=family)
    best, chance = question.metrics[0] if question.metrics else ("", 0.0)
    told = question.carried or question.programme in question.turn.programmes
    if told or chance < thresholds.METRIC_SURE:
        return found
    # The programme was only guessed: a metric that is sure knows better.
    own = any(figure.metric.id == best for figure in found)
    return found if own else knowledge.figures(metric_ids=[best])


def _worth_ranking(
    question: Question, figures: Sequence[FigureInfo]
) -> Sequence[FigureInfo]:
    """Return the figures of the year asked for, unless another metric is plainly meant.

    A year that has figures tells which metric is meant, where the words do not.
    """
    of_year = [figure for figure in figures if figure.period == question.year]
    present = {figure.metric.id for figure in figures}
    sure = [
        m for m, c in question.metrics if m in present and c >= thresholds.METRIC_SURE
    ]
    if not of_year or (sure and sure[0] not in {f.metric.id for f in of_year}):
        return figures
    return of_year


def _metrics_in_asked_unit(
    question: Question, figures: Sequence[FigureInfo]
) -> frozenset[str]:
    """Return the metrics that are counted in what the question counts in.

    All are, where the question does not say what it counts in.
    """
    for fits in asked_units(question.turn.text):
        found = frozenset(figure.metric.id for figure in figures if fits(figure.unit))
        if found:
            return found
    if asked_units(question.turn.text):
        return frozenset()
    return frozenset(figure.metric.id for figure in figures)


def _quoted(question: Question, figures: Sequence[FigureInfo]) -> Sequence[str]:
    """Return the metrics of the figures that the worker quotes (是不是3707家).

    Figures of all years count: a false premise often sits in the year.
    """
    numbers = set(_NUMBER.findall(question.turn.text))
    return list(
        dict.fromkeys(
            figure.metric.id
            for figure in figures
            if numbers.intersection(_NUMBER.findall(figure.printed))
        )
    )


def _of_asked_kind(
    question: Question, figures: Sequence[FigureInfo]
) -> Sequence[FigureInfo]:
    """Return targets or results only, where the question says which and has them."""
    kind = asked_kind(question.turn.text)
    return [figure for figure in figures if figure.kind == kind] or figures


def _in(region_id: str, figures: Sequence[FigureInfo]) -> Sequence[FigureInfo]:
    return [figure for figure in figures if figure.region.id == region_id]


def _likely_metrics(
    question: Question, figures: Sequence[FigureInfo], compare: bool
) -> Sequence[str]:
    """Return the metrics that may be meant, most likely first.

    Within one programme the ranking only has to tell its few metrics apart; over
    all of them the best must stand on its own.
    """
    # Who asks 多少钱 is never told a number of people.
    present = _metrics_in_asked_unit(question, figures)
    if compare and len(present) <= _FEW_METRICS and question.programme != _WHOLE:
        return list(
            dict.fromkeys(f.metric.id for f in figures if f.metric.id in present)
        )
    ranked = [(m, chance) for m, chance in question.metrics if m in present]
    everything = question.programme in (None, _WHOLE)
    if ranked and (not everything or ranked[0][1] >= thresholds.METRIC):
        best = ranked[0][1]
        share = _FOR_COMPARISON if compare else _ALMOST_AS_LIKELY
        return [m for m, chance in ranked if chance >= share * best]
    if everything:
        figures = [f for f in figures if f.programme_id == question.programme]
    return [m for m in dict.fromkeys(f.metric.id for f in figures) if m in present]


def _another_matter(question: Question, figures: Sequence[FigureInfo]) -> bool:
    """Whether a metric is asked that the programme has no figures of.

    河南有多少会员 asks for no number of new members, however near that comes: what
    is counted is plainly something else.
    """
    best, chance = question.metrics[0] if question.metrics else ("", 0.0)
    if question.carried or chance < thresholds.METRIC_ALONE:
        return False
    own = {figure.metric.id for figure in figures}
    nearest = max((c for m, c in question.metrics if m in own), default=0.0)
    return best not in own and nearest < _NEAR_THE_BEST * chance


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


def _service(question: Question, figure: FigureInfo, knowledge: View) -> str:
    """Return the programme of the reply: the one asked for if the figure is its."""
    asked = question.programme
    if asked and figure.programme_id in family_ids(asked, knowledge):
        return figure.programme_id if asked == _WHOLE else asked
    return figure.programme_id


def _apologies(
    selection: Selection,
    figures: Sequence[FigureInfo],
    question: Question,
    knowledge: View,
) -> list[str]:
    lines = []
    name = figures[0].metric.name
    if selection.missing_region:
        place = name_of(selection.missing_region, knowledge)
        lines.append(wording.no_figure_for_region(name, place))
        wider = place_name(figures[0].region, knowledge)
        lines.append(wording.wider_figures(wider))
    if selection.missing_year is not None:
        years = sorted({figure.period for figure in figures})
        lines.append(wording.no_figure_for_year(name, selection.missing_year, years))
    return lines


def _warnings(
    figures: Sequence[FigureInfo], knowledge: View, compare: bool
) -> list[str]:
    """Return the caveats that belong to the figures shown."""
    lines = []
    pairs = knowledge.incomparable([figure.id for figure in figures])
    for reason in dict.fromkeys(pair.reason for pair in pairs):
        lines.append(wording.not_comparable(reason))
    if not pairs and len({(f.period, f.kind, f.region.id) for f in figures}) > 1:
        lines.append(wording.NOT_COMPARABLE)
    if not compare and figures[0].caveat:
        lines.append(answer_wording.caveat(figures[0].caveat))
    targets = {f.period for f in figures if f.kind == "target"}
    results = {f.period for f in figures if f.kind == "result"}
    for year in sorted(targets - results):
        lines.append(wording.no_result(year))
    return lines


def _suggestions(service: str, knowledge: View) -> list[Button]:
    available = knowledge.available_aspects(service)
    wanted = [a for a in ("intro", "eligibility", "howto") if a in available]
    return [question_button(service, aspect, knowledge) for aspect in wanted[:2]]
