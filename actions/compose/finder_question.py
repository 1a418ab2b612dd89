"""The next question of the benefit finder: the one that changes the list most."""

from __future__ import annotations

from collections.abc import Sequence

from actions.compose.places import name_of
from actions.envelope import Button
from actions.understanding.form import Form
from actions.wording import finder as wording
from knowledge.queries.finder_records import FinderQuestionInfo, Fit
from knowledge.queries.view import View

MOST_QUESTIONS = 4
_OFFERED = 3


def next_question(
    form: Form, fits: Sequence[Fit], knowledge: View
) -> FinderQuestionInfo | None:
    """Return the question that most of the remaining services depend on.

    Args:
        form: What the worker has told.
        fits: The services that remain.
        knowledge: Published content.

    Returns:
        The question, or None where none would change anything, or enough was asked.
    """
    if form.step == "stop":
        return None
    weights = knowledge.finder_weights(fits)
    left = [
        question
        for question in knowledge.finder_questions()
        if weights[question.id] and not _is_settled(question, form)
    ]
    if form.count >= MOST_QUESTIONS:
        # Whoever answered something else may still answer the last one.
        left = [question for question in left if question.id == form.asked]
    return max(left, key=lambda question: weights[question.id], default=None)


def question_buttons(question: FinderQuestionInfo) -> list[Button]:
    """Offer a question's first options, and two ways around it."""
    titles = [option.title for option in question.options[:_OFFERED]]
    return [Button(title) for title in (*titles, wording.SKIP, wording.STOP)]


def traits(form: Form, knowledge: View, only: Sequence[str] = ()) -> list[str]:
    """Name what a worker has told, in their own words.

    Args:
        form: What the worker has told.
        knowledge: Published content.
        only: Ids of the questions whose answers are named; all of them if empty.
    """
    named: list[str] = []
    for question in knowledge.finder_questions():
        if only and question.id not in only:
            continue
        if question.kind == "region":
            named += [name_of(form.region, knowledge)] if form.region else []
            continue
        chosen = form.answers.get(question.id, ())
        named += [o.title for o in question.options if o.id in chosen]
    return named


def _is_settled(question: FinderQuestionInfo, form: Form) -> bool:
    told = form.region if question.kind == "region" else form.answers.get(question.id)
    return bool(told) or question.id in form.skipped
