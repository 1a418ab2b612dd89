"""One message of a worker, as the bot's NLU pipeline read it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from actions.understanding import thresholds
from actions.understanding.location import (
    LOCATION_MESSAGE,
    Location,
    Trouble,
    read_location,
)
from actions.understanding.parts import (
    Clause,
    Part,
    each_is_asked,
    read_clauses,
    read_parts,
)
from actions.understanding.whereabouts import whereabouts

_JOINER = r"(?:服务|这个|那个)?[和跟与及、,，同]|还有|以及"
_BETWEEN = re.compile(rf"(?:{_JOINER})+")
_AT_THE_END = re.compile(rf"(?:{_JOINER})$")
# 那 and 呢 may stand around a name that is all that a turn says.
_PARTICLES = 2
# Of what and where and when something is asked.
_ASKED_OF = ("programme", "region", "period")
Scored = tuple[str, float]
FALLBACK_INTENT = "nlu_fallback"


@dataclass(frozen=True)
class NearFaq:
    """A published question that a message may be asking.

    Attributes:
        id: Id of the FAQ entry.
        confidence: Its probability, given that one of all entries is asked.
        similarity: Likeness of its nearest phrasing, 0 to 1.
    """

    id: str
    confidence: float
    similarity: float

    @property
    def is_certain(self) -> bool:
        """Whether it is asked beyond doubt."""
        near = self.similarity >= thresholds.FAQ_SURE
        return near and self.confidence >= thresholds.FAQ_CERTAIN


@dataclass(frozen=True)
class Turn:
    """The reading of one message.

    Attributes:
        text: The message in canonical writing.
        typed: How many characters were typed.
        intent: What is asked, the classifier's first choice.
        confidence: Its probability.
        kind: Kind of the intent where it has kinds (``smalltalk/greet``).
        intents: Ranking of intents with probabilities.
        clause_intents: Intent and probability of each clause of a longer message.
        clauses: The same, with the place of each clause.
        parts: What stands between joining words (托管|早餐怎么申请).
        programmes: Ids of the programmes that were named, in order.
        signposts: Ids of other agencies' matters that were named.
        regions: Ids of the regions that were named; of one that a programme's name
            implies (惠工保 is Zhengzhou's) only where no other is.
        home: Id of the region where the worker says to be, or None.
        groups: Ids of the trades and circumstances that were named.
        metrics: Ids of the metrics that were named.
        lookalikes: Texts that only look like a union service.
        years: Years that were named.
        joined: Whether the programmes are named side by side (驿站和母婴室).
        joined_to: On which side the one programme that is named has something side by
            side with it (托管和早餐), which only its topic may tell; or "".
        each_is_asked: Whether a question follows each programme that is named.
        bare: Whether hardly a word stands beside a place or year (那金水区呢).
        beside_names: How many characters stand beside what is named; all of them if
            no programme is.
        unnamed: The text without the names of programmes, regions and periods.
        ungrouped: The same without those of groups.
        shift: Years to go from the year of the talk (那第二年呢), or None.
        topics: ``programme:<id>``, ``signpost:<id>`` or ``none``, with probability.
        metric_ranking: Metric ids with probability.
        faqs: Published questions that may be asked, most likely first.
        location: Where the worker is, if a position came with the message.
        trouble: Why a position that came with it is of no use.
        only_locates: Whether the message is nothing but a position.
    """

    text: str = ""
    typed: int = 0
    intent: str = FALLBACK_INTENT
    confidence: float = 0.0
    kind: str = ""
    intents: Sequence[Scored] = ()
    clause_intents: Sequence[Scored] = ()
    clauses: Sequence[Clause] = ()
    parts: Sequence[Part] = ()
    programmes: Sequence[str] = ()
    signposts: Sequence[str] = ()
    regions: Sequence[str] = ()
    home: str | None = None
    groups: Sequence[str] = ()
    metrics: Sequence[str] = ()
    lookalikes: Sequence[str] = ()
    years: Sequence[int] = ()
    joined: bool = False
    joined_to: Literal["", "before", "after"] = ""
    each_is_asked: bool = False
    bare: bool = False
    beside_names: int = 0
    unnamed: str = ""
    ungrouped: str = ""
    shift: int | None = None
    topics: Sequence[Scored] = ()
    metric_ranking: Sequence[Scored] = ()
    faqs: Sequence[NearFaq] = ()
    location: Location | None = None
    trouble: Trouble = ""
    only_locates: bool = False

    @property
    def names_nothing(self) -> bool:
        """Whether no matter of any kind is named."""
        return not (self.programmes or self.signposts or self.lookalikes)

    def chance(self, intent: str) -> float:
        """Return the probability of an intent, 0 if it is not ranked."""
        return dict(self.intents).get(intent, 0.0)

    def topic_chance(self, label: str) -> float:
        """Return the probability of a topic, 0 if it is not ranked."""
        return dict(self.topics).get(label, 0.0)


def read_turn(message: Mapping[str, Any]) -> Turn:
    """Read a turn out of ``tracker.latest_message``."""
    location, trouble = read_location(message.get("metadata"))
    if (location or trouble) and message.get("text") == LOCATION_MESSAGE:
        return Turn(
            text=LOCATION_MESSAGE,
            intent="inform",
            confidence=1.0,
            kind="inform",
            location=location,
            trouble=trouble,
            only_locates=True,
        )
    entities = sorted(message.get("entities") or [], key=lambda e: e.get("start", 0))
    intents = [
        (row["name"], row["confidence"])
        for row in message.get("intent_ranking") or []
        if row["name"] != FALLBACK_INTENT
    ]
    first = intents[0] if intents else (FALLBACK_INTENT, 0.0)
    canonical = message.get("canonical_text") or ""
    years = _named(entities, "period", "year")
    shifts = _named(entities, "period", "shift")
    return Turn(
        text=message.get("text") or "",
        typed=message.get("typed_characters") or len(message.get("text") or ""),
        intent=first[0],
        confidence=first[1],
        kind=message.get("intent_kind") or first[0],
        intents=intents,
        clause_intents=[
            (clause["intent"], clause["confidence"])
            for clause in message.get("clauses") or []
        ],
        clauses=read_clauses(message, canonical),
        parts=read_parts(entities, canonical),
        programmes=_named(entities, "programme"),
        signposts=_named(entities, "signpost"),
        regions=_regions(entities),
        home=whereabouts(entities, canonical),
        groups=_named(entities, "group"),
        metrics=_named(entities, "metric"),
        lookalikes=_named(entities, "lookalike"),
        years=[int(year) for year in years],
        joined=_side_by_side(entities, canonical),
        bare=_is_bare(entities, canonical),
        unnamed=_without(_ASKED_OF, entities, canonical),
        ungrouped=_without((*_ASKED_OF, "group"), entities, canonical),
        beside_names=_beside(entities, canonical),
        joined_to=_one_side(entities, canonical),
        each_is_asked=each_is_asked(entities, canonical),
        shift=int(shifts[0]) if shifts else None,
        topics=[
            (_topic_label(row), row["confidence"])
            for row in message.get("topic_ranking") or []
        ],
        metric_ranking=_ranking(message, "metric_ranking"),
        faqs=[
            NearFaq(row["id"], row["confidence"], row["similarity"])
            for row in message.get("faq_ranking") or []
        ],
        location=location,
        trouble=trouble,
    )


def _named(
    entities: Sequence[Mapping[str, Any]], kind: str, role: str | None = None
) -> list[Any]:
    values = (
        entity["value"]
        for entity in entities
        if entity.get("entity") == kind and (role is None or entity.get("role") == role)
    )
    return list(dict.fromkeys(values))


def _side_by_side(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Whether two programmes are named with nothing but 和 or the like between."""
    named = [entity for entity in entities if entity["entity"] == "programme"]
    return any(
        first["value"] != second["value"]
        and _BETWEEN.fullmatch(text[first["end"] : second["start"]]) is not None
        for first in named
        for second in named
        if first["end"] <= second["start"]
    )


def _beside(entities: Sequence[Mapping[str, Any]], text: str) -> int:
    """Count the characters outside of names."""
    if all(entity["entity"] != "programme" for entity in entities):
        return len(text)
    named = {place for e in entities for place in range(e["start"], e["end"])}
    return sum(place not in named for place in range(len(text)))


def _without(
    kinds: Sequence[str], entities: Sequence[Mapping[str, Any]], text: str
) -> str:
    """Return a text without the names of some kinds."""
    named = {
        place
        for e in entities
        if e["entity"] in kinds
        for place in range(e["start"], e["end"])
    }
    return "".join(char for place, char in enumerate(text) if place not in named)


def _is_bare(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    named = {place for e in entities for place in range(e["start"], e["end"])}
    kinds = {entity["entity"] for entity in entities}
    return kinds <= {"region", "period"} and 0 < len(named) >= len(text) - _PARTICLES


def _one_side(
    entities: Sequence[Mapping[str, Any]], text: str
) -> Literal["", "before", "after"]:
    named = [entity for entity in entities if entity["entity"] == "programme"]
    if len({entity["value"] for entity in named}) != 1:
        return ""
    if _BETWEEN.match(text, named[-1]["end"]):
        return "after"
    return "before" if _AT_THE_END.search(text[: named[0]["start"]]) else ""


def _regions(entities: Sequence[Mapping[str, Any]]) -> list[Any]:
    spans = {(e["start"], e["end"]) for e in entities if e["entity"] == "programme"}
    stated = [
        entity
        for entity in entities
        if entity["entity"] != "region" or (entity["start"], entity["end"]) not in spans
    ]
    return _named(stated, "region") or _named(entities, "region")


def _topic_label(row: Mapping[str, Any]) -> str:
    return f"{row['kind']}:{row['id']}" if row.get("id") else str(row["kind"])


def _ranking(message: Mapping[str, Any], key: str) -> list[Scored]:
    return [(row["id"], row["confidence"]) for row in message.get(key) or []]
