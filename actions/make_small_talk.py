"""Greet, thank, say who the bot is and chat a little."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.talk import compose_talk
from actions.envelope import Reply
from actions.wording import talk

_TEXTS = {
    "greet": talk.GREETING,
    "thank": talk.THANKS,
    "goodbye": talk.GOODBYE,
    "ask_bot": talk.BOT,
    "chitchat": talk.CHITCHAT,
    "deny": talk.DENY,
}
_WITH_SUGGESTIONS = ("greet", "ask_bot", "chitchat")


class MakeSmallTalk(AnswerAction):
    """Answers talk that asks for no content; what was talked of stays."""

    intents = tuple(_TEXTS)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_make_small_talk"

    def compose(self, context: Context) -> Reply:
        """Say the fitting sentence."""
        intent = context.question.intent
        return compose_talk(
            _TEXTS[intent], context.knowledge, suggest=intent in _WITH_SUGGESTIONS
        )
