"""List the yearly programme or the services."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.lists import compose_list
from actions.envelope import Reply


class ListProgrammes(AnswerAction):
    """Reads out 五大行动, 十件实事 or the services."""

    intents = ("ask_list",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_list_programmes"

    def compose(self, context: Context) -> Reply:
        """List what was asked for."""
        return compose_list(context.question, context.knowledge)
