"""Which rule keeps a kind of cargo from travelling: a mode's, a place's or a lane's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from routeplan.network.model import Cargo, Lane, Network
from routeplan.network.names import members
from routeplan.planning.request import Request

MOST_NAMED = 3
Way = Sequence[str]
"""Ids of the lanes of a way; empty where there is none."""


def closing_rule(network: Network, request: Request, way_in: Callable[[Network], Way]) -> str:
    """The rule without which there is a way, in the user's words; "" where no rule for the cargo closed it.

    `way_in` finds a way for the request in a network. Each rule is lifted alone, then all of them together; a rule
    that a scenario brings is not seen.
    """
    cargo = network.cargo[request.cargo]
    for mode in cargo.refused_by:
        kept = tuple(other for other in cargo.refused_by if other != mode)
        if way_in(_with_cargo(network, cargo._replace(refused_by=kept))):
            return _said_of_mode(network, cargo, mode, request.origin)
    for lifted in (_without_places(network, cargo.id), _without_lanes(network, cargo.id)):
        if way := way_in(lifted):
            return _said_of_way(network, cargo, way)
    free = _with_cargo(_without_lanes(_without_places(network, cargo.id), cargo.id), cargo._replace(refused_by=()))
    return _said_of_way(network, cargo, way) if (way := way_in(free)) else ""


def _with_cargo(network: Network, cargo: Cargo) -> Network:
    return network._replace(cargo={**network.cargo, cargo.id: cargo})


def _without_places(network: Network, cargo: str) -> Network:
    """The network with no place refusing the cargo."""
    places = {
        id: place._replace(refuses=tuple(other for other in place.refuses if other != cargo))
        for id, place in network.places.items()
    }
    return network._replace(places=places)


def _without_lanes(network: Network, cargo: str) -> Network:
    """The network with no lane refusing the cargo."""
    lanes = {
        id: lane._replace(refuses=tuple(other for other in lane.refuses if other != cargo))
        for id, lane in network.lanes.items()
    }
    return network._replace(lanes=lanes)


def _said_of_mode(network: Network, cargo: Cargo, mode: str, origin: str) -> str:
    """`rail refuses lithium-battery ...: no rail lane from Xian accepts it (only yibin-... do)`."""
    accepting = [lane for lane in network.lanes.values() if lane.mode == mode and cargo.id in lane.accepts]
    starts = members(network, origin)
    if any(lane.from_place in starts for lane in accepting):
        return f"{mode} refuses {cargo.id}, and the {mode} lanes from {origin} that accept it lead elsewhere"
    others = f" (only {_named(lane.id for lane in accepting)} do)" if accepting else ""
    return f"{mode} refuses {cargo.id} and no other way is open: no {mode} lane from {origin} accepts it{others}"


def _said_of_way(network: Network, cargo: Cargo, way: Way) -> str:
    """Every rule that stands on this way."""
    lanes = [network.lanes[lane] for lane in way]
    ends = dict.fromkeys(end for lane in lanes for end in (lane.from_place, lane.to_place))
    rules = [f"{place} refuses {cargo.id}" for place in ends if cargo.id in network.places[place].refuses]
    rules += [rule for lane in lanes if (rule := _said_of_lane(lane, cargo))]
    return f"{_named(dict.fromkeys(rules))}, and no other way is open"


def _said_of_lane(lane: Lane, cargo: Cargo) -> str:
    if cargo.id in lane.refuses:
        return f"lane {lane.id} refuses {cargo.id}"
    refused = lane.mode in cargo.refused_by and cargo.id not in lane.accepts
    return f"{lane.mode} refuses {cargo.id}" if refused else ""


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ", ".join(listed[:MOST_NAMED]) + more
