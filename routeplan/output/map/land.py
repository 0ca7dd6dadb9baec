"""The coastline: Natural Earth's land at 1:110 million, in the public domain (https://www.naturalearthdata.com)."""

from __future__ import annotations

import json
import os
from itertools import accumulate
from typing import NamedTuple

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]


class Land(NamedTuple):
    """`polygons` are lists of rings: the coast, then lakes as large as seas. `credit` is the line of thanks."""

    polygons: list[list[Ring]]
    credit: str


def land() -> Land:
    """The coastline; the longitudes of a ring run on across the antimeridian, so it may reach beyond 180."""
    with open(os.path.join(os.path.dirname(__file__), "land.json"), encoding="utf-8") as file:
        document = json.load(file)
    scale = document["steps_per_degree"]
    return Land([[_ring(steps, scale) for steps in polygon] for polygon in document["polygons"]], document["credit"])


def _ring(steps: list[int], scale: int) -> Ring:
    half = 180 * scale
    turned = [steps[0], *((step + half) % (2 * half) - half for step in steps[2::2])]
    lons, lats = list(accumulate(turned)), list(accumulate(steps[1::2]))
    if lons[-1] != lons[0]:  # round the pole: Antarctica
        lons, lats = [*lons, lons[-1], lons[0], lons[0]], [*lats, -90 * scale, -90 * scale, lats[0]]
    return [(lon / scale, lat / scale) for lon, lat in zip(lons, lats, strict=True)]
