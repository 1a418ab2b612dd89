"""Whether figures are asked for at all, and whose."""

from __future__ import annotations

from collections.abc import Sequence

from actions.compose.metric_choice import another_matter, numbers_in
from actions.understanding import thresholds
from actions.understanding.family import WHOLE, family_ids
from actions.understanding.question import Question
from knowledge.queries.records import FigureInfo
from knowledge.queries.view import View


def quotes_no_figure(question: Question, knowledge: View) -> bool:
    """Tell whether a worker quotes a number that no published figure is.

    Such a number belongs to a rule (发1000元对不对) or is worked out (人均7284元).
    """
    quoted = numbers_in(question.turn.text)
    known = [figure.printed for figure in knowledge.figures()]
    # 12351 is a name.
    known += [alias for p in knowledge.programmes() for alias in p.aliases]
    return bool(quoted) and not any(quoted & numbers_in(text) for text in known)


def counts_clearly(question: Question, knowledge: View) -> bool:
    """Tell whether a question asks for a metric that has figures.

    Some numbers are rules (at least three delegates) and not figures: these are
    told by answers and published questions.
    """
    return _likeliest_own(question, knowledge) >= thresholds.METRIC


def counts_surely(question: Question, knowledge: View) -> bool:
    """Tell whether it does so beyond doubt."""
    return _likeliest_own(question, knowledge) >= thresholds.METRIC_SURE


def owner_of_another(question: Question, knowledge: View) -> str | None:
    """Return whose metric is asked for, if it is plainly not the programme's own."""
    if not another_matter(question, figures_of_programme(question, knowledge)):
        return None
    figures = knowledge.figures(metric_ids=[question.metrics[0][0]])
    return figures[0].programme_id if figures else None


def _likeliest_own(question: Question, knowledge: View) -> float:
    present = {figure.metric.id for figure in figures_of_programme(question, knowledge)}
    return max((c for m, c in question.metrics if m in present), default=0.0)


def figures_of_programme(question: Question, knowledge: View) -> Sequence[FigureInfo]:
    """Return the figures of the programme in hand, or all for the whole one."""
    if question.programme in (None, WHOLE):
        return knowledge.figures()
    found = knowledge.figures(programme_ids=family_ids(question.programme, knowledge))
    best, chance = question.metrics[0] if question.metrics else ("", 0.0)
    topic = question.turn.topic_chance(f"programme:{question.programme}")
    named = question.programme in question.turn.programmes
    told = question.carried or named or topic >= thresholds.OVER_NAME
    if told or any(figure.metric.id == best for figure in found):
        return found
    # The programme was only guessed: a metric that is sure knows better, and so does
    # one whose own programme is not unlikely either.
    theirs = knowledge.figures(metric_ids=[best])
    likely = any(
        question.turn.topic_chance(f"programme:{figure.programme_id}")
        >= thresholds.SECOND_TOPIC
        for figure in theirs
    )
    least = thresholds.METRIC_ALONE if likely else thresholds.METRIC_SURE
    return theirs if theirs and chance >= least else found
