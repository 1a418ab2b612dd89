"""The answer envelope: what every turn sends as ``custom.answer``.

Contract: ``answer.schema.json`` of the design. Everything behind the bot (inbox,
statistics, hand-off, metrics) is driven by its closed ``status``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from knowledge.queries.records import FigureInfo, SourceInfo
from knowledge.vocabulary import ANSWER_STATUSES, AnswerStatus

Status: TypeAlias = AnswerStatus
STATUSES: tuple[Status, ...] = ANSWER_STATUSES
VERSION = 1


@dataclass(frozen=True)
class Envelope:
    """What the answer is and rests on, for machines."""

    status: Status
    service: str | None = None
    aspects: Sequence[str] = ()
    region: str | None = None
    figures: Sequence[FigureInfo] = ()
    sources: Sequence[SourceInfo] = ()
    confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the envelope as the contract's JSON object."""
        found: dict[str, Any] = {
            "version": VERSION,
            "status": self.status,
            "service": self.service,
            "aspects": list(dict.fromkeys(self.aspects)),
            "region": self.region,
            "figures": [_figure(figure) for figure in self.figures],
            "sources": [_source(source) for source in dict.fromkeys(self.sources)],
        }
        if self.confidence is not None:
            found["confidence"] = round(min(1.0, max(0.0, self.confidence)), 3)
        return found


@dataclass(frozen=True)
class PastEnvelope:
    """The envelope of an earlier turn, sent again with what that turn said."""

    content: dict[str, Any]
    sources: Sequence[SourceInfo] = ()

    @property
    def status(self) -> str:
        """Status of the earlier turn."""
        return str(self.content["status"])

    def as_dict(self) -> dict[str, Any]:
        """Return the envelope as the contract's JSON object."""
        return self.content


def _figure(figure: FigureInfo) -> dict[str, Any]:
    return {
        "id": figure.id,
        "metric": figure.definition,
        "value": figure.value_text,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "period": figure.period,
        "kind": figure.kind,
        "scope": figure.scope,
    }


def _source(source: SourceInfo) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "url": source.url,
    }


@dataclass(frozen=True)
class Button:
    """A choice.

    Attributes:
        title: What the worker reads.
        payload: What is sent when it is tapped; the title if empty.
        programme: Id of the programme that it asks about, if any.
        aspect: Aspect that it asks for, if any.
        region: Id of the region that it asks about, if any.
    """

    title: str
    payload: str = ""
    programme: str | None = None
    aspect: str | None = None
    region: str | None = None

    def as_dict(self) -> dict[str, str]:
        """Return the button in Rasa's format."""
        return {"title": self.title, "payload": self.payload or self.title}

    def as_option(self) -> dict[str, str | None]:
        """Return what is remembered of it, for 第二个."""
        return {
            "title": self.title,
            "programme": self.programme,
            "aspect": self.aspect,
            "region": self.region,
        }


@dataclass(frozen=True)
class Reply:
    """Everything that one turn says, and what the talk keeps of it."""

    text: str
    envelope: Envelope | PastEnvelope
    buttons: Sequence[Button] = ()
    more: str = ""
    remember: dict[str, Any] = field(default_factory=dict)
