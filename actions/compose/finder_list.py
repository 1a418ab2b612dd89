"""The services that fit, in order, each with the reason and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.compose.popular import popular_services
from actions.understanding import thresholds
from actions.understanding.form import Form
from actions.understanding.turn import Turn
from actions.wording import finder as wording
from knowledge.queries.finder_records import ConditionInfo, Fit
from knowledge.queries.records import SourceInfo
from knowledge.queries.view import View

_LIKELY = 0.15
_MOST_REASONS = 2
_MOST_SHOWN = 6
_GENERAL = 2


@dataclass(frozen=True)
class Listed:
    """The services that fit.

    Attributes:
        sure: Those of which something speaks for the worker or for everybody.
        depending: Those of which all depends on what is not told yet.
    """

    sure: Sequence[Fit]
    depending: Sequence[Fit]

    @property
    def all(self) -> Sequence[Fit]:
        """All of them, the sure ones first."""
        return [*self.sure, *self.depending]


def listed(form: Form, turn: Turn, knowledge: View) -> Listed:
    """List what fits, what is most the worker's own first.

    Args:
        form: What the worker has told.
        turn: The turn, whose story may sound like a service.
        knowledge: Published content.
    """
    popular = list(popular_services(knowledge))

    # Only a first message tells a story; an answer sounds like anything.
    story = turn if form.step == "begin" else Turn()

    def order(fit: Fit) -> tuple[float, bool, bool, int]:
        return (
            -_likelihood(fit, story),
            not fit.met,
            bool(fit.open),
            popular.index(fit.programme.id),
        )

    fits = sorted(
        (
            fit
            for fit in knowledge.fits(form.answers, form.region)
            if fit.programme.kind == "service"
        ),
        key=order,
    )
    sure = [fit for fit in fits if _speaks(fit) or _likelihood(fit, story)]
    return Listed(sure, [fit for fit in fits if fit not in sure])


def shown_first(fits: Sequence[Fit]) -> tuple[Sequence[Fit], Sequence[Fit]]:
    """Part what is told at once from the rest.

    Where enough is the worker's own, only some of what is for everybody is told.
    """
    own = [fit for fit in fits if not fit.general or fit.met]
    most = max(_MOST_SHOWN - len(own), _GENERAL) if own else _MOST_SHOWN
    others = [fit for fit in fits if fit not in own][:most]
    shown = [fit for fit in fits if fit in own or fit in others][:_MOST_SHOWN]
    return shown, [fit for fit in fits if fit not in shown]


def line(fit: Fit, knowledge: View, *, final: bool) -> str:
    """Tell a service: why it fits, and what nobody knows.

    Args:
        fit: The service.
        knowledge: Published content.
        final: Whether nothing more will be asked, so that all doubt is told.
    """
    told = reasons(fit)[: _MOST_REASONS if final else 1]
    return wording.service(
        fit.programme.name,
        list(dict.fromkeys(condition.reason for condition in told)),
        _unknown(fit, knowledge, final=final),
    )


def reasons(fit: Fit) -> Sequence[ConditionInfo]:
    """Return what speaks for a service, else what it demands."""
    general = [fit.general] if fit.general else []
    return [*fit.met, *([] if fit.met else general)] or fit.open


def sources(fits: Sequence[Fit]) -> list[SourceInfo]:
    """Return what the list rests on."""
    found = [c.source for fit in fits for c in reasons(fit)[:_MOST_REASONS]]
    return list(dict.fromkeys(found))


def otherwise_lines(form: Form, fits: Sequence[Fit], knowledge: View) -> list[str]:
    """Say what another answer, which a worker can bring about, would add.

    Args:
        form: What the worker has told.
        fits: What fits now.
        knowledge: Published content.
    """
    now = {fit.programme.id for fit in fits}
    lines = []
    for question in knowledge.finder_questions():
        chosen = form.answers.get(question.id)
        for option in question.options:
            if not option.settles or chosen is None or option.id in chosen:
                continue
            answers = {**form.answers, question.id: [option.id]}
            names = [
                fit.programme.name
                for fit in knowledge.fits(answers, form.region)
                if fit.programme.id not in now
            ]
            lines += [wording.otherwise(option.title, names)] if names else []
    return lines


def _speaks(fit: Fit) -> bool:
    return bool(fit.met or fit.general)


def _likelihood(fit: Fit, turn: Turn) -> float:
    found = turn.topic_chance(f"programme:{fit.programme.id}")
    least = _LIKELY if _speaks(fit) else thresholds.TOPIC
    return found if found >= least else 0.0


def _unknown(fit: Fit, knowledge: View, *, final: bool) -> list[str]:
    asked = dict.fromkeys(condition.question_id for condition in fit.open)
    questions = [knowledge.finder_question(q) for q in asked if q]
    unknown = [question.unknown for question in questions if question]
    if fit.over:
        unknown.append(wording.run_out(fit.over))
    if not final:
        return unknown
    if fit.varies:
        places = [q for q in knowledge.finder_questions() if q.kind == "region"]
        unknown += [question.unknown for question in places]
    return unknown


def silent_lines(fits: Sequence[Fit], knowledge: View) -> list[str]:
    """Say of which services the sources leave a question open."""
    lines = []
    for question in knowledge.finder_questions():
        names = [fit.programme.name for fit in fits if question.id in fit.silent]
        if question.silent and names:
            lines.append(wording.silent(question.silent, names))
    return lines
