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
from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush

from routeplan.planning.bounds import Arc, Bounds
from routeplan.planning.budget import REBUILDING, Budget, Exhausted
from routeplan.planning.found import DELIVERED, Found, Result
from routeplan.planning.problem import UNLIMITED, Problem


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
    legs_to_go = problem.legs_to_go() if problem.most_legs != UNLIMITED else None
    return without_repeats(problem, lambda critical: _relaxed(problem, bounds, legs_to_go, critical, budget))


def without_repeats(
    problem: Problem,
    search: Callable[[dict[int, int]], tuple[list[Found], bool, int]],
    critical_places: Iterable[int] = (),
) -> Result:
    """Search again, with more critical places (place -> bit), until no itinerary visits a place twice.

    An only origin is one from the start: every label has seen it, so it tells no labels apart.
    """
    only_origin = {place for _, place, _ in problem.starts} if len(problem.starts) == 1 else set()
    critical = {place: 1 << bit for bit, place in enumerate(only_origin.union(critical_places))}
    while True:
        found, complete, least = search(critical)
        again: set[int] = set()
        simple = []
        for one in found:
            places = problem.visits(one.origin, one.lanes)
            repeats = set()
            if len(set(places)) < len(places):
                repeats = {place for place in places if places.count(place) > 1}
            again |= repeats
            if not repeats:
                simple.append(one)
        if not again or not complete:
            return Result(tuple(simple), complete, least)
        for place in sorted(again):
            critical[place] = 1 << len(critical)


def _relaxed(
    problem: Problem,
    bounds: tuple[Bounds, Bounds, Bounds],
    legs_to_go: Bounds | None,
    critical: dict[int, int],
    budget: Budget,
) -> tuple[list[Found], bool, int]:
    """The front when only critical places may not be visited twice, whether it is all, the least cost of the rest."""
    cost_to_go, time_to_go, co2e_to_go = bounds
    bit_of = [critical.get(place, 0) for place in problem.mesh.place] if critical else []
    # (cost, time, CO2e: so far plus bounds; legs, lanes, state, critical places seen, origin; its detours, and the one
    # to look at next, time and CO2e negated: what comes of the detours has to come before labels of the same cost)
    queue: list[tuple[int, int, int, int, tuple[int, ...], int, int, int, Sequence[Arc], int]] = []
    for state, place, _ in problem.starts:
        cost, time, co2e = cost_to_go[state], time_to_go[state], co2e_to_go[state]
        if cost is not None and time is not None and co2e is not None:
            heappush(queue, (cost, time, co2e, 0, (), state, critical.get(place, 0), place, (), 0))
    # What each state has seen: by critical places seen and, with a limit on transfers, by legs, since fewer legs
    # may then be worth more.
    closed: dict[int, dict[tuple[int, int], Staircase]] = {}
    solved = Staircase()
    found: list[Found] = []
    rows: dict[int, list[Arc]] = {}
    cost = base = time = co2e = 0
    try:
        while queue:
            cost, time, co2e, legs, lanes, state, seen, origin, row, at = heappop(queue)
            if row:
                base = cost - row[at][0]
                time, co2e = -time, -co2e
            else:
                if solved.covers(time, co2e):
                    continue
                if state == DELIVERED:
                    solved.add(time, co2e)
                    found.append(Found(lanes, (), origin, (cost, time, co2e)))
                    if problem.request.pareto:
                        budget.spend(REBUILDING * len(lanes))
                    continue
                before = closed.get(state)
                if before is None:
                    before = closed[state] = {}
                if _dominated(before, seen, legs if legs_to_go is not None else 0, time, co2e):
                    continue
                known = rows.get(state)
                if known is None:
                    known = rows[state] = _detours(problem, bounds, state)
                budget.spend()
                row, at, base = known, 0, cost
            for i in range(at, len(row)):
                more_cost, more_time, more_co2e, lane, following = row[i]
                time_then, co2e_then = time + more_time, co2e + more_co2e
                if solved.covers(time_then, co2e_then):
                    continue
                if base + more_cost > cost:
                    heappush(queue, (base + more_cost, -time, -co2e, legs, lanes, state, seen, origin, row, i))
                    break
                seen_then, legs_then, lanes_then = seen, legs, lanes
                if following != DELIVERED:
                    if critical:
                        if seen & bit_of[following]:
                            continue
                        seen_then |= bit_of[following]
                    legs_then += 1
                    if legs_to_go is not None and legs_then + (legs_to_go[following] or 0) > problem.most_legs:
                        continue
                    lanes_then = (*lanes, lane)
                further = (legs_then, lanes_then, following, seen_then, origin, (), 0)
                heappush(queue, (cost, time_then, co2e_then, *further))
    except Exhausted:
        return found, False, cost
    return found, True, 0


def _detours(problem: Problem, bounds: tuple[Bounds, Bounds, Bounds], state: int) -> list[Arc]:
    """The arcs out of a state, and its delivery, by what they add to the bounds, the cheapest first."""
    costs, times, co2es = bounds
    here = costs[state] or 0, times[state] or 0, co2es[state] or 0
    detours = []
    last = problem.mesh.place[state] == problem.only_destination
    for cents, minutes, grams, lane, following in () if last else problem.mesh.arcs(state):
        cost, time, co2e = costs[following], times[following], co2es[following]
        if cost is not None and time is not None and co2e is not None:
            more = cents + cost - here[0], minutes + time - here[1], grams + co2e - here[2]
            detours.append((*more, lane, following))
    end = problem.ends.get(state)
    if end is not None:
        detours.append((end[0] - here[0], end[1] - here[1], end[2] - here[2], -1, DELIVERED))
    detours.sort()
    return detours


def _dominated(before: dict[tuple[int, int], Staircase], seen: int, legs: int, time: int, co2e: int) -> bool:
    """Whether a label taken before is as good here; if not, the label is noted."""
    for (seen_before, legs_before), stairs in before.items():
        if seen_before & ~seen == 0 and legs_before <= legs and stairs.covers(time, co2e):
            return True
    stairs_here = before.get((seen, legs))
    if stairs_here is None:
        stairs_here = before[seen, legs] = Staircase()
    stairs_here.add(time, co2e)
    return False
