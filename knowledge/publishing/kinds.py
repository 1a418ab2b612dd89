"""The kinds of document that are edited, and how each is named and keyed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from knowledge import models as m
from knowledge.publishing.errors import NotFoundError
from knowledge.seed import format as f
from knowledge.seed.fields import SeedModel
from knowledge.seed.finder_format import FinderCommandItem, FinderQuestionItem

COMMAND_PREFIX: Final = "command:"
"""What the item id of a finder command starts with; no other id has a colon."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document.

    Attributes:
        name: As drafts and addresses have it.
        label_zh: As staff read it.
        model: The seed's format of one document (of finder questions for ``finder``).
        key: The field that holds the document's id.
        table: The live table that has one row a document.
    """

    name: str
    label_zh: str
    model: type[SeedModel]
    key: str
    table: type[m.Base]

    def model_of(self, document: Mapping[str, Any]) -> type[SeedModel]:
        """Give the format of one document."""
        if self.name == "finder" and "command" in document:
            return FinderCommandItem
        return self.model

    def id_of(self, document: Mapping[str, Any]) -> str:
        """Give the item id of a document; empty where it has none yet."""
        if self.name == "finder" and "command" in document:
            return f"{COMMAND_PREFIX}{document['command']}"
        return str(document.get(self.key) or "")

    def blank(self, item_id: str) -> dict[str, Any]:
        """Give a document in which only the id stands."""
        if self.name == "finder" and item_id.startswith(COMMAND_PREFIX):
            return {"command": item_id.removeprefix(COMMAND_PREFIX), "phrasings": []}
        return {self.key: item_id}


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("programme", "服务档案", f.ProgrammeItem, "id", m.Programme),
        Kind("figure", "数字", f.FigureItem, "id", m.Figure),
        Kind("metric", "指标", f.MetricItem, "id", m.Metric),
        Kind("signpost", "指路", f.SignpostItem, "id", m.Signpost),
        Kind("lookalike", "易混词", f.LookalikeItem, "text", m.Lookalike),
        Kind("region", "地区", f.RegionItem, "id", m.Region),
        Kind("group", "职工群体", f.GroupItem, "id", m.WorkerGroup),
        Kind("site", "地点", f.SiteItem, "id", m.Site),
        Kind("source", "出处", f.SourceItem, "id", m.Source),
        Kind("finder", "查福利提问", FinderQuestionItem, "id", m.FinderQuestion),
    )
}


def kind_of(name: str) -> Kind:
    """Give a kind by name.

    Raises:
        NotFoundError: There is none of that name.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise NotFoundError(f"没有“{name}”这一类内容。") from None
