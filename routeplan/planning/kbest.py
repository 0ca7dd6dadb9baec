"""The k best itineraries without dates: exact, in order, all tie-breaks included.

Prefixes of itineraries are expanded in the order of their packed weight so far plus the exact bound of the rest;
equal totals come out in the order of their lane ids, because a prefix compares like what it begins. The bound
forgets which places were visited. Where its best completion would visit a place twice, the prefix gets a bound of
its own, computed around the visited places, before it is expanded: that keeps dead ends from being explored one by
one.
"""

from __future__ import annotations

from heapq import heappop, heappush

from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.corridor import Corridor, Packing
from routeplan.planning.found import Found, Result
from routeplan.planning.problem import UNLIMITED, Problem

DELIVERED = -1


def k_best(problem: Problem, by: str, k: int, budget: Budget) -> Result:
    """The k best itineraries that differ in their sequence of lanes, best first."""
    packing = Packing(problem, by)
    corridor = Corridor(problem, packing)
    bounds, ends = corridor.bounds, corridor.ends
    most_legs = problem.most_legs
    legs_to_go = problem.legs_to_go() if most_legs != UNLIMITED else None
    # (bound, lanes, whether the bound is around the visits, state, weight so far, places visited)
    queue: list[tuple[int, tuple[int, ...], bool, int, int, tuple[int, ...]]] = []
    for state, place, _ in problem.starts:
        bound = bounds[state]
        if bound is not None:
            heappush(queue, (bound, (), False, state, 0, (place,)))
    found: list[Found] = []
    try:
        while queue and len(found) < k:
            bound, lanes, around, state, weight, visited = heappop(queue)
            if state == DELIVERED:
                found.append(Found(lanes, (), visited[0], packing.unpack(weight)))
                continue
            legs_left = most_legs - len(lanes)
            if not around and corridor.blocked(state, visited, legs_left):
                rest = corridor.around(state, visited, legs_left, budget)
                if rest is not None:
                    heappush(queue, (weight + rest, lanes, True, state, weight, visited))
                continue
            if state in ends:
                total = weight + ends[state]
                heappush(queue, (total, lanes, False, DELIVERED, total, visited))
            if not legs_left:
                continue
            budget.spend(len(corridor.rows[state]))
            for step, following, lane, place in corridor.rows[state]:
                rest = bounds[following]
                if rest is None or place in visited:
                    continue
                if legs_to_go is not None and (legs_to_go[following] or 0) > legs_left - 1:
                    continue
                # What holds for the prefix holds for all it begins.
                total = max(weight + step + rest, bound)
                heappush(queue, (total, (*lanes, lane), False, following, weight + step, (*visited, place)))
    except Exhausted:
        return Result(tuple(found), False)
    return Result(tuple(found), True)
