"""Queries about places to go to."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, degrees, inf, radians, sin, sqrt

from knowledge.queries.records import NearbySite, SiteInfo
from knowledge.queries.regions import RegionQueries

_EARTH_RADIUS_KM = 6371.0
# Most workers have a site nearby: few distances then have to be worked out.
_SEARCHED_KM = (1.0, 4.0, 16.0, 64.0)


class SiteQueries(RegionQueries):
    """Find sites by region or by distance."""

    def sites(
        self, programme_id: str | None = None, region_id: str | None = None
    ) -> tuple[SiteInfo, ...]:
        """List sites of a programme within a region and all its parts."""
        within: dict[str, bool] = {}
        found = []
        for site in self.snapshot.sites:
            if programme_id is not None and site.programme_id != programme_id:
                continue
            own = site.region.id
            if own not in within:
                within[own] = region_id is None or region_id in self._reach(own)
            if within[own]:
                found.append(site)
        return tuple(found)

    def sites_near(
        self,
        lat: float,
        lon: float,
        programme_id: str | None = None,
        limit: int = 5,
        within_km: float | None = None,
        region_id: str | None = None,
    ) -> tuple[NearbySite, ...]:
        """List the nearest sites of which the coordinates are known.

        Args:
            lat: Where the worker is, degrees north, GCJ-02 as the sites are.
            lon: Where the worker is, degrees east, GCJ-02.
            programme_id: What kind of site; any if left out.
            limit: How many at most.
            within_km: How far at most.
            region_id: Where the sites must lie; anywhere if left out.
        """
        known = self.sites(programme_id, region_id)
        furthest = inf if within_km is None else within_km
        nearest: list[NearbySite] = []
        for reach in (*_SEARCHED_KM, inf):
            radius = min(reach, furthest)
            nearest = [
                NearbySite(site, away)
                for site, away in _boxed(known, lat, lon, radius)
                if away <= radius
            ]
            # Whoever lies outside the circle is further than all inside it.
            if len(nearest) >= limit or radius == furthest:
                break
        nearest.sort(key=lambda found: found.distance_km)
        return tuple(nearest[:limit])


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the great-circle distance between two points (haversine)."""
    north, south = radians(lat_a), radians(lat_b)
    half_lat, half_lon = (south - north) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2 + cos(north) * cos(south) * sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def _boxed(
    sites: tuple[SiteInfo, ...], lat: float, lon: float, radius: float
) -> Iterator[tuple[SiteInfo, float]]:
    """Give the sites in a box that holds the circle, with their distance in km."""
    high, wide = _half_sides(lat, radius)
    for site in sites:
        if site.lat is None or site.lon is None or abs(site.lat - lat) > high:
            continue
        across = abs(site.lon - lon)
        if min(across, 360 - across) <= wide:
            yield site, distance_km(lat, lon, site.lat, site.lon)


def _half_sides(lat: float, radius: float) -> tuple[float, float]:
    """Give half the height and width, in degrees, of the box around a circle."""
    angle = radius / _EARTH_RADIUS_KM
    high = degrees(angle)
    if abs(lat) + high >= 90:
        # The circle holds a pole, and with it every meridian.
        return high, 180.0
    # The rim is widest where a meridian touches it, nearer to the pole than ``lat``.
    return high, degrees(asin(sin(angle) / cos(radians(lat))))
