"""Sea distances and lines for maps, when the network is built: `python tools/sea_distances.py networks`.

Reads the sea lanes of a network folder and says which have a `distance` more than a hundredth off the
shortest way through the passages they name. With `--write` it rewrites `sea-tracks.yaml`, the lines that
`track:` refers to, each once for all lanes that share it, whichever way they run. Needs `searoute`,
Apache-2.0, which nothing else in the project needs.

What `searoute` does not say aloud, and what is done about it:

- closing Suez alone sends Asia-Europe ships through Panama, and no closed passage at all sends them through
  the Arctic: every passage a lane does not name is closed;
- closed passages stay closed in the next call unless it names its own: each call names them;
- a closed way comes back with length 0 instead of an error: that is no route here;
- the Corinth canal is open to ships of any size: ways through it are led round the Peloponnese;
- longitudes run beyond 180 degrees across the Pacific: they are brought back;
- ends inland are moved to the nearest water without a word: ends must be seaports or port areas.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Point = tuple[float, float]
"""Longitude, latitude in degrees."""

PASSAGES = {
    "malacca": "malacca",
    "sunda": "sunda",
    "bab-el-mandeb": "babalmandab",
    "suez": "suez",
    "hormuz": "ormuz",
    "gibraltar": "gibraltar",
    "good-hope": "south_africa",
    "panama": "panama",
    "magellan": "chili",
    "bosporus": "bosporus",
    "northwest-passage": "northwest",
    "bering": "bering",
}
"""Passages as lanes name them, and as searoute does."""

CORINTH = ((22.9, 37.8), (23.1, 38.0))
"""South-west and north-east corner around the canal."""
CAPE_MATAPAN: Point = (22.5, 36.2)
"""Off the southern end of the Peloponnese."""

TOLERANCE_DEG = 0.15
"""How far a simplified line may lie off the full one."""
FAR_OFF = 0.01
"""Share of the distance beyond which a lane is reported."""
ALONG_THE_COAST_KM = 1500
"""Below this the network of sea lanes is too coarse to find fault with a distance."""
TRACKS_HEAD = """\
# Lines for maps, written by tools/sea_distances.py with the searoute package.

routeplan: 1

tracks:
"""


class Way(NamedTuple):
    """The shortest way by sea: whole kilometres, the passages used, the line."""

    km: int
    passages: tuple[str, ...]
    line: tuple[Point, ...]


def sea_way(start: Point, end: Point, passages: Collection[str]) -> Way | None:
    """The shortest way from `start` to `end` through no other passage than `passages`; None without one."""
    import searoute

    allowed = {PASSAGES[name] for name in passages}
    closed = [theirs for theirs in PASSAGES.values() if theirs not in allowed]
    found: Any = searoute.searoute(list(start), list(end), restrictions=closed, return_passages=True)
    if not found.properties["length"]:
        return None
    line = tuple((lon, lat) for lon, lat in found.geometry["coordinates"])
    if any(_within(point, *CORINTH) for point in line):
        there, on = sea_way(start, CAPE_MATAPAN, passages), sea_way(CAPE_MATAPAN, end, passages)
        return joined(there, on) if there and on else None
    used = set(found.properties["traversed_passages"])
    return Way(
        km=round(found.properties["length"]),
        passages=tuple(ours for ours, theirs in PASSAGES.items() if theirs in used),
        line=simplified(line, TOLERANCE_DEG),
    )


def joined(first: Way, second: Way) -> Way:
    """One way after the other."""
    used = {*first.passages, *second.passages}
    passages = tuple(name for name in PASSAGES if name in used)
    return Way(first.km + second.km, passages, first.line + second.line[1:])


def _within(point: Point, south_west: Point, north_east: Point) -> bool:
    return all(low <= value <= high for low, value, high in zip(south_west, point, north_east, strict=True))


def simplified(line: tuple[Point, ...], tolerance: float) -> tuple[Point, ...]:
    """The line with fewer points, none of the others farther off than `tolerance` degrees.

    Douglas and Peucker, Cartographica 10 (1973).
    """
    if len(line) < 3:
        return line
    offsets = [_offset(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(offsets)), key=offsets.__getitem__)
    if offsets[farthest] <= tolerance:
        return (line[0], line[-1])
    middle = farthest + 1
    return simplified(line[: middle + 1], tolerance)[:-1] + simplified(line[middle:], tolerance)


def _offset(point: Point, start: Point, end: Point) -> float:
    """Degrees from a point to the segment between two others, on the flat map."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - x0) * dx + (y - y0) * dy) / length)) if length else 0.0
    return float(((x - x0 - share * dx) ** 2 + (y - y0 - share * dy) ** 2) ** 0.5)


def track_text(line: Iterable[Point]) -> str:
    """The line as networks write it: "lon,lat lon,lat", longitudes from -180 to 180."""
    return " ".join(f"{(lon + 180) % 360 - 180:.2f},{lat:.2f}" for lon, lat in line)


def read_folder(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Places and lanes of all files of a network folder, as written."""
    places: dict[str, Any] = {}
    lanes: list[dict[str, Any]] = []
    for path in sorted(folder.rglob("*.y*ml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        places.update(content.get("places") or {})
        lanes.extend(content.get("lanes") or [])
    return places, lanes


def ways(places: dict[str, Any], lanes: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Way | None]]:
    """Every sea lane that names a track, with its way."""
    for lane in lanes:
        if lane["mode"] == "sea" and "track" in lane:
            start, end = (_position(places[lane[key]]) for key in ("from", "to"))
            yield lane, sea_way(start, end, lane.get("passages", ()))


def _position(place: dict[str, Any]) -> Point:
    return float(place["lon"]), float(place["lat"])


def report(folder: Path, write: bool) -> int:
    """Say what is off and, if asked, write the tracks. Returns the number of findings."""
    places, lanes = read_folder(folder)
    tracks: dict[str, str] = {}
    findings = 0
    for lane, way in ways(places, lanes):
        name = lane.get("id", f"{lane['from']}-{lane['to']}-sea")
        if way is None:
            findings += 1
            print(f"{name}: no way through {', '.join(lane.get('passages', ())) or 'open sea'}")
            continue
        given = float(str(lane.get("distance", "0 km")).split()[0])
        if way.km > ALONG_THE_COAST_KM and abs(given - way.km) > FAR_OFF * way.km:
            findings += 1
            print(f"{name}: distance is {given:.0f} km, the shortest way {way.km} km")
        unused = set(lane.get("passages", ())) - set(way.passages)
        if unused:
            findings += 1
            print(f"{name}: does not pass {', '.join(sorted(unused))}")
        tracks.setdefault(lane["track"], track_text(way.line))
    if write:
        body = "".join(f'  {name}: "{tracks[name]}"\n' for name in sorted(tracks))
        target = folder / "sea-tracks.yaml"
        fresh = target.with_suffix(".new")
        fresh.write_text(TRACKS_HEAD + body, encoding="utf-8")
        fresh.replace(target)
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description="Check sea distances, and write lines for maps.")
    parser.add_argument("folder", type=Path, help="folder of the network")
    parser.add_argument("--write", action="store_true", help="rewrite sea-tracks.yaml")
    arguments = parser.parse_args()
    return 1 if report(arguments.folder, arguments.write) else 0


if __name__ == "__main__":
    sys.exit(main())
