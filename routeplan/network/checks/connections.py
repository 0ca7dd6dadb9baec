"""Checks of how lanes connect places."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.errors import Finding
from routeplan.network.checks.registry import Check, check, finding, written
from routeplan.network.model import Lane, Network

CHECKS: list[Check] = []


@check(CHECKS)
def islands(network: Network) -> Iterable[Finding]:
    """Parts of the network that no lane connects with the largest part."""
    part = {id: id for id in network.places}

    def root(id: str) -> str:
        while part[id] != id:
            part[id] = id = part[part[id]]
        return id

    used = set()
    for lane in network.lanes.values():
        used |= {lane.from_place, lane.to_place}
        part[root(lane.from_place)] = root(lane.to_place)
    parts: dict[str, list[str]] = {}
    for id in network.places:
        if id in used:
            parts.setdefault(root(id), []).append(id)
    for island in sorted(parts.values(), key=len, reverse=True)[1:]:
        message = f"no lane connects {island[0]} and {len(island) - 1} more with the rest of the network"
        yield finding(network.places[island[0]], "warning", "RP438", message, "add a lane, or take the part out")


@check(CHECKS)
def dead_ends(network: Network) -> Iterable[Finding]:
    """Places without a lane; places that nothing leaves, or nothing reaches."""
    starts = {lane.from_place for lane in network.lanes.values()}
    ends = {lane.to_place for lane in network.lanes.values()}
    groups = {place.part_of for place in network.places.values()}
    for id, place in network.places.items():
        if id in groups:
            continue
        if id not in starts and id not in ends:
            yield finding(place, "warning", "RP440", f"no lane leads from or to {id}", "add a lane, or remove it")
        elif id not in starts:
            message = f"nothing leaves {id}: it can only be a destination"
            yield finding(place, "info", "RP439", message, "add a lane from it, or both_ways: true")
        elif id not in ends:
            message = f"nothing reaches {id}: it can only be an origin"
            yield finding(place, "info", "RP439", message, "add a lane to it, or both_ways: true")


@check(CHECKS)
def identical_lanes(network: Network) -> Iterable[Finding]:
    """Lanes that say the same under different ids."""
    seen: dict[Lane, str] = {}
    for lane in written(network):
        bare = lane._replace(id="", where="", notes="", source=(), confidence="", period="", track="")
        first = seen.setdefault(bare, lane.id)
        if first != lane.id:
            message = f"the lane {lane.id} is the same as {first}"
            yield finding(lane, "warning", "RP430", message, "remove one of the two")


@check(CHECKS)
def free_circles(network: Network) -> Iterable[Finding]:
    """Lanes that lead in a circle in no time and at no cost."""
    free = [lane for lane in network.lanes.values() if _is_free(lane)]
    while True:
        starts = {lane.from_place for lane in free}
        ends = {lane.to_place for lane in free}
        kept = [lane for lane in free if lane.to_place in starts and lane.from_place in ends]
        if len(kept) == len(free):
            break
        free = kept
    if free:
        message = f"lanes lead in a circle in no time and at no cost, {free[0].id} among them"
        yield finding(free[0], "warning", "RP431", message, "give them a transit time and a rate")


def _is_free(lane: Lane) -> bool:
    prices = [amount for _, amount in lane.rate or ()]
    prices += [amount for surcharge in lane.surcharges for _, amount in surcharge.amount]
    timeless = not lane.transit.typical_min and not lane.cutoff_min and lane.departures is None
    return timeless and lane.rate is not None and not any(amount.num for amount in prices)
