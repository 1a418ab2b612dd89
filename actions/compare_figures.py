"""Set figures of several years side by side, with what keeps them apart."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.asked_figures import counts_clearly
from actions.compose.clarify import compose_which_service
from actions.compose.figures import compose_figures, compose_no_figure
from actions.compose.published_questions import repeated_faq, sure_faq
from actions.compose.service import compose_faq
from actions.envelope import Reply
from actions.understanding import thresholds
from actions.understanding.family import WHOLE


class CompareFigures(AnswerAction):
    """Shows all years of a metric; never as rise or fall."""

    intents = ("ask_compare",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_compare_figures"

    def compose(self, context: Context) -> Reply:
        """Show the figures, or ask of which service."""
        question, view = context.question, context.knowledge
        metric_sure = (
            question.metrics and question.metrics[0][1] >= thresholds.METRIC_SURE
        )
        about_lists = question.programme == WHOLE and not metric_sure
        faq = None
        if about_lists:
            faq = sure_faq(question, view, thresholds.FAQ_OF_SERVICE)
        elif not counts_clearly(question, view) and len(question.turn.years) < 2:
            faq = sure_faq(question, view)
        elif len(question.turn.years) < 2:
            faq = repeated_faq(question, view)
        if faq:
            return compose_faq(question, faq, view, context.today)
        found = compose_figures(question, view, compare=True)
        if found:
            return found
        if not question.programmes:
            question = replace(question, aspects=["figure"])
            return compose_which_service(question, view, context.memory.failures)
        return compose_no_figure(question, view)
