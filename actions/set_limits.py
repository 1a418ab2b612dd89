"""Decline, kindly, what is no question to the unions."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.talk import compose_limit
from actions.envelope import Reply, Status
from actions.wording import talk

_LIMITS: dict[str, tuple[str, Status]] = {
    "out_of_scope": (talk.OUT_OF_SCOPE, "out_of_scope"),
    "abuse": (talk.ABUSE, "refused"),
    "injection": (talk.REFUSED, "refused"),
}


class SetLimits(AnswerAction):
    """Says no to other matters, insults and payloads without echoing them."""

    intents = tuple(_LIMITS)

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_set_limits"

    def compose(self, context: Context) -> Reply:
        """Say the fitting no."""
        return compose_limit(*_LIMITS[context.question.intent])
