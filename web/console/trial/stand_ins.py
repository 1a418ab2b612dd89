"""Names that only drafts know, said to the bot by names that it knows.

The bot's lexicon is the live one. A sentence with a draft's name is therefore read
with a live name in its place; afterwards the reading is told whose name it was.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from knowledge.publishing.checks.names import Named
from knowledge.queries.view import View
from knowledge.seed.checks.names import as_read
from web.console.trial.bot_api import Reading
from web.console.trial.draft_names import DraftNames

_SURE: Final = 0.99
_TOPICS: Final = ("programme", "signpost")


@dataclass(frozen=True)
class StandIn:
    """A live name that stands in a sentence for a draft's."""

    drafted: Named
    live: Named


@dataclass(frozen=True)
class Spoken:
    """A sentence as it is said to the bot.

    Attributes:
        text: What the bot is given.
        stand_ins: What was put in the place of what.
        phrasing: The draft's phrasing that the sentence is, word for word.
    """

    text: str
    stand_ins: Sequence[StandIn] = ()
    phrasing: Named | None = None


def spoken(text: str, names: DraftNames) -> Spoken:
    """Put live names in the place of those that only drafts know."""
    read = as_read(text)
    phrasing = next((n for n in names.phrasings if n.read == read), None)
    plain = unicodedata.normalize("NFKC", text).lower()
    found: list[StandIn] = []
    for start, end, named in reversed(_hits(plain, names)):
        live = _live_name(named, names, read, found)
        if live is None:
            continue
        found.append(StandIn(named, live))
        plain = plain[:start] + live.text + plain[end:]
    return Spoken(plain if found else text, tuple(found), phrasing)


def _hits(text: str, names: DraftNames) -> list[tuple[int, int, Named]]:
    """Find drafts' names in a text; a longer name, live or not, hides a shorter."""
    new = {(n.kind, n.item_id, n.read) for n in names.names}
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, Named]] = []
    every = sorted([*names.names, *names.live], key=lambda named: -len(named.read))
    for named in every:
        start = text.find(named.read)
        while start >= 0 and named.read:
            end = start + len(named.read)
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                if (named.kind, named.item_id, named.read) in new:
                    found.append((start, end, named))
            start = text.find(named.read, end)
    return sorted(found, key=lambda hit: hit[0])


def _live_name(
    named: Named, names: DraftNames, read: str, used: Sequence[StandIn]
) -> Named | None:
    """Choose its own live name, else one of its kind that the sentence lacks."""
    alike = [n for n in names.live if n.kind == named.kind and n.field == "name"]
    own = [n for n in alike if n.item_id == named.item_id]
    others = [
        n
        for n in alike
        if n.read not in read and all(s.live.item_id != n.item_id for s in used)
    ]
    return next(iter([*own, *others]), None)


def corrected(
    reading: Reading, spoken: Spoken, names: DraftNames, view: View
) -> Reading:
    """Tell a reading what the drafts say.

    Args:
        reading: The bot's, of the sentence as it was said to it.
        spoken: How it was said to the bot.
        names: The drafts' words.
        view: The content with the drafts laid over; what it lacks is not found.
    """
    owners = {(s.live.kind, s.live.item_id): s.drafted for s in spoken.stand_ins}
    entities = []
    for entity in reading.get("entities") or []:
        entity = _renamed(entity, owners)
        if _still_there(entity, names, view):
            entities.append(entity)
    ids = {old: new.item_id for (_, old), new in owners.items() if new.item_id != old}
    changed = {
        **reading,
        "entities": entities,
        "topic_ranking": [
            row
            for row in _with_ids(reading.get("topic_ranking"), ids)
            if not row.get("id") or _exists(row["kind"], row["id"], view)
        ],
        "metric_ranking": [
            row
            for row in _with_ids(reading.get("metric_ranking"), ids)
            if _exists("metric", row["id"], view)
        ],
    }
    return changed if spoken.phrasing is None else _learnt(changed, spoken.phrasing)


def _renamed(
    entity: Mapping[str, Any], owners: Mapping[tuple[str, str], Named]
) -> dict[str, Any]:
    drafted = owners.get((str(entity.get("entity")), str(entity.get("value"))))
    if drafted is None:
        return dict(entity)
    return {
        **entity,
        "value": drafted.item_id,
        "alias": drafted.text,
        "drafted": True,
    }


def _still_there(entity: Mapping[str, Any], names: DraftNames, view: View) -> bool:
    kind, value = str(entity.get("entity")), entity.get("value")
    if kind == "period":
        return True
    alias = as_read(str(entity.get("alias") or ""))
    taken_away = (kind, str(value), alias) in names.gone
    return not taken_away and _exists(kind, str(value), view)


def _exists(kind: str, item_id: str, view: View) -> bool:
    snapshot = view.snapshot
    known: dict[str, Mapping[str, Any]] = {
        "programme": snapshot.programmes,
        "metric": snapshot.metrics,
        "region": snapshot.regions,
        "group": snapshot.groups,
        "signpost": snapshot.signposts,
        "lookalike": snapshot.lookalikes,
    }
    return item_id in known.get(kind, {})


def _with_ids(rows: Any, ids: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {**row, "id": ids.get(row["id"], row["id"])} if row.get("id") else dict(row)
        for row in rows or []
    ]


def _learnt(reading: Reading, phrasing: Named) -> Reading:
    """Read a sentence as the bot will once it has learnt it word for word."""
    kind, item_id = phrasing.kind, phrasing.item_id
    changed = dict(reading)
    if phrasing.space == "faq":
        faq_id = phrasing.owner.removeprefix("faq ")
        changed["faq_ranking"] = [
            {"id": faq_id, "confidence": _SURE, "similarity": 1.0}
        ]
    if kind == "metric":
        changed["metric_ranking"] = [{"id": item_id, "confidence": _SURE}]
    elif kind in _TOPICS:
        changed["topic_ranking"] = [{"kind": kind, "id": item_id, "confidence": _SURE}]
    return changed
