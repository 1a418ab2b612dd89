"""Greet, thank, say who the bot is and chat a little."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.talk import compose_talk, compose_talk_about
from actions.envelope import Reply
from actions.understanding import thresholds
from actions.understanding.topics import likeliest
from actions.wording import talk

_TEXTS = {
    "smalltalk/greet": talk.GREETING,
    "smalltalk/thank": talk.THANKS,
    "smalltalk/goodbye": talk.GOODBYE,
    "smalltalk/chitchat": talk.CHITCHAT,
    "smalltalk/affirm": talk.AFFIRM,
    "smalltalk/foreign": talk.FOREIGN,
    "ask_bot": talk.BOT,
}
_WITHOUT_SUGGESTIONS = ("smalltalk/thank", "smalltalk/goodbye")


class MakeSmallTalk(AnswerAction):
    """Answers talk that asks for no content; what was talked of stays."""

    intents = ("smalltalk", "ask_bot")

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_make_small_talk"

    def compose(self, context: Context) -> Reply:
        """Say the fitting sentence."""
        kind = context.question.turn.kind
        text = _TEXTS.get(kind, talk.CHITCHAT)
        suggest = kind not in _WITHOUT_SUGGESTIONS
        likely, chance = likeliest(context.question.turn, "programme")
        if text == talk.CHITCHAT and chance >= thresholds.TOPIC_SWITCH:
            # 家里房子烧了 is told to be asked what may help.
            return compose_talk_about(likely, context.knowledge)
        return compose_talk(text, context.knowledge, suggest=suggest)
