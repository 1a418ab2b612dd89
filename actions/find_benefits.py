"""Find the services that fit a person."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.finder import compose_finder
from actions.envelope import Reply


class FindBenefits(AnswerAction):
    """Lists what is meant for the worker's trade and circumstances."""

    intents = ("ask_finder",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_find_benefits"

    def compose(self, context: Context) -> Reply:
        """List what fits."""
        return compose_finder(context.question, context.knowledge)
