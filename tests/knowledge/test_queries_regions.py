"""Queries about regions."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from knowledge import Knowledge, View


def test_region(view: View) -> None:
    region = view.region("zhengzhou")
    assert region is not None
    assert (region.name, region.kind, region.parent_id) == ("郑州市", "city", "henan")
    assert region.aliases == ("郑州",)
    assert view.region("mars") is None


@pytest.mark.parametrize(
    ("region_id", "names"),
    [
        ("zhengzhou_zhongyuan", ["中原区", "郑州市", "河南省", "全国"]),
        ("henan_schools", ["学校系统", "河南省", "全国"]),
        ("china", ["全国"]),
        ("mars", []),
    ],
)
def test_ancestors(view: View, region_id: str, names: list[str]) -> None:
    assert [region.name for region in view.ancestors(region_id)] == names


def test_a_ring_of_parents_made_by_hand_ends(seeded: Engine) -> None:
    with seeded.begin() as connection:
        connection.execute(
            text("UPDATE region SET parent_id = 'luoyang' WHERE id = 'zhengzhou'")
        )
        connection.execute(
            text("UPDATE region SET parent_id = 'zhengzhou' WHERE id = 'luoyang'")
        )
    view = Knowledge(seeded).current_blocking()
    assert [r.id for r in view.ancestors("luoyang")] == ["luoyang", "zhengzhou"]


def test_children_and_kinds(view: View) -> None:
    below = [region.id for region in view.children("henan")]
    assert below == ["zhengzhou", "luoyang", "henan_schools"]
    assert [region.id for region in view.regions("city")] == ["zhengzhou", "luoyang"]
    assert len(view.regions()) == 6
