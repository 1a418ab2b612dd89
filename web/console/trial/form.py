"""The trial's form as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from starlette.datastructures import FormData

from web.console.problem import FieldProblem
from web.console.trial import wording
from web.core.cleaning import cleaned
from web.core.errors import ChatError

Against = Literal["live", "drafts"]
MOST: Final = 12
"""How many sentences a trial talk may have."""


@dataclass(frozen=True)
class TrialForm:
    """What is to be tried.

    Attributes:
        said: The sentences before, in order.
        text: The new sentence as typed; empty where none was.
        against: What to answer from.
    """

    said: Sequence[str] = ()
    text: str = ""
    against: Against = "live"


def read_form(sent: FormData) -> TrialForm:
    """Read what was sent; a tapped choice counts as typed, ``again`` says the last
    sentence once more."""
    said = [_one_line(text) for text in sent.getlist("said") if isinstance(text, str)]
    said = [text for text in said if text][: MOST + 1]
    text = _text(sent, "choice") or _text(sent, "text")
    if "again" in sent and said:
        *said, text = said
    against: Against = "drafts" if sent.get("against") == "drafts" else "live"
    return TrialForm(said, text, against)


def problems(form: TrialForm) -> list[FieldProblem]:
    """List what is wrong with a new sentence."""
    if not form.text.strip():
        return [FieldProblem("text", wording.NO_TEXT)]
    if len(form.said) >= MOST:
        return [FieldProblem("text", wording.TOO_MANY)]
    try:
        cleaned(form.text)
    except ChatError as error:
        return [FieldProblem("text", error.message)]
    return []


def _one_line(text: str) -> str:
    """Give a sentence as a worker's door would pass it on; empty if it would not."""
    try:
        return cleaned(text)
    except ChatError:
        return ""


def _text(sent: FormData, name: str) -> str:
    found = sent.get(name)
    return found if isinstance(found, str) else ""
