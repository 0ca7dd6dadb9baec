"""The k best itineraries without dates: exact, in order, all tie-breaks included.

Prefixes of itineraries are taken in the order of their weight so far plus the exact bound of the rest; equal totals
come out in the order of their lane ids, because a prefix compares like what it begins. Taking a prefix offers its
best continuation and the next best one of the prefix before it, so most arcs are never looked at. The bound forgets
which places were visited. Where its best completion would visit a place twice, the prefix gets a bound of its own,
computed around the visited places, before it is continued: that keeps dead ends from being explored one by one.
Where ways around a place have cost as much as exact bounds without it, such bounds are made and serve all prefixes
that have visited it: a hub that origin and destination share is led back to by every other way.
"""

from __future__ import annotations

from heapq import heappop, heappush

from routeplan.planning.budget import DEFAULT_LABELS, Budget, Exhausted
from routeplan.planning.corridor import ITSELF, NOWHERE, Bypass, Corridor, Row
from routeplan.planning.found import DELIVERED, Found, Result
from routeplan.planning.problem import UNLIMITED, Problem

UNKNOWN, SEARCHED, AROUND = range(3)
"""Of the bound of a prefix: it forgets visits, a way around them is searched for, it is that way's."""

LEAST_PATIENCE, STEPS_A_LABEL = 100, 20
"""Labels spent on looking for ways around a place before bounds without it are made: so many, and one for every so
many steps, since it takes about as long to make a label as for a Dijkstra to look at these."""

LEAST_CLOSINGS, CLOSED_NODES = 8, 1_000_000
"""Bounds without some place that one search may make: so many, and more while they have no more nodes in all."""

Prefix = tuple[int, tuple[int, ...], int, int, int, tuple[int, ...], bool, Corridor, Row, int, int, Bypass | None]
"""(bound, lanes, how it is bounded, state, bound that forgets visits, places visited, whether it is the best
continuation of the prefix before, the corridor it is bounded by; for the next best one: the row of the state before,
the place in it after this one, and the weight up to that state; the search for a way around)."""


def k_best(problem: Problem, by: str, k: int, budget: Budget) -> Result:
    """The k best itineraries that differ in their sequence of lanes, best first.

    They are looked for among those that exceed the best a little, and further on if the k best are not all there.
    """
    arrays = problem.accelerated(by)
    if arrays is not None and budget.left >= DEFAULT_LABELS:
        result = arrays.k_best(problem, by, k)
        if result is not None:
            return result
    corridor = problem.corridor(by)
    starts = [
        (bound, state, place) for state, place, _ in problem.starts if (bound := corridor.enter(state)) is not None
    ]
    if not starts:
        return Result((), True)
    best, any_slack = min(starts)[0], corridor.packing.unknown
    slack = best // 10
    closing = _Closing(problem, by)
    while True:
        corridor.widen(best + slack)
        result = _within(problem, corridor, closing, starts, best, slack, k, budget)
        if len(result.found) == k or slack == any_slack or not result.complete:
            return result
        slack = any_slack if corridor.whole else slack * 4


