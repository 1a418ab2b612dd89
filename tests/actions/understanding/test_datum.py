"""From satellites' coordinates to those of Chinese maps."""

from __future__ import annotations

import pytest

from actions.understanding.datum import gcj02_from_wgs84
from knowledge.queries.sites import distance_km


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        # Points that the map community compares its conversions by.
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
)
def test_known_points(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert gcj02_from_wgs84(*wgs84) == pytest.approx(gcj02, abs=1e-6)


@pytest.mark.parametrize(
    ("lat", "lon"), [(34.76, 113.66), (32.13, 114.07), (36.1, 114.39), (33.77, 111.2)]
)
def test_in_henan_the_shift_is_some_hundred_metres(lat: float, lon: float) -> None:
    assert 0.3 < distance_km(lat, lon, *gcj02_from_wgs84(lat, lon)) < 0.8
