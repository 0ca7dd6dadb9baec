"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt

from routeplan.network.model import Place

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the WGS 84 ellipsoid. Source: H. Moritz, "Geodetic Reference System 1980", Journal of
Geodesy 74 (2000), with the axes of WGS 84."""


def great_circle_m(start: Place, end: Place) -> int:
    """The shortest way over the globe in whole metres, half-up, by the haversine formula.

    Source: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159.
    """
    a, b = radians(start.lat[0] / start.lat[1]), radians(end.lat[0] / end.lat[1])
    across = radians(end.lon[0] / end.lon[1] - start.lon[0] / start.lon[1])
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(across / 2) ** 2
    return floor(2 * EARTH_RADIUS_KM * 1000 * asin(min(1.0, sqrt(h))) + 0.5)
