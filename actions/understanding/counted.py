"""Whether a turn asks for a number, and which metric and service it is one of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.understanding import thresholds
from actions.understanding.family import WHOLE, family_ids
from actions.understanding.memory import Memory
from actions.understanding.published import asks_no_number
from actions.understanding.question import Question
from actions.understanding.topics import likeliest
from actions.understanding.turn import Turn
from actions.understanding.units import asked_units
from knowledge.queries.records import FigureInfo
from knowledge.queries.view import View


def owner_of_named_metric(
    programmes: Sequence[str], turn: Turn, knowledge: View
) -> Sequence[str]:
    """Return the service whose metric is named, where another is named before it.

    建会企业的集体协商建制率 is no matter of 建会: what is counted stands at the end.
    """
    if not turn.metrics or not programmes or WHOLE in programmes:
        return programmes
    owners = {f.programme_id for f in knowledge.figures(metric_ids=turn.metrics)}
    if any(owners.intersection(family_ids(p, knowledge)) for p in programmes):
        return programmes
    ranked, chance = likeliest(turn, "programme")
    others = [*turn.programmes, *([ranked] if chance >= thresholds.TOPIC else [])]
    if not turn.programmes and chance < thresholds.OVER_NAME:
        # What is only guessed gives way to what is named.
        others += sorted(owners)
    return next(
        ([p] for p in others if owners.intersection(family_ids(p, knowledge))),
        programmes,
    )


def ranked_metrics(
    turn: Turn, memory: Memory, carried: bool
) -> Sequence[tuple[str, float]]:
    """Return the metrics that may be meant: named, likely, or shown last."""
    ranking = dict(turn.metric_ranking)
    for metric in turn.metrics:
        ranking[metric] = max(ranking.get(metric, 0.0), 0.6)
    elliptic = turn.intent in ("inform", "correct")
    if carried and memory.metrics and (elliptic or not _tells_metric(turn)):
        for metric in memory.metrics:
            ranking[metric] = max(ranking.get(metric, 0.0), 0.55)
    return sorted(ranking.items(), key=lambda row: -row[1])


def _tells_metric(turn: Turn) -> bool:
    best = turn.metric_ranking[0][1] if turn.metric_ranking else 0.0
    return bool(turn.metrics) or best >= thresholds.METRIC_SWITCH


def settle_figures(question: Question, memory: Memory, knowledge: View) -> Question:
    """Decide whether the question is one about figures, and of which programme."""
    asks_figure = "figure" in question.aspects or question.intent == "ask_compare"
    best = question.metrics[0] if question.metrics else None
    if not asks_figure and (
        _is_really_figure(question, best, knowledge)
        or _goes_on_counting(question, memory)
    ):
        question = replace(question, aspects=["figure"])
        asks_figure = True
    if not asks_figure or question.programmes or best is None:
        return question
    if best[1] < thresholds.METRIC:
        return question
    figures: Sequence[FigureInfo] = knowledge.figures(metric_ids=[best[0]])
    if question.year is not None:
        figures = [f for f in figures if f.period == question.year] or figures
    programmes = [figure.programme_id for figure in figures][:1]
    return replace(question, programmes=programmes, carried=False)


def _is_really_figure(
    question: Question, best: tuple[str, float] | None, knowledge: View
) -> bool:
    """A year and a metric together ask for a figure, whatever the words are.

    They do not where a published question is certain that is about no number
    (2025年的十件实事).
    """
    if question.intent == "inform" and asks_no_number(question.turn, knowledge):
        return False
    told = question.intent not in ("ask_amount", "ask_intro", "inform")
    if question.intent == "ask_list" and question.turn.intent == "ask_intro":
        return False
    if best is None or (told and question.turn.confidence >= thresholds.SURE_INTENT):
        return False
    year_named = bool(question.turn.years) or question.turn.shift is not None
    return year_named and best[1] >= thresholds.METRIC_ALONE


def _goes_on_counting(question: Question, memory: Memory) -> bool:
    """Whether a number is asked for in a talk about figures (赔给多少人了)."""
    talk = question.carried and memory.aspect == "figure"
    amount = question.intent == "ask_amount"
    return talk and amount and bool(asked_units(question.turn.text))
