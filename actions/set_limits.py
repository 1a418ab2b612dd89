"""Decline, kindly, what is no question to the unions."""

from __future__ import annotations

from actions.base import AnswerAction, Context
from actions.compose.clarify import compose_not_understood
from actions.compose.talk import compose_limit
from actions.envelope import Reply, Status
from actions.wording import talk

_LIMITS: dict[str, tuple[str, Status]] = {
    "out_of_scope": (talk.OUT_OF_SCOPE, "out_of_scope"),
    "unusable/abuse": (talk.ABUSE, "refused"),
    "unusable/injection": (talk.REFUSED, "refused"),
}


class SetLimits(AnswerAction):
    """Says no to other matters, insults and payloads without echoing them."""

    intents = ("out_of_scope", "unusable")

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_set_limits"

    def compose(self, context: Context) -> Reply:
        """Say the fitting no; what makes no sense is said not to be understood."""
        question = context.question
        limit = _LIMITS.get(question.turn.kind)
        if limit is None:
            failures = context.memory.failures
            return compose_not_understood(question, context.knowledge, failures)
        return compose_limit(*limit)
