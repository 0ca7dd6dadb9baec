"""Everything that can be reached from a place, or from which a place can be reached, within a time or a budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from routeplan.analysis.best import Desk, gateway
from routeplan.errors import UsageError
from routeplan.network.model import Network, Scenario
from routeplan.network.names import kin
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request


class Reached(NamedTuple):
    """A place with the least it takes to get there, each figure of an itinerary of its own.

    `gateway` is that of the fastest itinerary where a time was asked for, else of the cheapest.
    """

    place: str
    time_min: int
    cost_cents: int
    co2e_g: int
    gateway: str
    lanes: tuple[str, ...]


def reach(
    network: Network,
    scenarios: Sequence[Scenario],
    request: Request,
    *,
    backwards: bool = False,
    within_min: int | None = None,
    budget_cents: int | None = None,
    kinds: Sequence[str] = (),
) -> tuple[Reached, ...]:
    """The places within reach of the request's origin (its destination where `backwards`), nearest first.

    Nearest by time where `within_min` limits it, else by cost. Each figure is that of `find --by` its criterion.
    """
    desk = Desk(network, scenarios)
    fixed = request.destination if backwards else request.origin
    near = kin(network, fixed)
    found = []
    first = "time" if within_min is not None else "cost"
    least = _least(desk, request, fixed, backwards, OBJECTIVES.index(first))
    most = within_min if within_min is not None else budget_cents
    for place in network.places.values():
        if (kinds and place.kind not in kinds) or place.id in near:
            continue
        bound = least(place.id)
        if bound is None or (most is not None and bound > most):
            continue
        asked = request._replace(origin=place.id) if backwards else request._replace(destination=place.id)
        leading = desk.best(asked, first)
        if leading is None:
            continue
        if within_min is not None and leading.time_min > within_min:
            continue
        if budget_cents is not None and leading.cost_cents > budget_cents:
            continue
        best = {by: leading if by == first else desk.best(asked, by) for by in OBJECTIVES}
        cheapest, fastest, greenest = (best[by] or leading for by in OBJECTIVES)
        lanes = tuple(leg.lane.id for leg in leading.legs)
        found.append(Reached(place.id, fastest.time_min, cheapest.cost_cents, greenest.co2e_g, gateway(leading), lanes))
    if within_min is not None:
        return tuple(sorted(found, key=lambda one: (one.time_min, one.cost_cents, one.place)))
    return tuple(sorted(found, key=lambda one: (one.cost_cents, one.time_min, one.place)))


def _least(desk: Desk, request: Request, fixed: str, backwards: bool, weight: int) -> Callable[[str], int | None]:
    """By place, what an itinerary to it (from it) comes to at least, whatever the timetables; None: there is none."""
    if request.arrive_by is not None:
        return lambda place: 0  # without a ready time the bounds would count waits that a timetable may spare
    other = elsewhere(desk.network, fixed)
    asked = request._replace(origin=other) if backwards else request._replace(destination=other)
    board = desk.board(asked)
    problem = Problem(board, asked)
    bounds = problem.to_go(weight) if backwards else problem.from_start(weight)

    def least(place: str) -> int | None:
        ways = []
        for member in board.members(place):
            if backwards:
                ways += [(arc[weight], bounds[arc[4]]) for arc in board.departing(member)]
            else:
                ways += [(end[weight], bounds[state]) for state, end in board.endings(member)]
        return min((more + rest for more, rest in ways if rest is not None), default=None)

    return least


def elsewhere(network: Network, place: str) -> str:
    """Some place that is not this one, to make a question of it. Raises `UsageError` where there is none."""
    near = kin(network, place)
    for other in network.places:
        if other not in near:
            return other
    raise UsageError(f"there is nothing but {place}", help="the network has no other place")
