"""From the globe to a page: Miller's cylindrical projection, cut where nothing is drawn, fitted to a box.

Source: O. M. Miller, "Notes on Cylindrical World Map Projections", Geographical Review 32 (1942), 424-430.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan, exp, log, pi, radians, tan
from typing import NamedTuple

Point = tuple[float, float]  # longitude, latitude in degrees; x, y on the page
ATLANTIC = -30.0
"""Where a map of everything is cut: Asia and the Pacific stay whole."""

_NORTH, _SOUTH = 82.0, -60.0  # farther out there is nothing to ship
_MARGIN = 0.07  # of the width and height, at each side
_NARROWEST_DEG = 5.0


class View(NamedTuple):
    """A page of `width` by `height`, with the longitude at its left edge and the scale of its pixels.

    `cut` is the longitude at which lines begin; every longitude is read as lying within 360 degrees east of it.
    """

    width: float
    height: float
    cut: float
    left: float  # longitude
    top: float  # Miller's y
    scale: float  # pixels per degree of longitude

    def turn(self, lon: float) -> float:
        """The longitude as this map counts it."""
        return self.cut + (lon - self.cut) % 360

    def at(self, lon: float, lat: float) -> Point:
        """Pixels of a point whose longitude is counted as `turn` does."""
        return (lon - self.left) * self.scale, (self.top - miller(lat)) * self.scale


def miller(lat: float) -> float:
    """The ordinate of a latitude, in degrees of longitude at the equator."""
    return 1.25 * log(tan(pi / 4 + 0.4 * radians(lat))) * 180 / pi


def miller_back(y: float) -> float:
    """The latitude of an ordinate."""
    return 2.5 * (atan(exp(0.8 * y * pi / 180)) - pi / 4) * 180 / pi


def fit(lines: Iterable[Sequence[Point]], width: float, height: float) -> View:
    """The view that shows all lines and points, some margin around them, in a box of this shape."""
    lines = [line for line in lines if line]
    cut = _cut(lines)
    lons: list[float] = []
    lats: list[float] = []
    for line in lines:
        for piece in unroll(line, cut):
            lons += [lon for lon, _ in piece]
            lats += [min(max(lat, _SOUTH), _NORTH) for _, lat in piece]
    west, east = (min(lons), max(lons)) if lons else (cut, cut + 360)
    south, north = (miller(min(lats)), miller(max(lats))) if lats else (miller(_SOUTH), miller(_NORTH))
    wide = max((east - west) * (1 + 2 * _MARGIN), _NARROWEST_DEG)
    high = max((north - south) * (1 + 2 * _MARGIN), _NARROWEST_DEG * height / width)
    wide = min(max(wide, high * width / height), 360.0)
    high = wide * height / width
    middle = (south + north) / 2
    limit_high, limit_low = miller(85.0), miller(-80.0)
    middle = min(max(middle, limit_low + high / 2), max(limit_high - high / 2, limit_low + high / 2))
    left = (west + east) / 2 - wide / 2
    return View(width, height, cut, left, middle + high / 2, width / wide)


def _cut(lines: Sequence[Sequence[Point]]) -> float:
    """The middle of the widest gap in longitude that no line enters; the Atlantic where there is none."""
    spans = []
    for line in lines:
        start = line[0][0] % 360
        spans.append((start, start))
        for (lon1, _), (lon2, _) in pairwise(line):
            step = (lon2 - lon1 + 180) % 360 - 180
            west = (lon1 if step >= 0 else lon2) % 360
            spans.append((west, west + abs(step)))
    if not spans:
        return ATLANTIC
    spans.sort()
    widest, cut = 0.0, ATLANTIC
    reached = max(end for _, end in spans) - 360
    for start, end in spans:
        if start - reached > widest:
            widest, cut = start - reached, (start + reached) / 2
        reached = max(reached, end)
    return cut


def unroll(line: Sequence[Point], cut: float) -> list[list[Point]]:
    """The line with longitudes that run on; in pieces, each within 360 degrees east of the cut."""
    first_lon, first_lat = line[0]
    here = cut + (first_lon - cut) % 360
    pieces = [[(here, first_lat)]]
    for (lon1, lat1), (lon2, lat2) in pairwise(line):
        step = (lon2 - lon1 + 180) % 360 - 180
        there = here + step
        if cut <= there <= cut + 360:
            pieces[-1].append((there, lat2))
            here = there
            continue
        edge, other = (cut + 360, cut) if step > 0 else (cut, cut + 360)
        share = (edge - here) / step
        lat = lat1 + (lat2 - lat1) * share
        pieces[-1].append((edge, lat))
        here = there - 360 if step > 0 else there + 360
        pieces.append([(other, lat), (here, lat2)])
    return pieces
