"""Choose what is counted: the metrics that a question about figures means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from actions.understanding import thresholds
from actions.understanding.amounts import Amount, asked_amounts
from actions.understanding.family import WHOLE
from actions.understanding.question import Question
from actions.understanding.units import Fits, asked_kind, asked_units, is_share
from knowledge.queries.records import FigureInfo

# A metric is shown beside the likeliest from this share of its probability on.
_ALMOST_AS_LIKELY = 0.5
_FOR_COMPARISON = 0.15
# A programme's own metric needs this share of the probability of another's.
_NEAR_THE_BEST = 0.3
# Of so few metrics a comparison shows all.
_FEW_METRICS = 2
# A number that is long or broken enough to be no chance hit, and no year.
_NUMBER = re.compile(r"(?<![\d.])(?:\d+\.\d+|(?!20[12]\d(?!\d))\d{3,})")
_LARGE_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?[万亿]")
_NOT_SAID_OF_IT = re.compile(r"\d+年?|[了有]?(?:多少|好多|几)|[,，、。]")
_RATE = re.compile(r"率|满意度|百分|比例|几成")
_IN_ALL = re.compile(r"[一总]共|合计|加起来|加一块")
_QUOTED_UNIT = re.compile(
    r"\d[万亿千百多余]*(?P<unit>人|名|家|个|场|项|份|座|处|元|户|村|件)"
)
# 人 is said of what is printed as 名.
_PERSONS = ("人", "名")
_SPOKEN_OF = 0.5
"""Weight of the ranking, which reads the whole message, beside the words around."""


@dataclass(frozen=True)
class Several:
    """The metrics of a message that asks for more than one number.

    Attributes:
        metrics: Their ids, in order.
        unknown: Whether it asks for a number that is not published at all.
    """

    metrics: Sequence[str] = ()
    unknown: bool = False


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text that are no chance hits."""
    return frozenset(_NUMBER.findall(text) + _LARGE_NUMBER.findall(text))


def quoted_metrics(question: Question, figures: Sequence[FigureInfo]) -> Sequence[str]:
    """Return the metrics of the figures that the worker quotes (是不是3707家).

    Figures of all years count: a false premise often sits in the year.
    """
    quoted = [figure for figure in figures if quotes(question, figure)]
    said = _QUOTED_UNIT.search(question.turn.text)
    if not quoted or not said:
        return _metrics_of(quoted)
    units = _PERSONS if said["unit"] in _PERSONS else (said["unit"],)
    fitting = [f for f in quoted if f.unit.startswith(units)]
    if fitting:
        # 10万人 are no 10万家.
        return _metrics_of(fitting)
    # 848万家企业: the number is of people, and what it is said of has another.
    in_unit = [f for f in figures if f.unit.startswith(units)]
    meant = _metrics_of(in_unit)
    likeliest = [m for m, _ in question.metrics if m in meant][:1]
    return [*_metrics_of(quoted), *likeliest]


def quotes(question: Question, figure: FigureInfo) -> bool:
    """Tell whether the worker quotes a figure."""
    return bool(numbers_in(question.turn.text) & numbers_in(figure.printed))


def several_metrics(question: Question, figures: Sequence[FigureInfo]) -> Several:
    """Return the metrics of a message that asks for several numbers at once.

    The ranking reads a message as a whole and knows one; which the others are is told
    by their unit and by the words around them (签了多少份, 管住多少企业多少人).
    """
    named = [m for m in question.turn.metrics if m in _metrics_of(figures)]
    if len(named) > 1:
        return Several(named)
    amounts = asked_amounts(question.turn.text)
    if len(amounts) < 2 or question.programme in (None, WHOLE):
        return Several()
    of_year = [figure for figure in figures if figure.period == question.year]
    rates = {figure.metric.id for figure in figures if is_share(figure.unit)}
    wording = _wordings(figures)
    ranking = dict(question.metrics)
    chosen: list[str] = []
    unknown = False
    for amount in amounts:
        fitting = _in_unit(amount.fits, of_year) or _in_unit(amount.fits, figures)
        if not _RATE.search(amount.words):
            fitting = [m for m in fitting if m not in rates]
        unknown = unknown or not fitting
        best = _best(amount, fitting, wording, ranking, chosen)
        if best and best not in chosen:
            chosen.append(best)
    if len(chosen) > 1 or (chosen and unknown):
        return Several(chosen, unknown)
    return Several()


def likely_metrics(
    question: Question, figures: Sequence[FigureInfo], compare: bool
) -> Sequence[str]:
    """Return the metrics that may be meant, most likely first.

    Within one programme the ranking only has to tell its few metrics apart; over
    all of them the best must stand on its own.
    """
    # Who asks 多少钱 is never told a number of people.
    present = metrics_in_asked_unit(question, figures)
    if compare and len(present) <= _FEW_METRICS and question.programme != WHOLE:
        return [m for m in _metrics_of(figures) if m in present]
    named = [metric for metric in question.turn.metrics if metric in present]
    if compare and named:
        return named
    alike = {figure.unit for figure in figures if figure.metric.id in present}
    of_one = question.programme not in (None, WHOLE) and question.year is not None
    in_all = of_one and _IN_ALL.search(question.turn.text) and not named
    if in_all and len(alike) == 1:
        # 2020年疗休养一共1000人对吧: one of three groups would pass for the sum.
        return [m for m in _metrics_of(figures) if m in present]
    ranked = [(m, chance) for m, chance in question.metrics if m in present]
    everything = question.programme in (None, WHOLE)
    if ranked and (not everything or ranked[0][1] >= thresholds.METRIC):
        best = ranked[0][1]
        share = _FOR_COMPARISON if compare else _ALMOST_AS_LIKELY
        return [m for m, chance in ranked if chance >= share * best]
    if everything:
        figures = [f for f in figures if f.programme_id == question.programme]
    return [m for m in _metrics_of(figures) if m in present]


