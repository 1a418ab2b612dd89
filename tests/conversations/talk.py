"""The conversations as they stand in the YAML files of the folders here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from actions.understanding.location import LOCATION_MESSAGE

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Expected:
    """What the bot's reply to one message must be; None is not looked at.

    Attributes:
        status: Allowed statuses.
        service: Allowed programme ids; None among them means no service.
        aspects: Aspects that the envelope must name.
        region: Allowed regions; None among them means no region.
        figures: Figures that must be there: id and any of period, kind, value.
        says: Texts that must be said; a list among them means any one of it.
        never: Texts that must not be said.
        buttons: Words that the buttons must offer.
        source: What the title, publisher or date of a source must contain.
    """

    status: Sequence[str] | None = None
    service: Sequence[str | None] | None = None
    aspects: Sequence[str] = ()
    region: Sequence[str | None] | None = None
    figures: Sequence[Mapping[str, Any]] = ()
    says: Sequence[Sequence[str]] = ()
    never: Sequence[str] = ()
    buttons: Sequence[str] = ()
    source: str = ""


@dataclass(frozen=True)
class Turn:
    """One message of a worker: typed, a button of the reply before, or a position.

    A position (``lat``, ``lon``, ``datum``) may also come along with what is typed.
    """

    expected: Expected
    worker: str = ""
    tap: int | str | None = None
    times: int = 1
    position: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Conversation:
    """A talk from beginning to end."""

    title: str
    turns: Sequence[Turn]
    name: str = field(default="", compare=False)


class MalformedTalkError(ValueError):
    """A file of conversations is not written as the README says."""


_OF_CONVERSATION = {"title", "talk", "why"}
_OF_TURN = {"worker", "tap", "times", "position"}
_OF_REPLY = {
    "status",
    "service",
    "aspects",
    "region",
    "figure",
    "figures",
    "says",
    "never",
    "buttons",
    "source",
}
_OF_POSITION = {"lat", "lon", "datum"}
_OF_FIGURE = {"id", "period", "kind", "value"}


def read_conversations(folder: Path = FOLDER) -> Iterator[Conversation]:
    """Read all conversations; a slip of the pen is an error, not an ignored line."""
    for path in sorted(folder.glob("*/*.yml")):
        place = f"{path.parent.name}/{path.stem}"
        with path.open(encoding="utf-8") as file:
            for document in yaml.safe_load_all(file):
                yield _conversation(document, place)


def _conversation(document: Any, place: str) -> Conversation:
    _check_keys(document, _OF_CONVERSATION, {"title", "talk"}, place)
    name = f"{place} {document['title']}"
    turns = [_turn(turn, name) for turn in document["talk"]]
    if not turns:
        raise MalformedTalkError(f"{name}: nobody says anything")
    return Conversation(document["title"], turns, name)


def _turn(turn: Any, name: str) -> Turn:
    _check_keys(turn, _OF_TURN | _OF_REPLY, set(), name)
    position = turn.get("position")
    if position is not None:
        _check_keys(position, _OF_POSITION, _OF_POSITION, name)
    elif ("worker" in turn) == ("tap" in turn):
        raise MalformedTalkError(f"{name}: a turn has either worker or tap")
    if "status" not in turn:
        raise MalformedTalkError(f"{name}: a turn needs the status of its reply")
    figures = [*turn.get("figures", ())]
    if "figure" in turn:
        figures.insert(0, turn["figure"])
    for figure in figures:
        _check_keys(figure, _OF_FIGURE, {"id"}, name)
    expected = Expected(
        status=_several(turn["status"]),
        service=_several(turn["service"]) if "service" in turn else None,
        aspects=_several(turn.get("aspects", [])),
        region=_several(turn["region"]) if "region" in turn else None,
        figures=figures,
        says=[_several(said) for said in _several(turn.get("says", []))],
        never=_several(turn.get("never", [])),
        buttons=_several(turn.get("buttons", [])),
        source=str(turn.get("source", "")),
    )
    worker = turn.get("worker", LOCATION_MESSAGE if position else "")
    return Turn(expected, worker, turn.get("tap"), turn.get("times", 1), position)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_keys(found: Any, known: set[str], needed: set[str], place: str) -> None:
    if not isinstance(found, dict):
        raise MalformedTalkError(f"{place}: {found!r} is not a block of lines")
    unknown, missing = set(found) - known, needed - set(found)
    if unknown or missing:
        raise MalformedTalkError(
            f"{place}: unknown {sorted(unknown)}, missing {sorted(missing)}"
        )
