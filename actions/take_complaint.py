"""Tell a worker where to complain when something does not work."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.handoff import compose_complaint
from actions.compose.service import compose_service
from actions.envelope import Reply


class TakeComplaint(AnswerAction):
    """Says what is on record about complaints, always with the hotline."""

    intents = ("complain",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_take_complaint"

    def compose(self, context: Context) -> Reply:
        """Answer for the service; in general where none is meant."""
        if not context.question.programmes:
            return compose_complaint(context.knowledge)
        return compose_service(context.question, context.knowledge, context.today)