def worth_ranking(
    question: Question, figures: Sequence[FigureInfo]
) -> Sequence[FigureInfo]:
    """Return the figures of the year asked for, unless another metric is plainly meant.

    A year that has figures tells which metric is meant, where the words do not; so
    does the kind, where no number is asked for by name (2021年的目标).
    """
    of_year = [figure for figure in figures if figure.period == question.year]
    sure = _surely_meant(question, figures)
    if not of_year or (sure and sure not in _metrics_of(of_year)):
        return figures
    named = question.turn.metrics or asked_amounts(question.turn.text)
    kind = None if named or question.carried else asked_kind(question.turn.text)
    of_kind = [figure for figure in of_year if figure.kind == kind]
    return of_kind or of_year


def another_matter(question: Question, figures: Sequence[FigureInfo]) -> bool:
    """Whether a metric is asked that the programme has no figures of.

    河南有多少会员 asks for no number of new members, however near that comes: what
    is counted is plainly something else. Where the service is beyond doubt, so must
    that be: 帮扶了多少困难职工 sounds like households that were helped out of poverty.
    """
    best, chance = question.metrics[0] if question.metrics else ("", 0.0)
    topic = question.turn.topic_chance(f"programme:{question.programme}")
    certain = topic >= thresholds.OVER_NAME
    least = thresholds.METRIC_SURE if certain else thresholds.METRIC_ALONE
    if question.carried or chance < least:
        return False
    if certain and _counts_in_asked_unit(question, figures):
        # 困难职工帮扶了多少户: the service has a figure of that year in that unit.
        return False
    own = {figure.metric.id for figure in figures}
    nearest = max((c for m, c in question.metrics if m in own), default=0.0)
    return best not in own and nearest < _NEAR_THE_BEST * chance


def _counts_in_asked_unit(question: Question, figures: Sequence[FigureInfo]) -> bool:
    of_year = [f for f in figures if question.year in (None, f.period)]
    strictest = asked_units(question.turn.text)[:1]
    return any(fits(figure.unit) for fits in strictest for figure in of_year)


def _surely_meant(question: Question, figures: Sequence[FigureInfo]) -> str | None:
    present = _metrics_of(figures)
    sure = (
        m for m, c in question.metrics if m in present and c >= thresholds.METRIC_SURE
    )
    return next(sure, None)


def metrics_in_asked_unit(
    question: Question, figures: Sequence[FigureInfo]
) -> frozenset[str]:
    """Return the metrics that are counted in what the question counts in.

    All are, where the question does not say what it counts in.
    """
    return frozenset(_in_unit(asked_units(question.turn.text), figures))


def _in_unit(fits: Sequence[Fits], figures: Sequence[FigureInfo]) -> Sequence[str]:
    for fit in fits:
        found = _metrics_of([figure for figure in figures if fit(figure.unit)])
        if found:
            return found
    return [] if fits else _metrics_of(figures)


def _metrics_of(figures: Sequence[FigureInfo]) -> list[str]:
    return list(dict.fromkeys(figure.metric.id for figure in figures))


def _best(
    amount: Amount,
    fitting: Sequence[str],
    wording: Mapping[str, Collection[str]],
    ranking: Mapping[str, float],
    chosen: Collection[str],
) -> str | None:
    """Return the metric that an amount asks for, as far as its words tell."""
    words = amount.words if amount.fits else amount.own
    alike = _likeness(words, {metric: wording[metric] for metric in fitting})
    # A unit tells; without one the words have to.
    candidates = [m for m in fitting if amount.fits or alike[m]]
    candidates.sort(key=lambda m: -(alike[m] + _SPOKEN_OF * ranking.get(m, 0.0)))
    best = candidates[0] if candidates else None
    others = [m for m in candidates if m not in chosen and alike[m]]
    return others[0] if best in chosen and others else best


def _likeness(
    words: str, wording: Mapping[str, Collection[str]]
) -> Mapping[str, float]:
    """Return how near each metric is to some words, 1 for the nearest.

    What is said of all of them tells nothing.
    """
    said = _pairs(words)
    several = len(wording) > 1
    shared = set.intersection(*map(set, wording.values())) if several else set()
    hits = {m: len((said - shared) & set(each)) for m, each in wording.items()}
    most = max(hits.values(), default=0)
    return {metric: count / most if most else 0.0 for metric, count in hits.items()}


def _wordings(figures: Sequence[FigureInfo]) -> dict[str, set[str]]:
    """Return the pairs of characters that each metric is spoken of in."""
    found: dict[str, set[str]] = {}
    for figure in figures:
        metric = figure.metric
        for text in (metric.name, *metric.aliases, figure.definition):
            found.setdefault(metric.id, set()).update(_pairs(text))
    return found


def _pairs(text: str) -> set[str]:
    """Return the pairs of characters of a text, without numbers and their question."""
    words = _NOT_SAID_OF_IT.sub(" ", text)
    return {
        words[i : i + 2] for i in range(len(words) - 1) if " " not in words[i : i + 2]
    }
