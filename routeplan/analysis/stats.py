"""What a network holds: counts, and which gateways serve how much hinterland."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from routeplan.network.model import CONFIDENCES, KINDS, MODES, Lane, Network

SEAPORTS = ("seaport", "port_area")
INLAND = ("dry_port", "rail_terminal", "river_port", "city")


class Gateway(NamedTuple):
    """A seaport and the inland places that can reach it by land: at all, and by a single lane."""

    place: str
    reached_from: int
    direct: int
    sea_lanes: int


class Stats(NamedTuple):
    """`places`: (kind, how many); `lanes`: (mode, how many for each of CONFIDENCES and for none said)."""

    places: tuple[tuple[str, int], ...]
    lanes: tuple[tuple[str, tuple[int, ...]], ...]
    gateways: tuple[Gateway, ...]
    countries: int
    operators: int


def stats(network: Network) -> Stats:
    kinds = dict.fromkeys(KINDS, 0)
    for place in network.places.values():
        kinds[place.kind] += 1
    confidences = (*CONFIDENCES, "")
    counts = {mode: dict.fromkeys(confidences, 0) for mode in MODES}
    for lane in network.lanes.values():
        counts[lane.mode][lane.confidence] += 1
    return Stats(
        places=tuple(kinds.items()),
        lanes=tuple((mode, tuple(count.values())) for mode, count in counts.items()),
        gateways=gateways(network),
        countries=len({place.country for place in network.places.values()}),
        operators=len({lane.operator for lane in network.lanes.values() if lane.operator}),
    )


def gateways(network: Network) -> tuple[Gateway, ...]:
    """Seaports with a sea lane out, largest hinterland first; operating lanes alone count."""
    operating = [lane for lane in network.lanes.values() if lane.status == "operating"]
    into: dict[str, set[str]] = {}
    for lane in operating:
        if lane.mode != "sea":
            into.setdefault(lane.to_place, set()).add(lane.from_place)
    inland = {id for id, place in network.places.items() if place.kind in INLAND}
    found = []
    for id, count in _sea_lanes(network, operating).items():
        reached = _backwards(id, into)
        found.append(Gateway(id, len(reached & inland), len(into.get(id, set()) & inland), count))
    return tuple(sorted(found, key=lambda g: (-g.reached_from, -g.direct, -g.sea_lanes, g.place)))


def _sea_lanes(network: Network, lanes: Iterable[Lane]) -> dict[str, int]:
    """Sea lanes leaving each seaport that has any."""
    counts: dict[str, int] = {}
    for lane in lanes:
        if lane.mode == "sea" and network.places[lane.from_place].kind in SEAPORTS:
            counts[lane.from_place] = counts.get(lane.from_place, 0) + 1
    return counts


def _backwards(place: str, into: dict[str, set[str]]) -> set[str]:
    """Every place with a way to this one, itself included."""
    reached = {place}
    frontier = [place]
    while frontier:
        for before in into.get(frontier.pop(), ()):
            if before not in reached:
                reached.add(before)
                frontier.append(before)
    return reached


def citations(network: Network) -> tuple[dict[str, int], dict[str, int]]:
    """How many places and how many lanes cite each source."""
    places: dict[str, int] = {}
    lanes: dict[str, int] = {}
    for place in network.places.values():
        for source in place.source:
            places[source] = places.get(source, 0) + 1
    for lane in network.lanes.values():
        for source in lane.source:
            lanes[source] = lanes.get(source, 0) + 1
    return places, lanes
