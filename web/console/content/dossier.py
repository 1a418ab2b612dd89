"""A programme's aspects and regions in one grid, with what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from knowledge.vocabulary import ASPECT_NAMES
from web.console.content.references import Directory

_WHOLE_PROVINCE: Final = "henan"
_FIGURE: Final = "figure"
CellState = Literal[
    "live", "new", "changed", "over", "coming", "gap", "figures", "missing"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """What there is on one aspect in one region.

    Attributes:
        aspect: Which.
        region: Where.
        state: ``over`` and ``coming`` are answers outside their days; ``gap`` says
            why there is none; ``figures``: no words, but published figures, which are
            rows of their own; ``missing``: there is nothing.
        path: The entry in the document; empty where nothing is.
        faqs: How many questions of the dossier are about this.
    """

    aspect: str
    region: str
    state: CellState
    path: str
    faqs: int


@dataclass(frozen=True, slots=True)
class Row:
    """An aspect with a cell for each region."""

    aspect: str
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """All of it.

    Attributes:
        regions: Pairs of id and name, the widest first as they come.
        rows: One for each aspect.
        missing: How many cells of the first region have nothing at all.
    """

    regions: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    missing: int


def grid_of(
    document: Mapping[str, Any],
    live: Mapping[str, Any] | None,
    directory: Directory,
    today: date,
    own: Iterable[str] = (),
    counted: Collection[str] = (),
) -> Grid:
    """Lay a dossier out.

    Args:
        document: The draft's document, or what is live.
        live: What is live; None if nothing is.
        directory: Names of regions.
        today: For what begins and ends by itself.
        own: Regions that are shown even where they say nothing.
        counted: Regions of which there are published figures.
    """
    regions = _regions(document, own)
    rows = [
        Row(
            aspect,
            label,
            [
                _with_figures(_cell(document, live, aspect, region, today), counted)
                for region in regions
            ],
        )
        for aspect, label in ASPECT_NAMES.items()
    ]
    missing = sum(row.cells[0].state == "missing" for row in rows)
    named = [(one, directory.name("region", one)) for one in regions]
    return Grid(named, rows, missing)


def _regions(document: Mapping[str, Any], own: Iterable[str]) -> list[str]:
    found = {_WHOLE_PROVINCE: None, **dict.fromkeys(sorted(own))}
    for key in ("answers", "gaps", "faqs"):
        for entry in document.get(key) or []:
            if entry.get("region"):
                found[entry["region"]] = None
    return list(found)


def _cell(
    document: Mapping[str, Any],
    live: Mapping[str, Any] | None,
    aspect: str,
    region: str,
    today: date,
) -> Cell:
    answers = _about(document, "answers", aspect, region)
    gaps = _about(document, "gaps", aspect, region)
    faqs = len(_about(document, "faqs", aspect, region))
    if answers:
        states = [_state(entry, live, today) for _, entry in answers]
        best = min(range(len(states)), key=lambda i: _ORDER.index(states[i]))
        return Cell(aspect, region, states[best], f"answers.{answers[best][0]}", faqs)
    if gaps:
        return Cell(aspect, region, "gap", f"gaps.{gaps[0][0]}", faqs)
    return Cell(aspect, region, "missing", "", faqs)


def _with_figures(cell: Cell, counted: Collection[str]) -> Cell:
    if (cell.aspect, cell.state) == (_FIGURE, "missing") and cell.region in counted:
        return replace(cell, state="figures")
    return cell


_ORDER: Final = ("new", "changed", "live", "coming", "over")


def _about(
    document: Mapping[str, Any], key: str, aspect: str, region: str
) -> list[tuple[int, Mapping[str, Any]]]:
    return [
        (number, entry)
        for number, entry in enumerate(document.get(key) or [])
        if entry.get("aspect") == aspect and entry.get("region") == region
    ]


def _state(
    entry: Mapping[str, Any], live: Mapping[str, Any] | None, today: date
) -> CellState:
    if _day(entry.get("valid_to"), date.max) < today:
        return "over"
    if _day(entry.get("valid_from"), date.min) > today:
        return "coming"
    before = live_entry(live, "answers", entry)
    if before is None:
        return "new"
    return "live" if is_same(before, entry) else "changed"


def is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two entries say the same; what is not typed says nothing."""
    return _said(one) == _said(other)


def _said(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in entry.items() if v not in (None, "", [], False)}


def _day(text: Any, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except (TypeError, ValueError):
        return otherwise


_KEYS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "answers": (("aspect", "region", "valid_from"), ("aspect", "region")),
    "faqs": (("id",),),
    "gaps": (("aspect", "region"),),
    "editions": (("year", "list"),),
    "conditions": (("question", "region", "options"), ("question", "region")),
    "options": (("id",),),
    "not_comparable": (("figure",),),
}


def live_entry(
    live: Mapping[str, Any] | None, block: str, entry: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """Give the live entry that is about the same as one of a draft."""
    entries = (live or {}).get(block) or []
    for names in _KEYS.get(block, ()):
        about = [entry.get(name) or None for name in names]
        for one in entries:
            if [one.get(name) or None for name in names] == about:
                return dict(one)
    return None
