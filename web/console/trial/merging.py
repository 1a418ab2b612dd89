"""One snapshot laid over another, document by document."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, TypeVar

from knowledge.publishing.checks.world import Key
from knowledge.publishing.kinds import COMMAND_PREFIX
from knowledge.queries.finder_records import FinderCommandInfo
from knowledge.queries.records import IncomparablePair
from knowledge.queries.snapshot import Snapshot

T = TypeVar("T")
# Records of many documents hold the records of these.
_HELD: Final = {"source", "region", "metric"}


def laid_over(live: Snapshot, drafted: Snapshot, keys: Collection[Key]) -> Snapshot:
    """Give the live content as it would be with some documents exchanged.

    Args:
        live: What is published.
        drafted: The new documents, with all sources, regions and metrics there are.
        keys: Which documents are exchanged; those that ``drafted`` lacks are removed.
    """
    ids = {kind: {i for k, i in keys if k == kind} for kind in _KINDS}
    if any(kind in _HELD for kind, _ in keys):
        live = _relinked(live, drafted)
    programmes, figures, sites = ids["programme"], ids["figure"], ids["site"]
    commands = {
        item_id.removeprefix(COMMAND_PREFIX)
        for item_id in ids["finder"]
        if item_id.startswith(COMMAND_PREFIX)
    }
    return dataclasses.replace(
        live,
        sources=drafted.sources,
        regions=drafted.regions,
        metrics=drafted.metrics,
        groups=_exchanged(live.groups, drafted.groups, ids["group"]),
        programmes=_exchanged(live.programmes, drafted.programmes, programmes),
        answers=_without(live.answers, lambda topic: topic[0] in programmes)
        | dict(drafted.answers),
        gaps=_without(live.gaps, lambda topic: topic[0] in programmes)
        | dict(drafted.gaps),
        faqs={k: f for k, f in live.faqs.items() if f.programme_id not in programmes}
        | dict(drafted.faqs),
        conditions=_without(live.conditions, lambda owner: owner in programmes)
        | dict(drafted.conditions),
        figures=_exchanged(live.figures, drafted.figures, figures),
        incomparable=_pairs(live, drafted, figures),
        signposts=_exchanged(live.signposts, drafted.signposts, ids["signpost"]),
        lookalikes=_exchanged(live.lookalikes, drafted.lookalikes, ids["lookalike"]),
        sites=(*(s for s in live.sites if s.id not in sites), *drafted.sites),
        finder_questions=_exchanged(
            live.finder_questions, drafted.finder_questions, ids["finder"]
        ),
        finder_commands=_commands(live, drafted, commands),
    )


_KINDS: Final = (
    "programme",
    "figure",
    "signpost",
    "lookalike",
    "group",
    "site",
    "finder",
)


def _exchanged(
    live: Mapping[str, T], drafted: Mapping[str, T], ids: Collection[str]
) -> dict[str, T]:
    """Put new records where the old ones stood; those without an old one come last."""
    kept = {
        key: drafted[key] if key in ids else record
        for key, record in live.items()
        if key not in ids or key in drafted
    }
    return kept | {key: drafted[key] for key in drafted if key in ids}


def _pairs(
    live: Snapshot, drafted: Snapshot, figures: Collection[str]
) -> tuple[IncomparablePair, ...]:
    kept = [
        pair
        for pair in live.incomparable
        if pair.first_id not in figures and pair.second_id not in figures
    ]
    both = [*kept, *drafted.incomparable]
    return tuple(sorted(both, key=lambda pair: (pair.first_id, pair.second_id)))


def _commands(
    live: Snapshot, drafted: Snapshot, commands: Collection[str]
) -> tuple[FinderCommandInfo, ...]:
    kept = [each for each in live.finder_commands if each.command not in commands]
    both = [*kept, *drafted.finder_commands]
    return tuple(sorted(both, key=lambda each: each.command))


def _without(records: Mapping[Any, T], gone: Callable[[Any], bool]) -> dict[Any, T]:
    return {key: record for key, record in records.items() if not gone(key)}


def _relinked(live: Snapshot, drafted: Snapshot) -> Snapshot:
    """Give every record the source, region and metric as they would be."""

    def fresh(record: T) -> T:
        changes: dict[str, Any] = {}
        for name in ("source", "region", "metric"):
            old = getattr(record, name, None)
            if old is not None:
                changes[name] = getattr(drafted, f"{name}s").get(old.id, old)
        if hasattr(record, "sources"):
            changes["sources"] = tuple(
                drafted.sources.get(old.id, old) for old in record.sources
            )
        if hasattr(record, "editions"):
            changes["editions"] = tuple(fresh(each) for each in record.editions)
        return dataclasses.replace(record, **changes)  # type: ignore[type-var]

    def each(records: Iterable[T]) -> tuple[T, ...]:
        return tuple(fresh(record) for record in records)

    def single(records: Mapping[Any, T]) -> dict[Any, T]:
        return {key: fresh(record) for key, record in records.items()}

    def several(records: Mapping[Any, tuple[T, ...]]) -> dict[Any, tuple[T, ...]]:
        return {key: each(found) for key, found in records.items()}

    return dataclasses.replace(
        live,
        groups=single(live.groups),
        programmes=single(live.programmes),
        answers=several(live.answers),
        gaps=several(live.gaps),
        faqs=single(live.faqs),
        figures=single(live.figures),
        sites=each(live.sites),
        conditions=several(live.conditions),
    )
