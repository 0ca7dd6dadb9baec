"""GeoJSON of an answer after RFC 7946: a line for each leg, a point for each place passed.

Longitude before latitude, WGS 84, lines cut where they cross the antimeridian (RFC 7946, section 3.1.9).
A leg follows the drawn line of its lane where there is one; else a sea leg follows the great circle and
any other is straight. These lines are for looking at: no figure comes from them.
"""

from __future__ import annotations

from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, hypot, radians, sin, sqrt
from typing import Any

from routeplan.network.model import Lane, Network, Place
from routeplan.output.json import Figure, dumps, in_hours, kilograms, kilometres, money, request
from routeplan.output.result import Look, Result
from routeplan.output.text import decimal, iso, timezone_of
from routeplan.planning.itinerary import Itinerary

Point = tuple[float, float]  # longitude, latitude in degrees
_STEP_DEG = 2.0  # between points of a great circle: the eye sees a curve
_SAME_SPOT_DEG = 0.01


def render(result: Result, look: Look) -> str:
    return dumps(document(result), ascii=look.ascii, indent=True) + "\n"


def document(result: Result) -> dict[str, Any]:
    """The FeatureCollection; `request`, `no_route` and `warnings` are foreign members."""
    answer, network = result.answer, result.network
    features = [f for it in answer.itineraries for f in _legs(it, network)]
    passed = dict.fromkeys(stay.place for it in answer.itineraries for stay in it.stays)
    features += [_place(network.places[id]) for id in passed]
    return {
        "type": "FeatureCollection",
        "features": features,
        "request": request(answer.request, network),
        "no_route": answer.no_route and {"reason": answer.no_route.reason, "message": answer.no_route.message},
        "warnings": list(answer.warnings),
    }


def _legs(it: Itinerary, network: Network) -> list[dict[str, Any]]:
    features = []
    for number, leg in enumerate(it.legs, start=1):
        lane = leg.lane
        properties = {
            "rank": it.rank,
            "labels": " ".join(it.labels),
            "leg": number,
            "lane": lane.id,
            "mode": lane.mode,
            "from": lane.from_place,
            "to": lane.to_place,
            "operator": lane.operator or None,
            "distance_km": kilometres(leg.distance_m),
            "depart": iso(leg.depart_min, timezone_of(network, lane.from_place)),
            "arrive": iso(leg.arrive_min, timezone_of(network, lane.to_place)),
            "wait_h": in_hours(leg.wait_min),
            "transit_h": in_hours(leg.transit_min),
            "cost": money(leg.cost_cents),
            "co2e_kg": kilograms(leg.co2e_g),
            "currency": network.currency,
            "itinerary_cost": money(it.cost_cents),
            "itinerary_time_h": in_hours(it.time_min),
            "itinerary_co2e_kg": kilograms(it.co2e_g),
        }
        line = lane_line(lane, network)
        features.append({"type": "Feature", "geometry": line_geometry(line), "properties": properties})
    return features


def _place(place: Place) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {
            "type": "Point",
            "coordinates": [Figure(decimal(*place.lon)), Figure(decimal(*place.lat))],
        },
        "properties": {
            "place": place.id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "unlocode": place.unlocode or None,
        },
    }


def lane_line(lane: Lane, network: Network) -> list[Point]:
    """The points a lane is drawn through, from its first place to its last, longitudes unwrapped nowhere."""
    start, end = _position(network.places[lane.from_place]), _position(network.places[lane.to_place])
    track = _track(network.tracks.get(lane.track, ""))
    if len(track) > 1:
        if _gap(start, track[0]) + _gap(end, track[-1]) > _gap(start, track[-1]) + _gap(end, track[0]):
            track.reverse()  # drawn for the other direction
        before = [start] if _gap(start, track[0]) > _SAME_SPOT_DEG else []
        after = [end] if _gap(end, track[-1]) > _SAME_SPOT_DEG else []
        return [*before, *track, *after]
    return great_circle(start, end) if lane.mode == "sea" else [start, end]


def _position(place: Place) -> Point:
    return place.lon[0] / place.lon[1], place.lat[0] / place.lat[1]


def _track(text: str) -> list[Point]:
    points = []
    for pair in text.split():
        lon, lat = pair.split(",")
        points.append((float(lon), float(lat)))
    return points


def _gap(a: Point, b: Point) -> float:
    across = abs(a[0] - b[0]) % 360
    return hypot(min(across, 360 - across), a[1] - b[1])


def great_circle(start: Point, end: Point) -> list[Point]:
    """Points along the shortest line on the sphere, both ends included, some two degrees apart."""
    lon1, lat1, lon2, lat2 = (radians(v) for v in (*start, *end))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    arc = 2 * asin(min(1.0, sqrt(half)))
    pieces = ceil(degrees(arc) / _STEP_DEG)
    if pieces < 2 or sin(arc) < 1e-9:
        return [start, end]
    points = [start]
    for i in range(1, pieces):
        a, b = sin(arc * (1 - i / pieces)) / sin(arc), sin(arc * i / pieces) / sin(arc)
        x = a * cos(lat1) * cos(lon1) + b * cos(lat2) * cos(lon2)
        y = a * cos(lat1) * sin(lon1) + b * cos(lat2) * sin(lon2)
        z = a * sin(lat1) + b * sin(lat2)
        points.append((degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))))
    return [*points, end]


def line_geometry(line: list[Point]) -> dict[str, Any]:
    """A LineString, or a MultiLineString cut at the antimeridian, coordinates to a tenth of a metre or so."""
    parts = [[[_degrees(lon), _degrees(lat)] for lon, lat in part] for part in cut(line)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def cut(line: list[Point]) -> list[list[Point]]:
    """The line in pieces that do not cross the antimeridian; longitudes between -180 and 180."""
    line = [((lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon, lat) for lon, lat in line]
    parts = [[line[0]]]
    for (lon1, lat1), (lon2, lat2) in pairwise(line):
        if abs(lon2 - lon1) > 180:
            edge = 180.0 if lon1 > 0 else -180.0
            whole = 360 - abs(lon2 - lon1)
            share = (180 - abs(lon1)) / whole if whole else 0.0
            lat = lat1 + (lat2 - lat1) * share
            if (lon1, lat1) != (edge, lat):
                parts[-1].append((edge, lat))
            parts.append([] if (lon2, lat2) == (-edge, lat) else [(-edge, lat)])
        parts[-1].append((lon2, lat2))
    return [part for part in parts if len(part) > 1]


def _degrees(value: float) -> Figure:
    return Figure(decimal(round(value * 1_000_000), 1_000_000))
