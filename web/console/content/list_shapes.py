"""What the list of each kind shows, and by what it is narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.publishing.labels import field_label, value_label
from knowledge.vocabulary import (
    FIGURE_KINDS,
    FINDER_QUESTION_KINDS,
    PROGRAMME_KINDS,
    REGION_KINDS,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list.

    Attributes:
        name: As ``live_documents`` and the address have it.
        label: As staff read it.
        refers: Kind of the items to choose from; empty if it is none.
        values: A closed list to choose from.
    """

    name: str
    label: str
    refers: str = ""
    values: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether a number is typed."""
        return not self.refers and not self.values

    @property
    def options(self) -> list[tuple[str, str]]:
        """Pairs of value and label of the closed list."""
        return [(value, value_label("kind", value)) for value in self.values]


@dataclass(frozen=True, slots=True)
class Shape:
    """A list.

    Attributes:
        columns: Fields that are shown after the name.
        filters: What it is narrowed by.
    """

    columns: tuple[str, ...]
    filters: tuple[Filter, ...] = ()


_PROGRAMME: Final = Filter("programme", "服务", refers="programme")
_REGION: Final = Filter("region", "地区", refers="region")
_SOURCE: Final = Filter("source", "出处", refers="source")


def _kind(values: tuple[str, ...]) -> Filter:
    return Filter("kind_", "类别", values=values)


SHAPES: Final[dict[str, Shape]] = {
    "programme": Shape(
        ("kind", "summary"),
        (
            _kind(PROGRAMME_KINDS),
            _REGION,
            Filter("service", "所属服务", refers="programme"),
        ),
    ),
    "figure": Shape(
        ("period", "kind", "printed", "programme", "region"),
        (
            _PROGRAMME,
            _REGION,
            Filter("period", "年份"),
            _kind(FIGURE_KINDS),
            Filter("metric", "指标", refers="metric"),
            _SOURCE,
        ),
    ),
    "metric": Shape(("aliases",)),
    "signpost": Shape(("agency", "hotline")),
    "lookalike": Shape(("note",)),
    "region": Shape(
        ("kind", "parent"),
        (_kind(REGION_KINDS), Filter("parent", "上级地区", refers="region")),
    ),
    "group": Shape(("official", "aliases")),
    "site": Shape(("programme", "region", "address"), (_PROGRAMME, _REGION, _SOURCE)),
    "source": Shape(("publisher", "date")),
    "finder": Shape(("kind",), (_kind(FINDER_QUESTION_KINDS),)),
}


def column_label(name: str) -> str:
    """Give the heading of a column."""
    return field_label(name)
