"""The k best itineraries without dates: exact, in order, all tie-breaks included.

Prefixes of itineraries are taken in the order of their weight so far plus the exact bound of the rest; equal totals
come out in the order of their lane ids, because a prefix compares like what it begins. Taking a prefix offers its
best continuation and the next best one of the prefix before it, so most arcs are never looked at. The bound forgets
which places were visited. Where its best completion would visit a place twice, the prefix gets a bound of its own,
computed around the visited places, before it is continued: that keeps dead ends from being explored one by one.
"""

from __future__ import annotations

from heapq import heappop, heappush

from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.corridor import Corridor, Detour
from routeplan.planning.found import Found, Result
from routeplan.planning.problem import UNLIMITED, Problem

DELIVERED = -1

Prefix = tuple[int, tuple[int, ...], bool, int, int, tuple[int, ...], list[Detour], int, int]
"""(bound, lanes, whether the bound is around the visits, state, bound without that, places visited; and for the next
best continuation of the prefix before: its row, the position after this one, its bound without that)."""


def k_best(problem: Problem, by: str, k: int, budget: Budget) -> Result:
    """The k best itineraries that differ in their sequence of lanes, best first.

    The corridor is widened a little beyond the best itinerary, and again if the k best are not all within.
    """
    corridor = problem.corridor(by)
    bests = [corridor.enter(state, problem.departing(state)) for state, _, _ in problem.starts]
    best = min((bound for bound in bests if bound is not None), default=None)
    if best is None:
        return Result((), True)
    until = best
    while True:
        until += until // 10 + 1
        corridor.widen(until)
        result = _within(problem, corridor, k, budget)
        if len(result.found) == k or corridor.radius is None or not result.complete:
            return result
        until *= 2


def _within(problem: Problem, corridor: Corridor, k: int, budget: Budget) -> Result:
    """The k best itineraries of those within the radius of the corridor."""
    ends, radius = corridor.ends, corridor.radius
    most_legs = problem.most_legs
    limited = most_legs != UNLIMITED
    legs_to_go = problem.legs_to_go() if limited else None
    queue: list[Prefix] = []

    def follows(lanes: tuple[int, ...], visited: tuple[int, ...], detour: Detour) -> bool:
        if detour[3] in visited:
            return False
        return legs_to_go is None or len(lanes) + 1 + (legs_to_go[detour[2]] or 0) <= most_legs

    def offer(row: list[Detour], at: int, base: int, lanes: tuple[int, ...], visited: tuple[int, ...]) -> None:
        """Put the best continuation from this position of the row on into the queue."""
        while at < len(row):
            one = row[at]
            at += 1
            if follows(lanes, visited, one):
                detour, lane, following, place = one
                bound = base + detour
                heappush(queue, (bound, (*lanes, lane), False, following, bound, (*visited, place), row, at, base))
                return

    for state, place, _ in problem.starts:
        bound = corridor.enter(state, problem.departing(state))
        if bound is not None and (radius is None or bound <= radius):
            heappush(queue, (bound, (), False, state, bound, (place,), [], 0, 0))
    found: list[Found] = []
    bound = 0
    try:
        while queue and len(found) < k:
            bound, lanes, around, state, base, visited, row, at, before = heappop(queue)
            if radius is not None and bound > radius:
                break  # what comes now may come later than what the corridor does not know
            if state == DELIVERED:
                found.append(Found(lanes, (), visited[0], corridor.packing.unpack(bound)))
                continue
            budget.spend()
            if not around:
                if row:
                    offer(row, at, before, lanes[:-1], visited[:-1])
                legs_left = most_legs - len(lanes)
                # Going on along the bound of the prefix before needs no look: that one was not blocked.
                along = at == 1 and bound == before
                if not along and corridor.blocked(state, visited, legs_left):
                    most = None if radius is None else radius - base
                    detour = corridor.around(state, visited, legs_left if limited else None, most, budget)
                    if detour is not None:
                        heappush(queue, (base + detour, lanes, True, state, base, visited, [], 0, 0))
                    continue
            end, to_go = ends.get(state), corridor.bound(state)
            if end is not None and to_go is not None:
                total = base + end - to_go
                heappush(queue, (total, lanes, False, DELIVERED, total, visited, [], 0, 0))
            if len(lanes) == most_legs:
                continue
            if not around:
                offer(corridor.row(state), 0, base, lanes, visited)
                continue
            # No continuation is below the bound of its prefix; raised to it they would not come in their order one
            # by one, so all are offered at once.
            for one in corridor.row(state):
                if follows(lanes, visited, one):
                    more, lane, following, place = one
                    total = base + more
                    longer = ((*lanes, lane), False, following, total, (*visited, place))
                    heappush(queue, (max(total, bound), *longer, [], 0, 0))
    except Exhausted:
        return Result(tuple(found), False, corridor.packing.unpack(bound)[corridor.packing.order[0]])
    return Result(tuple(found), True)
