"""Why a trial was answered as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from actions.understanding import thresholds
from knowledge.queries.view import View
from web.console.trial import wording
from web.console.trial.names import Thing, thing
from web.console.trial.talk import Step
from web.console.trial.used import Row, rows_used

_SHOWN: Final = 5


@dataclass(frozen=True)
class Name:
    """A name that was found in the sentence.

    Attributes:
        thing: What it names.
        alias: The name, alias or year that was hit.
        written: What stands in the sentence.
        exact: Whether it was written just so.
        drafted: Whether only a draft knows it.
    """

    thing: Thing
    alias: str
    written: str
    exact: bool
    drafted: bool


@dataclass(frozen=True)
class Ranked:
    """One of several readings, with its probability (and likeness, of questions)."""

    title: str
    confidence: float
    url: str = ""
    similarity: float | None = None


@dataclass(frozen=True)
class Reasons:
    """All that led to the answer.

    Attributes:
        normalised: The sentence as the bot writes it.
        names: What it names.
        intents: What is asked, most likely first.
        clauses: The same of each clause of a longer sentence.
        topics: What it is about, where nothing is named.
        metrics: Which figure it asks for.
        faqs: The published questions that are near.
        rows: What the answer is made of.
        status: What kind of answer it is: words and tone.
    """

    normalised: str
    names: Sequence[Name]
    intents: Sequence[Ranked]
    clauses: Sequence[Ranked]
    topics: Sequence[Ranked]
    metrics: Sequence[Ranked]
    faqs: Sequence[Ranked]
    rows: Sequence[Row]
    status: tuple[str, str]


THRESHOLDS: Final = {
    "intent": thresholds.INTENT,
    "topic": thresholds.TOPIC,
    "switch": thresholds.TOPIC_SWITCH,
    "signpost": thresholds.SIGNPOST,
    "metric": thresholds.METRIC,
    "clause": thresholds.CLAUSE,
    "faq_likeness": thresholds.FAQ_SURE,
    "faq_share": thresholds.FAQ_SHARE,
}
"""From where on a reading counts; each is shown beside what it decides."""


def reasons(step: Step, view: View) -> Reasons:
    """Say why a step was answered as it was.

    Args:
        step: One turn of the trial.
        view: The content that it was answered from.
    """
    turn, envelope = step.turn, step.envelope
    status = str(envelope.get("status"))
    return Reasons(
        normalised=str(step.reading.get("canonical_text") or step.spoken.text),
        names=[_name(entity, step, view) for entity in step.reading["entities"]],
        intents=_intents(turn.intents),
        clauses=_intents(turn.clause_intents),
        topics=[_topic(label, chance, view) for label, chance in turn.topics[:_SHOWN]],
        metrics=[
            Ranked(found.title, chance, found.url)
            for item_id, chance in turn.metric_ranking[:_SHOWN]
            for found in [thing(view, "metric", item_id)]
        ],
        faqs=[
            Ranked(found.title, near.confidence, found.url, near.similarity)
            for near in turn.faqs[:_SHOWN]
            for found in [thing(view, "faq", near.id)]
        ],
        rows=rows_used(step.reply.text, envelope, view),
        status=wording.STATUSES.get(status, (status, "")),
    )


def _intents(ranking: Sequence[tuple[str, float]]) -> list[Ranked]:
    return [
        Ranked(wording.INTENTS.get(name, name), chance)
        for name, chance in ranking[:_SHOWN]
    ]


def _topic(label: str, chance: float, view: View) -> Ranked:
    kind, _, item_id = label.partition(":")
    if not item_id:
        return Ranked(wording.KINDS.get(kind, kind), chance)
    found = thing(view, kind, item_id)
    return Ranked(f"{found.label}“{found.title}”", chance, found.url)


def _name(entity: Mapping[str, Any], step: Step, view: View) -> Name:
    kind, value = str(entity["entity"]), str(entity["value"])
    canonical = str(step.reading.get("canonical_text") or "")
    drafted = bool(entity.get("drafted"))
    alias = str(entity.get("alias") or value)
    written = alias if drafted else canonical[entity["start"] : entity["end"]]
    exact = entity.get("confidence_entity", 1.0) >= 1.0
    return Name(thing(view, kind, value), alias, written, exact, drafted)
