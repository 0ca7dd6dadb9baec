"""The exact Pareto front without dates: one itinerary for each non-dominated (cost, time, CO2e).

Labels are taken in lexicographic order of their vector so far plus the exact bounds of the rest. In that order a
label can only be dominated, at its state or by an itinerary already found, by one taken before; two minutes-grams
staircases per state settle it. Equal vectors are taken with the fewest legs first, then the lowest lane ids. Bounds
are found only as far as this takes: what leads beyond them waits its turn by what it comes to at least.

A label that has visited a place cannot always take over the way on of a label it dominates, namely where that way
leads through the visited place. The search therefore first allows visiting places twice, which can only make the
front better. If some itinerary found does visit a place twice, that place becomes *critical*: labels then carry
which critical places they have seen, dominate only labels that have seen as much, and the search starts again.
When no itinerary visits a place twice, the front is exact (decremental state space relaxation, Righini and Salani
2008).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from typing import Any

from routeplan.planning.bounds import Bounds
from routeplan.planning.budget import REBUILDING, Budget, Exhausted
from routeplan.planning.detours import VAGUE, Detour, Detours
from routeplan.planning.found import DELIVERED, Found, Result
from routeplan.planning.problem import UNLIMITED, Problem
from routeplan.planning.request import OBJECTIVES


class Staircase:
    """Non-dominated (x, y) pairs, x ascending and y descending."""

    __slots__ = ("array", "xs", "ys")

    def __init__(self) -> None:
        self.array: Any = None  # the same for the accelerator, once it has looked at it
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
        self.array = None


def front(problem: Problem, budget: Budget) -> Result:
    """The front in the order of (cost, time, CO2e)."""
    arrays = problem.accelerated(OBJECTIVES[0])
    accelerated = None if arrays is None else arrays.front(problem, budget)
    if accelerated is not None:
        return accelerated
    detours = Detours(problem)
    legs_to_go = problem.legs_to_go() if problem.most_legs != UNLIMITED else None
    return without_repeats(problem, lambda critical: _relaxed(problem, detours, legs_to_go, critical, budget))


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
    problem: Problem, detours: Detours, legs_to_go: Bounds | None, critical: dict[int, int], budget: Budget
) -> tuple[list[Found], bool, int]:
    """The front when only critical places may not be visited twice, whether it is all, the least cost of the rest."""
    place_of, limited = problem.mesh.place, legs_to_go is not None
    # (cost, time, CO2e: so far plus bounds; legs, lanes, state, critical places seen, origin; its detours, and the one
    # to look at next, time and CO2e negated: what comes of the detours has to come before labels of the same cost)
    queue: list[tuple[int, int, int, int, tuple[int, ...], int, int, int, list[Detour], int]] = []
    for state, place, _ in problem.starts:
        bound = detours.bound(state)
        if bound is not None:
            heappush(queue, (*bound, 0, (), state, critical.get(place, 0), place, [], 0))
    # What each state has seen: by critical places seen and, with a limit on transfers, by legs, since fewer legs
    # may then be worth more.
    closed: dict[int, dict[tuple[int, int], Staircase]] = {}
    solved = Staircase()
    times, co2es = solved.xs, solved.ys
    found: list[Found] = []
    cost = base = time = co2e = 0
    try:
        while queue:
            cost, time, co2e, legs, lanes, state, seen, origin, row, at = heappop(queue)
            if row:
                base = cost - row[at][0]
                time, co2e = -time, -co2e
            if solved.covers(time, co2e):
                continue
            if not row:
                if state == DELIVERED:
                    solved.add(time, co2e)
                    found.append(Found(lanes, (), origin, (cost, time, co2e)))
                    if problem.request.pareto:
                        budget.spend(REBUILDING * len(lanes))
                    continue
                taken = closed.setdefault(state, {})
                key = seen, legs if limited else 0
                if _covered(taken, *key, time, co2e):
                    continue
                stairs = taken.get(key)
                if stairs is None:
                    stairs = taken[key] = Staircase()
                stairs.add(time, co2e)
                budget.spend()
                row, at, base = detours.row(state), 0, cost
            for i in range(at, len(row)):
                more_cost, more_time, more_co2e, lane, following = row[i]
                time_then, co2e_then = time + more_time, co2e + more_co2e
                # solved.covers(time_then, co2e_then), which is asked too often for a call
                step = bisect_right(times, time_then)
                if step and co2es[step - 1] <= co2e_then:
                    continue
                seen_then, legs_then = seen, legs
                if following > DELIVERED:
                    bit = critical.get(place_of[following], 0)
                    if seen & bit:
                        continue
                    seen_then |= bit
                    legs_then += 1
                    if legs_to_go is not None and legs_then + (legs_to_go[following] or 0) > problem.most_legs:
                        continue
                    before = closed.get(following)
                    if before and _covered(before, seen_then, legs_then if limited else 0, time_then, co2e_then):
                        continue
                if base + more_cost > cost:
                    heappush(queue, (base + more_cost, -time, -co2e, legs, lanes, state, seen, origin, row, i))
                    break
                if following <= VAGUE:
                    detour = detours.clearer(state, row[i])
                    if detour is not None:
                        cost_then = base + detour[0]
                        heappush(queue, (cost_then, -time, -co2e, legs, lanes, state, seen, origin, [detour], 0))
                    continue
                lanes_then = lanes if following == DELIVERED else (*lanes, lane)
                reached = (cost, time_then, co2e_then, legs_then, lanes_then, following, seen_then, origin)
                heappush(queue, (*reached, [], 0))
    except Exhausted:
        return found, False, cost
    return found, True, 0


def _covered(taken: dict[tuple[int, int], Staircase], seen: int, legs: int, time: int, co2e: int) -> bool:
    """Whether a label taken before at the same state is as good."""
    for (seen_before, legs_before), stairs in taken.items():
        if seen_before & ~seen == 0 and legs_before <= legs and stairs.covers(time, co2e):
            return True
    return False
