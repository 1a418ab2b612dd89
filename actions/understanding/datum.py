"""From the coordinates of satellites (WGS-84) to those of Chinese maps (GCJ-02).

China's maps, WeChat's positions and the sites of the knowledge base are in GCJ-02, a
datum that the state shifts by up to some 700 m; browsers give WGS-84. The shift is
computed with the series that the map community publishes (as in "Restrictions on
geographic data in China", Wikipedia), which is good to about a metre.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

# Krasovsky's ellipsoid of 1940: half the longer axis in metres, eccentricity squared.
_SEMI_MAJOR = 6378245.0
_ECCENTRICITY_2 = 0.00669342162296594323
# The series is developed around this point.
_CENTRE_LAT, _CENTRE_LON = 35.0, 105.0


def gcj02_from_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """Shift a position within China from WGS-84 to GCJ-02.

    Args:
        lat: Degrees north.
        lon: Degrees east.

    Returns:
        Latitude and longitude in GCJ-02.
    """
    x, y = lon - _CENTRE_LON, lat - _CENTRE_LAT
    north, east = _metres_north(x, y), _metres_east(x, y)
    flattening = 1 - _ECCENTRICITY_2 * sin(radians(lat)) ** 2
    meridian = _SEMI_MAJOR * (1 - _ECCENTRICITY_2) / flattening**1.5
    parallel = _SEMI_MAJOR / sqrt(flattening) * cos(radians(lat))
    return lat + north / meridian * 180 / pi, lon + east / parallel * 180 / pi


def _metres_north(x: float, y: float) -> float:
    slope = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = _ripple(x) + 20 * sin(pi * y) + 40 * sin(pi * y / 3)
    waves += 160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)
    return slope + waves * 2 / 3


def _metres_east(x: float, y: float) -> float:
    slope = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = _ripple(x) + 20 * sin(pi * x) + 40 * sin(pi * x / 3)
    waves += 150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)
    return slope + waves * 2 / 3


def _ripple(x: float) -> float:
    return 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
