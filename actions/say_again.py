"""Repeat, go on, or name the sources of the last reply."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.talk import compose_again, compose_more, compose_sources
from actions.envelope import Reply


class SayAgain(AnswerAction):
    """Answers 再说一遍, 更多 and 哪来的 from what was said last."""

    intents = ("again",)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_say_again"

    def compose(self, context: Context) -> Reply:
        """Take what is wanted out of the memory."""
        composer = {
            "again/repeat": compose_again,
            "again/more": compose_more,
            "again/source": compose_sources,
        }.get(context.question.turn.kind, compose_again)
        return composer(context.memory)
