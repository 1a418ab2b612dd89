"""Read the seed folder: all files, every problem of shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from knowledge.seed.fields import SeedModel
from knowledge.seed.finder_format import FinderCommandItem, FinderQuestionItem
from knowledge.seed.format import (
    FigureItem,
    GroupItem,
    LookalikeItem,
    MetricItem,
    ProgrammeItem,
    RegionItem,
    SignpostItem,
    SiteItem,
    SourceItem,
)
from knowledge.seed.parsing import parse
from knowledge.seed.problems import Problems
from knowledge.seed.yaml_lines import Block, Items, read_yaml

_Item = TypeVar("_Item", bound=SeedModel)

SOURCES = "sources.yml"
REGIONS = "regions.yml"
GROUPS = "groups.yml"
METRICS = "metrics.yml"
FIGURES = "figures.yml"
SIGNPOSTS = "signposts.yml"
LOOKALIKES = "lookalikes.yml"
SITES = "sites.yml"
FINDER = "finder.yml"
FINDER_COMMANDS = "finder_commands.yml"
PROGRAMMES = "programmes"


@dataclass(slots=True)
class SeedContent:
    """All that stands in the seed.

    Attributes:
        folder: What problems put before a file's name.
        programmes: Dossiers by the name of their file, in order.
        ids: Every id of each file or folder that could be read, also those of blocks
            that could not: a reference to them is no second problem.
    """

    folder: str
    sources: list[SourceItem] = field(default_factory=list)
    regions: list[RegionItem] = field(default_factory=list)
    groups: list[GroupItem] = field(default_factory=list)
    metrics: list[MetricItem] = field(default_factory=list)
    figures: list[FigureItem] = field(default_factory=list)
    signposts: list[SignpostItem] = field(default_factory=list)
    lookalikes: list[LookalikeItem] = field(default_factory=list)
    sites: list[SiteItem] = field(default_factory=list)
    finder: list[FinderQuestionItem] = field(default_factory=list)
    finder_commands: list[FinderCommandItem] = field(default_factory=list)
    programmes: dict[str, ProgrammeItem] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def path(self, file: str) -> str:
        """Name a file of the seed the way problems do."""
        return f"{self.folder}/{file}"


def read_seed(folder: Path, problems: Problems) -> SeedContent:
    """Read all files of the seed.

    Args:
        folder: Where they are.
        problems: Where everything that does not fit the format goes.

    Returns:
        What could be read.
    """
    reading = _Reading(folder, SeedContent(folder.as_posix()), problems)
    content = reading.content
    content.sources = list(reading.listed(SOURCES, SourceItem))
    content.regions = list(reading.listed(REGIONS, RegionItem))
    content.groups = list(reading.listed(GROUPS, GroupItem))
    content.metrics = list(reading.listed(METRICS, MetricItem))
    content.figures = list(reading.listed(FIGURES, FigureItem))
    content.signposts = list(reading.listed(SIGNPOSTS, SignpostItem))
    content.lookalikes = list(reading.listed(LOOKALIKES, LookalikeItem))
    content.sites = list(reading.listed(SITES, SiteItem))
    content.finder = list(reading.listed(FINDER, FinderQuestionItem))
    content.finder_commands = list(reading.listed(FINDER_COMMANDS, FinderCommandItem))
    content.programmes = dict(reading.dossiers())
    return content


@dataclass(frozen=True, slots=True)
class _Reading:
    folder: Path
    content: SeedContent
    problems: Problems

    def listed(self, file: str, model: type[_Item]) -> Iterator[_Item]:
        """Read a file that holds a list."""
        name = self.content.path(file)
        path = self.folder / file
        if not path.is_file():
            self.problems.add(name, 0, "is missing")
            return
        data = read_yaml(path, name, self.problems)
        if data is None:
            return
        if not isinstance(data, Items):
            self.problems.add(name, 1, "should hold a list")
            return
        self.content.ids[file] = set()
        for line, block in zip(data.lines, data, strict=True):
            if not isinstance(block, Block):
                self.problems.add(name, line, "each entry should be a block of keys")
                continue
            self._note_id(file, block)
            item = parse(model, block, name, self.problems)
            if item is not None:
                yield item

    def dossiers(self) -> Iterator[tuple[str, ProgrammeItem]]:
        """Read the folder that holds one file a programme."""
        paths = sorted((self.folder / PROGRAMMES).glob("*.yml"))
        if not paths:
            self.problems.add(self.content.path(PROGRAMMES), 0, "holds no dossier")
        # A dossier that cannot be read is there all the same.
        self.content.ids[PROGRAMMES] = {path.stem for path in paths}
        for path in paths:
            file = f"{PROGRAMMES}/{path.name}"
            name = self.content.path(file)
            data = read_yaml(path, name, self.problems)
            if data is None:
                continue
            if not isinstance(data, Block):
                self.problems.add(name, 1, "should hold one block of keys")
                continue
            item = parse(ProgrammeItem, data, name, self.problems)
            if item is not None:
                yield file, item

    def _note_id(self, file: str, block: dict[str, Any]) -> None:
        if isinstance(block.get("id"), str):
            self.content.ids[file].add(block["id"])
