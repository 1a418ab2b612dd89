"""What is answered to a turn, without a channel or a database."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.base import AnswerAction, Context
from actions.compose.guards import guard
from actions.envelope import Reply
from actions.understanding.memory import Memory
from actions.understanding.resolve import resolve
from actions.understanding.turn import Turn
from knowledge import View
from tests.actions.executor import executor

TODAY = date(2026, 5, 1)
"""The day of the tests."""
EMPTY = Memory()


def reply_to(
    turn: Turn, view: View, memory: Memory = EMPTY, today: date = TODAY
) -> Reply:
    """Answer a turn as its action does."""
    memory = memory.heard(turn)
    question = resolve(turn, memory, view)
    guarded = guard(question, memory, view)
    if guarded is not None:
        return guarded
    action = _action_of(question.intent)
    return action.compose(Context(question, memory, view, today))


def remembered(reply: Reply) -> Memory:
    """Give the memory after a reply in a fresh talk, without what was said."""
    options = [button.as_option() for button in reply.buttons]
    changes: dict[str, Any] = {"options": options, "more": reply.more}
    return EMPTY.updated({**changes, **reply.remember})


def _action_of(intent: str) -> AnswerAction:
    executor()  # defines all actions
    for kind in AnswerAction.__subclasses__():
        if intent in kind.intents:
            found: AnswerAction = kind()
            return found
    raise LookupError(f"no action answers {intent}")
