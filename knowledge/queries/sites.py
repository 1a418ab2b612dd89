"""Queries about places to go to."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from knowledge.queries.records import NearbySite, SiteInfo
from knowledge.queries.regions import RegionQueries

_EARTH_RADIUS_KM = 6371.0


class SiteQueries(RegionQueries):
    """Find sites by region or by distance."""

    def sites(
        self, programme_id: str | None = None, region_id: str | None = None
    ) -> tuple[SiteInfo, ...]:
        """List sites of a programme within a region and all its parts."""
        return tuple(
            site
            for site in self.snapshot.sites
            if (programme_id is None or site.programme_id == programme_id)
            and (region_id is None or region_id in self._reach(site.region.id))
        )

    def sites_near(
        self,
        lat: float,
        lon: float,
        programme_id: str | None = None,
        limit: int = 5,
        within_km: float | None = None,
    ) -> tuple[NearbySite, ...]:
        """List the nearest sites of which the coordinates are known.

        Args:
            lat: Where the worker is, degrees north.
            lon: Where the worker is, degrees east.
            programme_id: What kind of site; any if left out.
            limit: How many at most.
            within_km: How far at most.
        """
        near = [
            NearbySite(site, distance_km(lat, lon, site.lat, site.lon))
            for site in self.sites(programme_id)
            if site.lat is not None and site.lon is not None
        ]
        near.sort(key=lambda found: found.distance_km)
        if within_km is not None:
            near = [found for found in near if found.distance_km <= within_km]
        return tuple(near[:limit])


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the great-circle distance between two points (haversine)."""
    north, south = radians(lat_a), radians(lat_b)
    half_lat, half_lon = (south - north) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2 + cos(north) * cos(south) * sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(chord))
