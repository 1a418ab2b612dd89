"""Sites by distance, against looking at every one of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from knowledge import View
from knowledge.queries.records import SiteInfo
from knowledge.queries.sites import distance_km

HERE = (34.76, 113.66)


def _many(view: View, spread: float, count: int = 400) -> View:
    """Give content with sites strewn around a place, some without coordinates."""
    random = Random(7)
    regions = [r for r in view.regions() if r.kind in ("county", "city")]
    source = view.snapshot.sites[0].source

    def site(number: int) -> SiteInfo:
        known = number % 10 > 0
        return SiteInfo(
            id=f"site_{number}",
            programme_id=random.choice(["rest_station", "childcare"]),
            region=random.choice(regions),
            name=f"第{number}站",
            address="某路",
            hours=None,
            lat=HERE[0] + random.gauss(0, spread) if known else None,
            lon=HERE[1] + random.gauss(0, spread) if known else None,
            source=source,
        )

    sites = tuple(site(number) for number in range(count))
    return replace(view, snapshot=replace(view.snapshot, sites=sites))


def _by_looking(
    view: View, programme: str | None, region: str | None, within: float
) -> list[str]:
    found = [
        (distance_km(*HERE, site.lat, site.lon), site.id)
        for site in view.sites(programme, region)
        if site.lat is not None and site.lon is not None
    ]
    return [name for away, name in sorted(found) if away <= within]


# From all within one street to scattered over half the country.
@pytest.mark.parametrize("spread", [0.001, 0.05, 0.7, 8.0])
def test_the_nearest_are_found(view: View, spread: float) -> None:
    many = _many(view, spread)
    programmes, regions = (None, "rest_station"), (None, "zhengzhou", "luoyang")
    for programme, region, within, limit in product(
        programmes, regions, (None, 0.5, 50.0), (1, 5, 60)
    ):
        expected = _by_looking(many, programme, region, within or 1e9)
        near = many.sites_near(
            *HERE, programme, limit, within_km=within, region_id=region
        )
        assert [found.site.id for found in near] == expected[:limit]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((0.0, 179.95), (0.0, -179.95)),
        ((89.9, 0.0), (89.9, 180.0)),
        ((-89.99, 10.0), (-89.99, -120.0)),
        ((60.0, 10.0), (60.1, 10.3)),
    ],
)
def test_neither_the_date_line_nor_a_pole_hides_a_site(
    view: View, here: tuple[float, float], there: tuple[float, float]
) -> None:
    site = replace(view.snapshot.sites[0], lat=there[0], lon=there[1])
    alone = replace(view, snapshot=replace(view.snapshot, sites=(site,)))
    (found,) = alone.sites_near(*here, within_km=25)
    assert found.distance_km == pytest.approx(distance_km(*here, *there))
