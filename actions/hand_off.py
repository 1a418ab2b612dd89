"""Hand the worker over to a person."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.handoff import compose_handoff
from actions.envelope import Reply


class HandOff(AnswerAction):
    """Names the hotline and its hours."""

    intents = ("handoff",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_hand_off"

    def compose(self, context: Context) -> Reply:
        """Point to a person."""
        return compose_handoff(context.knowledge)
