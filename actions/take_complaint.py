"""Tell a worker where to complain when something does not work."""

from __future__ import annotations

from dataclasses import replace

from actions.base import AnswerAction, Context
from actions.compose.handoff import compose_complaint
from actions.compose.published_questions import sure_faq
from actions.compose.service import compose_service
from actions.envelope import Reply
from actions.understanding import thresholds


class TakeComplaint(AnswerAction):
    """Says what is on record about complaints, always with the hotline."""

    intents = ("complain",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_take_complaint"

    def compose(self, context: Context) -> Reply:
        """Answer for the service; in general where none is meant."""
        question, view = context.question, context.knowledge
        if not question.programmes:
            return compose_complaint(view)
        guessed = question.turn.confidence < thresholds.INTRODUCE
        if guessed and not sure_faq(question, view):
            # Nobody is told where to complain on a mere guess.
            question = replace(question, aspects=["intro"])
        return compose_service(question, view, context.today)
