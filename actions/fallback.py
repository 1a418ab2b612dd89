"""Say so when no reading is likely enough."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.clarify import compose_not_understood
from actions.envelope import Reply


class Fallback(AnswerAction):
    """Offers the nearest readings; the second time in a row also a person."""

    intents = ("nlu_fallback",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_fallback"

    def compose(self, context: Context) -> Reply:
        """Admit it and help on."""
        return compose_not_understood(
            context.question, context.knowledge, context.memory.failures
        )
