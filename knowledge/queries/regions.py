"""Queries about regions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from knowledge.queries.base import Queries
from knowledge.queries.records import RegionInfo


class RegionQueries(Queries):
    """Look up regions and walk up and down among them."""

    def region(self, region_id: str) -> RegionInfo | None:
        """Give a region by id."""
        return self.snapshot.regions.get(region_id)

    def regions(self, kind: str | None = None) -> tuple[RegionInfo, ...]:
        """List regions, all or of one kind, in the order of the knowledge base."""
        return tuple(
            region
            for region in self.snapshot.regions.values()
            if kind is None or region.kind == kind
        )

    def ancestors(self, region_id: str) -> tuple[RegionInfo, ...]:
        """List a region and what it lies in: 中原区, 郑州市, 河南省, 全国.

        Args:
            region_id: Where to start; an unknown id gives an empty tuple.
        """
        chain: list[RegionInfo] = []
        region = self.region(region_id)
        # The database allows a ring of parents made by hand; never walk it twice.
        while region is not None and region not in chain:
            chain.append(region)
            region = self.region(region.parent_id) if region.parent_id else None
        return tuple(chain)

    def children(self, region_id: str) -> tuple[RegionInfo, ...]:
        """List the regions right below one."""
        return tuple(
            region
            for region in self.snapshot.regions.values()
            if region.parent_id == region_id
        )

    def _reach(self, region_id: str | None) -> tuple[str, ...]:
        """Name the regions whose content holds for one, the nearest first."""
        if region_id is None:
            home = self._home_region
            region_id = home.id if home else ""
        return self._reaches.get(region_id, ())

    @cached_property
    def _home_region(self) -> RegionInfo | None:
        provinces = self.regions("province")
        return provinces[0] if provinces else None

    @cached_property
    def _reaches(self) -> Mapping[str, tuple[str, ...]]:
        return {
            region_id: tuple(region.id for region in self.ancestors(region_id))
            for region_id in self.snapshot.regions
        }
