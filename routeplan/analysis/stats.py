"""What a network holds: counts, and which gateways serve how much hinterland."""

from __future__ import annotations

from typing import NamedTuple

from routeplan.network.model import CONFIDENCES, KINDS, MODES, Network

SEAPORTS = ("seaport", "port_area")
INLAND = ("dry_port", "rail_terminal", "river_port", "city")


class Gateway(NamedTuple):
    """A seaport, all its port areas together, and the inland places near it by land.

    `connects` counts inland places with a way here of at most two lanes by rail, road or barge, with no other
    seaport in between; `direct` those that need one lane only. `sea_lanes` leave it for other ports.
    """

    place: str
    connects: int
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
    """Seaports with a sea lane out, largest hinterland first; operating lanes alone count.

    On a connected continent every place reaches every port somehow, so what is counted is what lies one transfer
    away. Lanes between areas of one port are neither transfers nor sea lanes.
    """
    gateway = {id: _gateway_of(network, id) for id in network.places}
    inland = {id for id, place in network.places.items() if place.kind in INLAND}
    into: dict[str, set[str]] = {}
    sea_lanes: dict[str, int] = {}
    for lane in network.lanes.values():
        start, end = gateway[lane.from_place], gateway[lane.to_place]
        if lane.status != "operating" or start == end:
            continue
        if lane.mode != "sea":
            into.setdefault(end, set()).add(start)
        elif network.places[lane.from_place].kind in SEAPORTS:
            sea_lanes[start] = sea_lanes.get(start, 0) + 1
    found = []
    for id, count in sea_lanes.items():
        direct = into.get(id, set())
        by_land = [before for before in direct if network.places[before].kind not in SEAPORTS]
        near = direct.union(*(into.get(before, ()) for before in by_land))
        found.append(Gateway(id, len(near & inland), len(direct & inland), count))
    return tuple(sorted(found, key=lambda g: (-g.connects, -g.direct, -g.sea_lanes, g.place)))


def _gateway_of(network: Network, place: str) -> str:
    """The port a port area belongs to, at any depth; every other place stands for itself."""
    while network.places[place].kind in SEAPORTS and (group := network.places[place].part_of):
        if network.places[group].kind not in SEAPORTS:
            break
        place = group
    return place


def citations(network: Network) -> dict[str, tuple[int, int, int]]:
    """How many places, lanes and other records cite each source: scenarios, kinds of cargo, network-wide figures."""
    found: dict[str, list[int]] = {id: [0, 0, 0] for id in network.sources}
    for column, cited in enumerate(
        (
            [place.source for place in network.places.values()],
            [lane.source for lane in network.lanes.values()],
            _elsewhere(network),
        )
    ):
        for source in (source for sources in cited for source in sources):
            found.setdefault(source, [0, 0, 0])[column] += 1
    return {id: (places, lanes, others) for id, (places, lanes, others) in found.items()}


def _elsewhere(network: Network) -> list[tuple[str, ...]]:
    """Sources of what is neither a place nor a lane. Default handling does not keep its sources."""
    network_wide = [one for one in (network.value_of_time, network.carbon_price) if one is not None]
    return [
        network.co2e_source,
        *(one.source for one in network.scenarios.values()),
        *(one.source for one in network.cargo.values()),
        *(one.source for one in network.reliability.values()),
        *(one.source for one in network_wide),
    ]
