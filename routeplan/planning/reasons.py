"""Why there is no itinerary: which condition of the question closed the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routeplan.network.model import STATUSES, LocalMinute, Network
from routeplan.network.names import members
from routeplan.planning.board import Boards
from routeplan.planning.budget import Budget
from routeplan.planning.itinerary import NoRoute
from routeplan.planning.problem import Problem
from routeplan.planning.refusals import closing_rule
from routeplan.planning.request import Request
from routeplan.planning.timetable import WEEK_MIN
from routeplan.units import format_local

PROBE_LABELS = 200_000
MOST_LASTS = 5
"""Lanes whose last departure is tried as the reason."""


def no_route(boards: Boards, request: Request, keep: Sequence[str] = ()) -> NoRoute:
    """The reason in the user's words: the first condition without which there is an answer.

    `keep`: reasons that are not considered, because the question is about these conditions.
    """
    network = boards.network
    for place, end in ((request.origin, "origin"), (request.destination, "destination")):
        for avoid in request.avoid:
            if avoid.kind == "place" and place in members(network, avoid.value):
                return NoRoute("avoided-end", f"the {end} {place} is itself avoided")
    if request.arrive_by is not None:
        return NoRoute("arrive-by", "no itinerary is delivered by the date, whenever the goods are ready")
    for reason, message, lifted in _lifted(network, request):
        if reason in keep:
            continue
        if _way(boards, lifted):
            if reason == "cargo":
                message = (
                    closing_rule(network, request, lambda other: _way(Boards(other, boards.scenarios), request))
                    or message
                )
            return NoRoute(reason, message)
    return _unconnected(network, request)


def _lasts(network: Network, depart: LocalMinute) -> list[tuple[str, LocalMinute]]:
    """Lanes with dates only: id and last date, those over by the departure asked for first, the latest first."""
    lasts = [
        (lane.departures.dates[-1], lane.id)
        for lane in network.lanes.values()
        if lane.departures is not None and lane.departures.dates
    ]
    return [(lane, last) for last, lane in sorted(lasts, key=lambda one: (one[0] < depart, *one), reverse=True)]


def _lifted(network: Network, request: Request) -> Iterator[tuple[str, str, Request]]:
    """The request without one of its conditions, with what to say if that condition closed the way."""
    if request.deadline is not None:
        yield "deadline", "no itinerary is delivered by the deadline", request._replace(deadline=None)
    if request.max_transfers is not None:
        said = f"no itinerary has at most {request.max_transfers} transfers"
        yield "max-transfers", said, request._replace(max_transfers=None)
    if request.cargo:
        said = f"every way has a lane or a place that refuses the cargo {request.cargo}"
        yield "cargo", said, request._replace(cargo="")
    for avoid in request.avoid:
        others = tuple(other for other in request.avoid if other != avoid)
        named = avoid.value if avoid.kind == "place" else f"{avoid.kind}:{avoid.value}"
        yield "avoid", f"--avoid {named} closes every way", request._replace(avoid=others)
    if request.modes:
        yield "mode", f"--mode {','.join(request.modes)} leaves no way", request._replace(modes=())
    for via in request.via:
        others_via = tuple(other for other in request.via if other != via)
        yield "via", f"no itinerary goes through {via}", request._replace(via=others_via)
    for tag in request.prefer:
        rest = tuple(other for other in request.prefer if other != tag)
        yield "prefer", f"no itinerary rides a lane tagged {tag}", request._replace(prefer=rest)
    missing = tuple(status for status in STATUSES if status != "operating" and status not in request.include)
    for status in missing:
        said = f"every way needs a lane that is {status}; --include {status} plans with it"
        yield "status", said, request._replace(include=(*request.include, status))
    if len(missing) > 1:
        said = "every way needs planned and suspended lanes; --include planned --include suspended plans with them"
        yield "status", said, request._replace(include=missing)
    if request.depart is not None:
        said = "there is a way, but no departures that connect within the longest wait from this date"
        yield "no-departure", said, request._replace(max_wait_min=400 * 1440, deadline=None)
        said = "there is a way, but not with departures on or after this date"
        yield "no-departure", said, request._replace(depart=None, deadline=None)
        for lane, last in _lasts(network, request.depart)[:MOST_LASTS]:
            when = f"was on {format_local(last)}"
            if last >= request.depart:
                when = f"is on {format_local(last)}, too soon for goods ready on this date"
            said = f"the last departure of lane {lane} {when}"
            yield "no-departure", said, request._replace(depart=last - WEEK_MIN, deadline=None)
    allowed = network.cargo[request.cargo].equipment if request.cargo else ()
    for equipment in allowed or ("40HC", "20GP", "40RF", "VEH"):
        if equipment != request.equipment:
            said = f"no way has prices for {request.equipment}; there is one for {equipment}"
            yield "equipment", said, request._replace(equipment=equipment, weight=None)
    if allowed:
        said = f"no way has prices for {' or '.join(allowed)}, in which {request.cargo} travels"
        yield "equipment", said, request._replace(cargo="", equipment="40HC", weight=None)
    bare = request._replace(
        deadline=None,
        max_transfers=None,
        avoid=(),
        modes=(),
        via=(),
        ride=(),
        prefer=(),
        cargo="",
        max_wait_min=400 * 1440,
    )
    yield "conditions", "each condition alone leaves a way, but not all of them together", bare


def _way(boards: Boards, request: Request) -> tuple[str, ...]:
    """The lanes of the fastest way, if there is one."""
    from routeplan.planning.find import k_best

    board = boards.of(request)
    found = k_best(Problem(board, request), "time", 1, Budget(PROBE_LABELS)).found
    return tuple(board.lane_ids[lane] for lane in found[0].lanes) if found else ()


def _unconnected(network: Network, request: Request) -> NoRoute:
    """No way in the network at all: say where it ends."""
    onward: dict[str, set[str]] = {}
    for lane in network.lanes.values():
        onward.setdefault(lane.from_place, set()).add(lane.to_place)
    origins = members(network, request.origin)
    if not any(onward.get(place) for place in origins):
        return NoRoute("no-departures", f"no lane leaves {request.origin}")
    into = {lane.to_place for lane in network.lanes.values()}
    if into.isdisjoint(members(network, request.destination)):
        return NoRoute("no-arrivals", f"no lane arrives at {request.destination}")
    reached = set(origins)
    frontier = list(origins)
    while frontier:
        for place in onward.get(frontier.pop(), ()):
            if place not in reached:
                reached.add(place)
                frontier.append(place)
    others = len(reached) - len(origins)
    if reached.isdisjoint(members(network, request.destination)):
        message = (
            f"{request.origin} and {request.destination} are not connected: "
            f"{others} other place{'s' * (others != 1)} can be reached from {request.origin}"
        )
        return NoRoute("not-connected", message)
    return NoRoute("unusable", "every way has a lane that cannot be used: no rate, not valid, or closed")
