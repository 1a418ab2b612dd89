"""Answer examples with the real actions, in this process, without Rasa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions.base import AnswerAction, remember, reply_to
from actions.compose.guards import speaks_of_death
from actions.compose.signpost import compose_crisis
from actions.envelope import Reply
from actions.understanding.memory import Memory
from actions.understanding.turn import Turn, read_turn
from calibration.examples import Example
from calibration.judge import Outcome, judge
from knowledge.queries.view import View


@dataclass(frozen=True)
class Case:
    """An example, read by the bot.

    Attributes:
        example: What is right.
        turn: Reading of the message.
        before: Reading of what was said before, if something was.
    """

    example: Example
    turn: Turn
    before: Turn | None = None


def cases(
    examples: Sequence[Example], readings: Mapping[str, Mapping[str, Any]]
) -> Sequence[Case]:
    """Join examples with their readings.

    Args:
        examples: Held-out messages.
        readings: What the bot's NLU made of each text, by that text.
    """
    return [
        Case(
            example,
            read_turn(readings[example.text]),
            read_turn(readings[example.before]) if example.before else None,
        )
        for example in examples
    ]


class Replayer:
    """Answers and judges cases with the thresholds as they are at that moment."""

    def __init__(self, view: View) -> None:
        """Answer from this content; all actions are imported here."""
        ActionExecutor().register_package("actions")
        self._view = view
        # Every intent has an action, so that the rules' choice never decides.
        self._default: AnswerAction = AnswerAction.__subclasses__()[0]()

    def reply(self, case: Case) -> Reply:
        """Answer the last message of a case."""
        memory = Memory()
        if case.before is not None:
            memory = remember(memory, self._answer(case.before, memory))
        return self._answer(case.turn, memory)

    def outcome(self, case: Case) -> Outcome:
        """Answer a case and judge the reply."""
        return judge(case.example, self.reply(case), self._view)

    def _answer(self, turn: Turn, memory: Memory) -> Reply:
        if speaks_of_death(turn):
            return compose_crisis(turn.chance("crisis"))
        return reply_to(turn, memory, self._view, self._view.today, self._default)
