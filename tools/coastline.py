"""Writes routeplan/output/map/land.json from the TopoJSON of Natural Earth's land, 1:110 million.

    python tools/coastline.py land-110m.json

The file is part of the npm package world-atlas 2.0.2 (https://github.com/topojson/world-atlas); the data are Natural
Earth's (https://www.naturalearthdata.com), in the public domain. Arcs are joined to rings, and each ring is written
as steps of a twentieth of a degree from point to point, which is half a pixel on a map of the world.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

STEPS_PER_DEGREE = 20
TARGET = Path(__file__).parent.parent / "routeplan" / "output" / "map" / "land.json"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text())
    arcs = [_positions(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [
        rings
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
        if (rings := [ring for arc_ids in polygon if (ring := _ring(arc_ids, arcs))])
    ]
    document = {
        "credit": "Coastline: Natural Earth 1:110m land, public domain, naturalearthdata.com",
        "steps_per_degree": STEPS_PER_DEGREE,
        "polygons": polygons,
    }
    TARGET.write_text(json.dumps(document, separators=(",", ":")) + "\n")


def _positions(arc: list[list[int]], transform: Any) -> list[tuple[float, float]]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]


def _ring(arc_ids: list[int], arcs: list[list[tuple[float, float]]]) -> list[int]:
    """Longitude and latitude of the first point, then steps; empty where nothing is left of the ring."""
    points: list[tuple[float, float]] = []
    for id in arc_ids:
        arc = arcs[id] if id >= 0 else arcs[~id][::-1]
        points += arc[1:] if points else arc
    grid = [(round(lon * STEPS_PER_DEGREE), round(lat * STEPS_PER_DEGREE)) for lon, lat in points]
    grid = [grid[0], *(b for a, b in pairwise(grid) if a != b)]
    if len(grid) < 4:
        return []
    steps = [value for a, b in pairwise(grid) for value in (b[0] - a[0], b[1] - a[1])]
    return [*grid[0], *steps]


if __name__ == "__main__":
    main()