def _within(
    problem: Problem,
    shared: Corridor,
    closing: _Closing,
    starts: list[tuple[int, int, int]],
    best: int,
    slack: int,
    k: int,
    budget: Budget,
) -> Result:
    """The k best itineraries of those that exceed the best by at most the slack; `starts`: (bound, state, place)."""
    packing, ends, tag, place_of = shared.packing, shared.ends, shared.tag, problem.mesh.place
    most = min(best + slack, packing.unknown - 1)
    most_legs = problem.most_legs
    legs_to_go = problem.legs_to_go() if most_legs != UNLIMITED else None
    queue: list[Prefix] = []

    def follows(lanes: tuple[int, ...], visited: tuple[int, ...], following: int, place: int) -> bool:
        if place in visited:
            return False
        return legs_to_go is None or len(lanes) + 1 + (legs_to_go[following] or 0) <= most_legs

    def offer(
        row: Row, at: int, so_far: int, base: int, lanes: tuple[int, ...], visited: tuple[int, ...], corridor: Corridor
    ) -> None:
        """Put the best continuation from this place in the row on into the queue."""
        totals, arcs, _ = row
        while at < len(totals):
            position = totals[at] & tag
            bound = so_far + totals[at] - position
            if bound > most:
                return
            at += 1
            _, _, _, lane, following = arcs[position]
            place = place_of[following]
            if follows(lanes, visited, following, place):
                along = at == 1 and bound == base
                longer = (*lanes, lane), UNKNOWN, following, bound, (*visited, place), along, corridor
                heappush(queue, (bound, *longer, row, at, so_far, None))
                return

    for bound, state, place in starts:
        heappush(queue, (bound, (), UNKNOWN, state, bound, (place,), False, shared, NOWHERE, 0, 0, None))
    found: list[Found] = []
    bound = 0
    try:
        while queue and len(found) < k:
            bound, lanes, known, state, base, visited, along, corridor, row, at, before, bypass = heappop(queue)
            if state == DELIVERED:
                found.append(Found(lanes, (), visited[0], packing.unpack(bound)))
                continue
            budget.spend()
            to_go = corridor.bound(state)
            assert to_go is not None
            so_far = base - to_go
            if known == UNKNOWN:
                offer(row, at, before, -1, lanes[:-1], visited[:-1], corridor)
                legs_left = most_legs - len(lanes)
                # Going on along the bound of the prefix before needs no look: that one was not blocked.
                again = None if along else corridor.leads_back(state, visited, legs_left)
                if again is not None and (again != ITSELF or legs_to_go is not None):
                    limit = legs_left if legs_to_go is not None else None
                    bypass = Bypass(corridor, state, visited, limit, slack, again)
                    known = SEARCHED
            if known == SEARCHED:
                assert bypass is not None
                around = closing.around(bypass)
                if around is None:
                    # No further than it takes to know what comes next.
                    bypass.search(min(queue[0][0] if queue else most, most) - so_far, budget)
                    later, known = so_far + bypass.least, AROUND if bypass.found else SEARCHED
                else:
                    around.widen(most - so_far)
                    to_go = around.bound(state) if lanes else around.enter(state)
                    later = base = packing.unknown if to_go is None else so_far + to_go
                    known, corridor, bypass = UNKNOWN, around, None
                if later <= most:
                    waiting = lanes, known, state, base, visited, False, corridor, NOWHERE, 0, 0, bypass
                    heappush(queue, (later, *waiting))
                continue
            end = ends.get(state)
            if end is not None and so_far + end <= most:
                heappush(
                    queue, (so_far + end, lanes, known, DELIVERED, base, visited, False, corridor, NOWHERE, 0, 0, None)
                )
            if len(lanes) == most_legs or visited[-1] == problem.only_destination:
                continue
            row = corridor.row(state, slack)
            if known == UNKNOWN:
                offer(row, 0, so_far, base if again is None else -1, lanes, visited, corridor)
                continue
            # No continuation is below the bound of its prefix; raised to it they would not come in their order one
            # by one, so all are offered at once.
            totals, arcs, _ = row
            for total in totals:
                position = total & tag
                total += so_far - position
                if total > most:
                    break
                _, _, _, lane, following = arcs[position]
                place = place_of[following]
                if follows(lanes, visited, following, place):
                    longer = (*lanes, lane), UNKNOWN, following, total, (*visited, place)
                    heappush(queue, (max(total, bound), *longer, False, corridor, NOWHERE, 0, 0, None))
    except Exhausted:
        return Result(tuple(found), False, packing.unpack(bound)[packing.order[0]])
    return Result(tuple(found), True)


class _Closing:
    """The corridors of a search that close places which ways to the destination keep leading back to."""

    def __init__(self, problem: Problem, by: str) -> None:
        self._problem = problem
        self._by = by
        self._patience = LEAST_PATIENCE + len(problem.mesh.steps) // STEPS_A_LABEL
        self._most = max(LEAST_CLOSINGS, CLOSED_NODES // len(problem.mesh.place))
        self._known: dict[frozenset[int], Corridor] = {}

    def around(self, bypass: Bypass) -> Corridor | None:
        """The ways that avoid the place which blocks this prefix too, once looking for them has cost as much."""
        corridor, place = bypass.corridor, bypass.again
        if place == ITSELF or corridor.spent.get(place, 0) < self._patience:
            return None
        closed = corridor.closed | {place}
        known = self._known.get(closed)
        if known is None:
            if len(self._known) >= self._most:
                return None
            known = self._known[closed] = self._problem.corridor(self._by, closed)
        return known
