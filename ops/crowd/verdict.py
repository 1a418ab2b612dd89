"""What went wrong in one session, seen from what was sent and what is on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ops.crowd.questions import QUESTIONS

_NO_ANSWER = ("pending", "error")


class Sent(NamedTuple):
    """A message as the session sent it, however often it did."""

    id: str
    question: str


class Verdict(NamedTuple):
    """How many messages went wrong, and how.

    Attributes:
        lost: Without an answer of their own.
        doubled: With more than one turn, or turns that nobody asked for.
        out_of_order: At another place than the one in which they were sent, or with
            an answer that belongs to another question.
    """

    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0

    @property
    def is_right(self) -> bool:
        """Whether nothing went wrong."""
        return not any(self)


def judge(sent: Sequence[Sent], turns: Sequence[Mapping[str, Any]]) -> Verdict:
    """Compare what a session sent with its history.

    Args:
        sent: The messages in their order, each once.
        turns: The history as the API gives it.
    """
    answered = [turn for turn in turns if turn["status"] not in _NO_ANSWER]
    counts = Counter(turn["id"] for turn in turns)
    known = {message.id: message.question for message in sent}
    places = {turn["id"]: place for place, turn in enumerate(answered)}
    in_order = [message.id for message in sent if message.id in places]
    numbers = [turn["number"] for turn in turns]
    return Verdict(
        lost=len(known) - sum(key in places for key in known),
        doubled=sum(
            count - (1 if key in known else 0) for key, count in counts.items()
        ),
        out_of_order=sum(
            places[before] > places[after]
            for before, after in zip(in_order, in_order[1:], strict=False)
        )
        + sum(
            before >= after for before, after in zip(numbers, numbers[1:], strict=False)
        )
        + sum(
            not _belongs(turn, known[turn["id"]])
            for turn in answered
            if turn["id"] in known
        ),
    )


def _belongs(turn: Mapping[str, Any], question: str) -> bool:
    service: str | None = turn["reply"]["service"]
    return turn["question"] == question and service == QUESTIONS[question]
