"""Repeat, go on, or name the sources of the last reply."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.talk import compose_again, compose_more, compose_sources
from actions.envelope import Reply


class SayAgain(AnswerAction):
    """Answers 再说一遍, 更多 and 哪来的 from what was said last."""

    intents = ("repeat", "ask_more", "ask_source")

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_say_again"

    def compose(self, context: Context) -> Reply:
        """Take what is wanted out of the memory."""
        composer = {
            "repeat": compose_again,
            "ask_more": compose_more,
            "ask_source": compose_sources,
        }[context.question.intent]
        return composer(context.memory)
