"""Care for a worker who speaks of ending their life."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.signpost import compose_crisis
from actions.envelope import Reply


class CareInCrisis(AnswerAction):
    """Says where help is, and nothing else."""

    intents = ("crisis",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_care_in_crisis"

    def compose(self, context: Context) -> Reply:
        """Care first."""
        return compose_crisis(context.question.confidence)
