"""Riding on from a place at a moment: which departures there are, when they arrive, what stay and leg cost.

Also the outlook from each state: whether being there earlier is ever worse than later. It is worse in three cases,
and only then do searches have to keep later arrivals and later departures:

- the goods wait for a timetable departure where storage is priced (the earlier arrival pays for more days),
- a lane or a change of a scenario is not valid yet,
- departures lie so far apart that the earlier arrival would wait longer than the question allows.
"""

from collections.abc import Iterator, Sequence
from functools import cmp_to_key
from typing import NamedTuple

from routeplan.network.model import Ratio
from routeplan.planning.board import DESTINATION, ORIGIN, Edge
from routeplan.planning.bounds import Bounds
from routeplan.planning.clock import DAY_MIN, local_day, to_utc
from routeplan.planning.found import Vector
from routeplan.planning.problem import Problem
from routeplan.planning.timetable import in_window

FURTHEST_ZONE_MIN = 14 * 60
"""No zone is further from UTC; a date begins nowhere later than this much after its midnight in UTC."""


class Ride(NamedTuple):
    """One departure taken: the lane, where it leads and what the stay before it and the leg cost."""

    lane: int
    state: int
    departure: int
    arrival: int
    cents: int
    grams: int


class Outlook:
    """What lies ahead of each state, see the module.

    `steady_from[state]`: from this UTC minute on, whoever is earlier finds every departure the later one finds.
    `dearest[state]`: the highest storage rate (cents a day, exact) at any place ahead, this one included, where a
    timetable departure may be waited for; None where there is none.
    """

    def __init__(self, problem: Problem) -> None:
        board = problem.board
        self.max_wait = problem.request.max_wait_min
        own_steady = [board.since] * len(board.place_ids)
        own_rate: list[Ratio | None] = [None] * len(board.place_ids)
        for era in board.eras:
            for place, edges in enumerate(era.edges):
                for edge in edges:
                    own_steady[place] = max(own_steady[place], self._steady(edge, board.zones[place]))
                storage = era.storage[place]
                if storage is not None and any(edge.timetable is not None for edge in edges):
                    rate = storage[1:]
                    if _compare(rate, own_rate[place]) > 0:
                        own_rate[place] = rate
        if len(board.eras) > 1:
            settled = (board.era_days[-1] + 1) * DAY_MIN + FURTHEST_ZONE_MIN
            own_steady = [max(steady, settled) for steady in own_steady]
        places = problem.mesh.place
        before: list[list[int]] = [[] for _ in places]
        for start, *_, end in problem.mesh.steps:
            before[end].append(start)
        for state, _, _ in problem.starts:
            for arc in problem.departing(state):
                before[arc[4]].append(state)
        latest = sorted(range(len(places)), key=lambda state: -own_steady[places[state]])
        self.steady_from = [own_steady[places[state]] for state in _spread(latest, before)]
        charging = [state for state in range(len(places)) if own_rate[places[state]] is not None]
        by_rate = cmp_to_key(_compare)
        charging.sort(key=lambda state: by_rate(own_rate[places[state]]), reverse=True)
        free = [state for state in range(len(places)) if own_rate[places[state]] is None]
        self.dearest = [own_rate[places[state]] for state in _spread([*charging, *free], before)]

        self.always_steady = max(self.steady_from, default=0) <= board.since and not any(self.dearest)

    def _steady(self, edge: Edge, tz: str) -> int:
        if edge.timetable is not None:
            return edge.timetable.steady_from(self.max_wait)
        if edge.valid_from is not None:
            return to_utc(edge.valid_from * DAY_MIN, tz)
        return 0

    def earlier_is_better(self, state: int, moment: int) -> bool:
        """Whether arriving in this state at the moment is at least as good as arriving later, all else equal."""
        return self.dearest[state] is None and moment >= self.steady_from[state]

    def worst_storage(self, state: int, minutes: int) -> int:
        """The most it can cost, in cents, to be earlier by these minutes: started days at the dearest rate ahead."""
        rate = self.dearest[state]
        if rate is None or minutes == 0:
            return 0
        return -(-(-(-minutes // DAY_MIN) * rate[0]) // rate[1])


def _compare(a: Ratio | None, b: Ratio | None) -> int:
    """Below, equal to or above zero as rate a is below, equal to or above b; no rate is the lowest."""
    if a is None or b is None:
        return (a is not None) - (b is not None)
    return a[0] * b[1] - b[0] * a[1]


def _spread(ranked: Sequence[int], before: Sequence[Sequence[int]]) -> list[int]:
    """For each state the first state of `ranked` (worst first) that can be reached from it, itself included."""
    reached = [-1] * len(before)
    for source in ranked:
        frontier = [source]
        while frontier:
            state = frontier.pop()
            if reached[state] < 0:
                reached[state] = source
                frontier.extend(before[state])
    return reached


def rides(problem: Problem, outlook: Outlook, bounds: Bounds, state: int, moment: int) -> Iterator[Ride]:
    """Every departure worth taking from a state reached at the moment, in no particular order.

    `bounds` says which states lead on. Of a timetable only the first departure is taken where later ones cannot pay.
    """
    board = problem.board
    met, place, inbound = problem.split(state)
    era = board.era_at(place, moment)
    for edge in era.edges[place]:
        following = problem.ridden(met, edge)
        if bounds[following] is None:
            continue
        stopover = era.stopover(place, inbound, edge.mode)
        earliest = moment + stopover.time_min + edge.cutoff_min
        if inbound == ORIGIN:
            earliest += edge.empty_wait_min
        price, grams = stopover.cents + edge.cents, stopover.grams + edge.grams
        for departure in _departures(outlook, edge, earliest, following, board.zones[place]):
            stored = 0 if inbound == ORIGIN else era.storage_cents(place, departure - moment)
            yield Ride(edge.lane, following, departure, departure + edge.transit_min, price + stored, grams)


def _departures(outlook: Outlook, edge: Edge, earliest: int, following: int, tz: str) -> Sequence[int]:
    timetable = edge.timetable
    if timetable is None:
        departure = earliest + (edge.shift_min or 0)
        if edge.valid_from is None and edge.valid_until is None:
            return (departure,)
        return (departure,) if in_window(local_day(departure, tz), edge.valid_from, edge.valid_until) else ()
    latest = earliest + outlook.max_wait
    first = timetable.after(earliest - 1, latest)
    if first is None:
        return ()
    if outlook.earlier_is_better(following, first + edge.transit_min):
        return (first,)
    return timetable.between(first, latest)


def delivery(problem: Problem, state: int, moment: int) -> Vector | None:
    """What the stay at the destination adds when the last leg arrives at the moment; None where it is closed then."""
    _, place, inbound = problem.split(state)
    era = problem.board.era_at(place, moment)
    if era.closed[place]:
        return None
    minutes, cents, grams = era.stopover(place, inbound, DESTINATION)
    return cents, minutes, grams
