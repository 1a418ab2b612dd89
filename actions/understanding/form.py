"""The benefit finder's form: what a worker has told of themselves so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

Step = Literal["begin", "answer", "skip", "stop", "resume", "again", "leave"]


@dataclass(frozen=True)
class Form:
    """The state of the form, kept between turns as JSON.

    Attributes:
        answers: Ids of the chosen options, by question.
        region: Id of the region where the worker is, or None.
        skipped: Ids of the questions that the worker does not answer.
        asked: Id of the question that was asked last; empty when none waits.
        offered: Titles of the buttons under it, in order.
        count: How many questions were asked.
        misses: How often in a row the answer was not understood.
        asides: How often in a row something else was asked instead.
        step: What this turn does to the form.
    """

    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    region: str | None = None
    skipped: Sequence[str] = ()
    asked: str = ""
    offered: Sequence[str] = ()
    count: int = 0
    misses: int = 0
    asides: int = 0
    step: Step = "begin"

    def told(self, answers: Mapping[str, Sequence[str]], region: str | None) -> Form:
        """Take further answers; what is told anew replaces what was."""
        return replace(
            self,
            answers={**self.answers, **answers},
            region=region or self.region,
            skipped=[q for q in self.skipped if q not in answers],
        )

    def as_json(self) -> dict[str, Any]:
        """Return what a slot keeps."""
        return asdict(self)


def read_form(kept: Mapping[str, Any] | None) -> Form | None:
    """Read a form out of the memory, None where no form was begun."""
    try:
        return Form(**kept) if kept else None
    except TypeError:
        # A form of another version of the bot: better begin anew than fall silent.
        return None


def paused(kept: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return a kept form of which no question waits any more."""
    return {**kept, "asked": "", "offered": ()} if kept else None
