"""Everything that can be reached from a place, or from which a place can be reached, within a time or a budget.

Without dates one search by each criterion serves all places. With dates, and where a best way would visit a place
twice, places are asked one by one, those nearest by the bounds first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from routeplan.analysis.best import Desk, Proved, gateway, is_plain, multiples
from routeplan.analysis.best import value as figure
from routeplan.analysis.trees import Steps
from routeplan.analysis.ways import Ways, WaysFrom
from routeplan.errors import UsageError
from routeplan.network.model import Network, Scenario
from routeplan.network.names import kin
from routeplan.planning.board import Board
from routeplan.planning.budget import WIDE_LABELS, Budget, Exhausted
from routeplan.planning.find import missing, tariff_of
from routeplan.planning.itinerary import Itinerary
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


LISTING = 2
"""Labels that can be made in the time it takes to write the id of a lane, and the room it takes."""


class Bound(NamedTuple):
    """What an itinerary to (from) a place comes to at least, by one criterion.

    `lanes`: those of an itinerary that comes to no more; None where none is known.
    """

    least: int
    lanes: Callable[[], list[str]] | None = None


Bounds = Callable[[str], Bound | None]
"""The bound of a place; None: there is no way. Raises `Exhausted` where nothing is known."""


def reach(
    network: Network,
    scenarios: Sequence[Scenario],
    request: Request,
    *,
    backwards: bool = False,
    within_min: int | None = None,
    budget_cents: int | None = None,
    kinds: Sequence[str] = (),
    labels: int = WIDE_LABELS,
) -> Proved[Reached]:
    """The places within reach of the request's origin (its destination where `backwards`), nearest first.

    Nearest by time where `within_min` limits it, else by cost. Each figure is that of `find --by` its criterion.
    `labels` limits all searches together; where they end, places that are proved are there, the nearest mostly.
    """
    budget = Budget(labels)
    first = OBJECTIVES.index("time" if within_min is not None else "cost")
    most = within_min if within_min is not None else budget_cents
    fixed = request.destination if backwards else request.origin
    near = kin(network, fixed)
    places = [
        place.id for place in network.places.values() if (not kinds or place.kind in kinds) and place.id not in near
    ]
    asked = _Asked(network, scenarios, request, backwards, first, most, places, budget)
    found = list(asked.reached())
    if first == 1:
        found.sort(key=lambda one: (one.time_min, one.cost_cents, one.place))
    else:
        found.sort(key=lambda one: (one.cost_cents, one.time_min, one.place))
    if asked.left is None:
        return Proved.of(found)
    return Proved.of(found, missing(labels, (first, asked.left), network.currency))


class _Asked:
    """The question for all places. `left`: a bound of the leading figure where something is missing, else None."""

    def __init__(
        self,
        network: Network,
        scenarios: Sequence[Scenario],
        request: Request,
        backwards: bool,
        first: int,
        most: int | None,
        places: Sequence[str],
        budget: Budget,
    ) -> None:
        self.left: int | None = None
        self._network = network
        self._desk = Desk(network, scenarios, budget)
        self._request = request
        self._backwards = backwards
        self._first = first
        self._most = most
        self._places = places
        self._budget = budget

    def reached(self) -> Iterator[Reached]:
        """The places within reach, those with the least bounds first."""
        try:
            bounds = self._along_trees() if is_plain(self._request) else self._at_least()
        except Exhausted:
            self._leave(0)
            return
        order: list[tuple[int, str, Bound]] = []
        leading = bounds[self._first]
        for place in self._places:
            try:
                bound = leading(place)
            except Exhausted:
                continue  # its bound is not below the one left by the search
            if bound is not None and (self._most is None or bound.least <= self._most):
                order.append((bound.least, place, bound))
        order.sort(key=lambda row: row[:2])
        for least, place, bound in order:
            try:
                one = self._one(place, bound, bounds)
            except Exhausted:
                self._leave(least)
                if self._budget.left < 0:
                    return  # the others come to no less
                continue
            if one is not None:
                yield one

    def _leave(self, least: int) -> None:
        """Something is missing whose leading figure is at least this."""
        self.left = least if self.left is None else min(self.left, least)

    def _one(self, place: str, leading: Bound, bounds: Sequence[Bounds]) -> Reached | None:
        """The place, if it is within reach. Raises `Exhausted`."""
        first, asked = OBJECTIVES[self._first], self._question(place)
        itinerary: Itinerary | None = None
        if leading.lanes is not None:
            lanes, least = tuple(leading.lanes()), leading.least
            through = self._gateway(lanes)
        else:
            itinerary = self._desk.best(asked, first)
            if itinerary is None:
                return None
            lanes, least = tuple(leg.lane.id for leg in itinerary.legs), figure(itinerary, first)
            through = gateway(itinerary)
        if self._most is not None and least > self._most:
            return None
        self._budget.spend(LISTING * len(lanes))
        figures = [least] * len(OBJECTIVES)
        for i, by in enumerate(OBJECTIVES):
            if i != self._first:
                figures[i] = self._figure(asked, by, bounds[i](place), itinerary)
        cost, time, co2e = figures
        return Reached(place, time, cost, co2e, through, lanes)

    def _figure(self, asked: Request, by: str, bound: Bound | None, known: Itinerary | None) -> int:
        """The best figure by one criterion; `known`: some itinerary."""
        if bound is not None and bound.lanes is not None:
            return bound.least
        if known is not None and bound is not None and figure(known, by) == bound.least:
            return bound.least
        best = self._desk.best(asked, by) or known
        assert best is not None
        return figure(best, by)

    def _question(self, place: str) -> Request:
        if self._backwards:
            return self._request._replace(origin=place)
        return self._request._replace(destination=place)

    def _gateway(self, lanes: Iterable[str]) -> str:
        """As `gateway` of an itinerary of these lanes."""
        known = self._network.lanes
        return next((known[lane].from_place for lane in lanes if known[lane].mode == "sea"), "")

    def _along_trees(self) -> list[Bounds]:
        """Without dates: what the best ways come to, which mostly visit no place twice."""
        board = self._desk.board(self._request)
        steps, tariff = Steps(board), tariff_of(self._network, board, self._request)
        bounds: list[Bounds] = [_unknown] * len(OBJECTIVES)
        others = [i for i in range(len(OBJECTIVES)) if i != self._first]
        for number, i in enumerate((self._first, *others)):
            times = multiples(OBJECTIVES[i], tariff)
            ways: Ways | WaysFrom
            if self._backwards:
                ways = Ways(steps, times, self._places, self._request.destination)
            else:
                ways = WaysFrom(steps, times, self._request.origin, self._places)
            part = self._budget.part(len(OBJECTIVES) - number)
            try:
                ways.grow(part, self._most if i == self._first else None)
            except Exhausted:
                if i == self._first:
                    self._leave(ways.settled())
            self._budget.settle(part)
            bounds[i] = _bounds_of(ways, board)
        return bounds

    def _at_least(self) -> list[Bounds]:
        """With dates: what an itinerary comes to whatever the timetables say."""
        if self._request.arrive_by is not None:
            # Without a ready time the bounds would count waits that a timetable may spare.
            return [lambda place: Bound(0)] * len(OBJECTIVES)
        fixed = self._request.destination if self._backwards else self._request.origin
        asked = self._question(elsewhere(self._network, fixed))
        # Stopovers make a way longer, never shorter.
        asked = asked._replace(via=(), prefer=(), ride=(), max_transfers=None)
        problem = Problem(self._desk.prepare(asked), asked)
        return [self._least(problem, i) for i in range(len(OBJECTIVES))]

    def _least(self, problem: Problem, weight: int) -> Bounds:
        board = problem.board
        known = problem.to_go(weight) if self._backwards else problem.from_start(weight)

        def least(place: str) -> Bound | None:
            ways = []
            for member in board.members(place):
                if self._backwards:
                    ways += [(arc[weight], known[arc[4]]) for arc in board.departing(member)]
                else:
                    ways += [(end[weight], known[state]) for state, end in board.endings(member)]
            sums = [more + rest for more, rest in ways if rest is not None]
            return Bound(min(sums)) if sums else None

        return least


def _unknown(place: str) -> Bound | None:
    raise Exhausted


def _bounds_of(ways: Ways | WaysFrom, board: Board) -> Bounds:
    def bound(place: str) -> Bound | None:
        way = ways.way(place)
        if way is None:
            return None
        if way.repeats:
            return Bound(ways.scale.first(way.weight))
        return Bound(ways.scale.first(way.weight), lambda: [board.lane_ids[lane] for lane in ways.lanes(way)])

    return bound


def elsewhere(network: Network, place: str) -> str:
    """Some place that is not this one, to make a question of it. Raises `UsageError` where there is none."""
    near = kin(network, place)
    for other in network.places:
        if other not in near:
            return other
    raise UsageError(f"there is nothing but {place}", help="the network has no other place")
