"""The exact Pareto front without dates: one itinerary for each non-dominated (cost, time, CO2e).

Labels are taken in lexicographic order of their vector so far plus the exact bounds of the rest. In that order a
label can only be dominated, at its state or by an itinerary already found, by one taken before; two minutes-grams
staircases per state settle it. Equal vectors are taken with the fewest legs first, then the lowest lane ids.

A label that has visited a place cannot always take over the way on of a label it dominates, namely where that way
leads through the visited place. The search therefore first allows visiting places twice, which can only make the
front better. If some itinerary found does visit a place twice, that place becomes *critical*: labels then carry
which critical places they have seen, dominate only labels that have seen as much, and the search starts again.
When no itinerary visits a place twice, the front is exact (decremental state space relaxation, Righini and Salani
2008).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from heapq import heappop, heappush

from routeplan.planning.bounds import Bounds
from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.found import Found, Result
from routeplan.planning.problem import UNLIMITED, Problem

DELIVERED = -1


class Staircase:
    """Non-dominated (x, y) pairs, x ascending and y descending."""

    __slots__ = ("xs", "ys")

    def __init__(self) -> None:
        self.xs: list[int] = []
        self.ys: list[int] = []

    def covers(self, x: int, y: int) -> bool:
        """Whether some pair is at most (x, y) in both."""
        i = bisect_right(self.xs, x)
        return i > 0 and self.ys[i - 1] <= y

    def add(self, x: int, y: int) -> None:
        """Put in a pair that is not covered; pairs it covers go."""
        i = bisect_left(self.xs, x)
        j = i
        while j < len(self.ys) and self.ys[j] >= y:
            j += 1
        self.xs[i:j] = [x]
        self.ys[i:j] = [y]


def front(problem: Problem, budget: Budget) -> Result:
    """The front in the order of (cost, time, CO2e)."""
    bounds = (problem.to_go(0), problem.to_go(1), problem.to_go(2))
    legs_to_go = problem.legs_to_go()
    return without_repeats(
        problem, lambda critical: _relaxed(problem, bounds, legs_to_go, critical, budget)
    )


def without_repeats(
    problem: Problem, search: Callable[[dict[int, int]], tuple[list[Found], bool]]
) -> Result:
    """Search again, with more critical places (place -> bit), until no itinerary visits a place twice."""
    critical: dict[int, int] = {}
    while True:
        found, complete = search(critical)
        again: set[int] = set()
        simple = []
        for one in found:
            places = problem.visits(one.origin, one.lanes)
            repeats = {place for place in places if places.count(place) > 1}
            again |= repeats
            if not repeats:
                simple.append(one)
        if not again or not complete:
            return Result(tuple(simple), complete)
        for place in sorted(again):
            critical[place] = 1 << len(critical)


def _relaxed(
    problem: Problem,
    bounds: tuple[Bounds, Bounds, Bounds],
    legs_to_go: Bounds,
    critical: dict[int, int],
    budget: Budget,
) -> tuple[list[Found], bool]:
    """The front when only critical places may not be visited twice."""
    cost_to_go, time_to_go, co2e_to_go = bounds
    limited = problem.most_legs != UNLIMITED
    bit_of = [critical.get(place, 0) for place in problem.place]
    # (cost, time, CO2e: so far plus bounds; legs, lanes, state, critical places seen, origin)
    queue: list[tuple[int, int, int, int, tuple[int, ...], int, int, int]] = []
    for state, place, _ in problem.starts:
        cost, time, co2e = cost_to_go[state], time_to_go[state], co2e_to_go[state]
        if cost is not None and time is not None and co2e is not None:
            heappush(queue, (cost, time, co2e, 0, (), state, bit_of[state], place))
    # Per state; with a limit on transfers per state and legs, since fewer legs may then be worth more.
    closed: dict[tuple[int, int], dict[int, Staircase]] = {}
    solved = Staircase()
    found: list[Found] = []
    try:
        while queue:
            cost, time, co2e, legs, lanes, state, seen, origin = heappop(queue)
            if solved.covers(time, co2e):
                continue
            if state == DELIVERED:
                solved.add(time, co2e)
                found.append(Found(lanes, (), origin, (cost, time, co2e)))
                continue
            if _dominated(closed, state, legs if limited else 0, seen, time, co2e):
                continue
            cost -= cost_to_go[state] or 0
            time -= time_to_go[state] or 0
            co2e -= co2e_to_go[state] or 0
            budget.spend()
            end = problem.ends.get(state)
            if end is not None:
                heappush(
                    queue,
                    (cost + end[0], time + end[1], co2e + end[2], legs, lanes, DELIVERED, seen, origin),
                )
            for arc_cost, arc_time, arc_co2e, lane, following in problem.arcs[state]:
                rest = cost_to_go[following]
                if rest is None or seen & bit_of[following]:
                    continue
                time_then = time + arc_time + (time_to_go[following] or 0)
                co2e_then = co2e + arc_co2e + (co2e_to_go[following] or 0)
                if solved.covers(time_then, co2e_then):
                    continue
                if limited and legs + 1 + (legs_to_go[following] or 0) > problem.most_legs:
                    continue
                heappush(
                    queue,
                    (
                        cost + arc_cost + rest,
                        time_then,
                        co2e_then,
                        legs + 1,
                        (*lanes, lane),
                        following,
                        seen | bit_of[following],
                        origin,
                    ),
                )
    except Exhausted:
        return found, False
    return found, True


def _dominated(
    closed: dict[tuple[int, int], dict[int, Staircase]],
    state: int,
    legs: int,
    seen: int,
    time: int,
    co2e: int,
) -> bool:
    """Whether a label taken before is as good here; if not, the label is closed."""
    for fewer in range(legs + 1):
        for seen_before, stairs in closed.get((state, fewer), {}).items():
            if seen_before & ~seen == 0 and stairs.covers(time, co2e):
                return True
    closed.setdefault((state, legs), {}).setdefault(seen, Staircase()).add(time, co2e)
    return False
