"""Names of places, and the ones that content holds for unless it says otherwise."""

from __future__ import annotations

from knowledge.queries.records import RegionInfo
from knowledge.queries.view import View

PROVINCE = "henan"
COUNTRY = "china"


def place_name(region: RegionInfo, knowledge: View) -> str:
    """Return a region's name, a county's with its city in front."""
    parent = knowledge.region(region.parent_id) if region.parent_id else None
    if region.kind != "county" or parent is None or parent.kind != "city":
        return region.name
    named_after_city = region.name.startswith(parent.name.removesuffix("市"))
    return region.name if named_after_city else parent.name + region.name


def name_of(region_id: str | None, knowledge: View) -> str:
    """Return the name of a region by id, empty if there is none."""
    region = knowledge.region(region_id) if region_id else None
    return place_name(region, knowledge) if region else ""


def programme_name(programme_id: str, knowledge: View) -> str:
    """Return the name of a programme by id."""
    programme = knowledge.programme(programme_id)
    return programme.name if programme else programme_id
