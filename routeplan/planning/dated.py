"""Searches over timetables: the k best itineraries and the Pareto front of a question with a date. Exact.

A label is a chain of departures from the origin to a state. Labels are taken in the order of their figures so far
plus the exact bounds of the rest. What makes timetables hard is that an earlier arrival is not always better:
see `riding`. A label therefore gives way to one taken before only

- where both arrive at the same moment, or
- where arriving earlier is never worse from here on, or
- where the other one is cheaper by at least what its longer storage can cost, and the later one's only advantage,
  finding a departure that is too far away for the earlier one to wait for, leads to something already beaten.

Ties go to fewer legs, lower lane ids, earlier departures, as everywhere.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from routeplan.planning.bounds import TradeOff
from routeplan.planning.budget import REBUILDING, Budget, Exhausted
from routeplan.planning.corridor import Bypass
from routeplan.planning.found import Found, Result, Vector
from routeplan.planning.front import Staircase, without_repeats
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import UNLIMITED, Problem
from routeplan.planning.request import OBJECTIVES
from routeplan.planning.riding import delivery, rides

DELIVERED = -1
LOOKS = 16
"""Labels that can be compared in the time it takes to make one."""
UNKNOWN, FREE, AROUND = range(3)
"""Of the way on along the bounds: not looked at, visits no place twice, its bound is around the visits."""
Tie = tuple[int, tuple[int, ...], tuple[int, ...]]
"""Legs, lane numbers, departures: smaller is preferred among equal figures."""


class _Label(NamedTuple):
    """A chain of departures; figures so far, time as the UTC minute of arrival."""

    state: int
    moment: int
    cost: int
    co2e: int
    lanes: tuple[int, ...]
    departures: tuple[int, ...]
    start: int
    visited: int  # critical places seen, as bits; the k best look at all places instead
    origin: int


class _Search:
    """A problem with the bounds and the outlook that both searches use."""

    def __init__(self, problem: Problem, budget: Budget) -> None:
        self.problem = problem
        self.budget = budget
        self.outlook = problem.outlook()
        self.cost_to_go, self.time_to_go, self.co2e_to_go = (problem.to_go(i) for i in range(3))
        self.legs_to_go = problem.legs_to_go()
        self.floor: Vector = (0, 0, 0)  # what no itinerary can be below, once that is known
        # With a deadline, the cheapest way may be too slow for what time is left.
        self.in_time: tuple[TradeOff, TradeOff] | None = None
        if problem.latest != UNLIMITED:
            self.in_time = problem.trade_off(0), problem.trade_off(2)

    def starts(self) -> list[_Label]:
        """A label for each place the journey may begin at."""
        return [_Label(state, ready, 0, 0, (), (), ready, 0, place) for state, place, ready in self.problem.starts]

    def bound(self, label: _Label) -> Vector | None:
        """The least the label can come to, or None where it cannot be delivered in time or within the legs."""
        state = label.state
        if state == DELIVERED:
            return label.cost, label.moment - label.start, label.co2e
        cost, time, co2e = self.cost_to_go[state], self.time_to_go[state], self.co2e_to_go[state]
        if cost is None or time is None or co2e is None or label.moment + time > self.problem.latest:
            return None
        if len(label.lanes) + (self.legs_to_go[state] or 0) > self.problem.most_legs:
            return None
        if self.in_time is not None and label.lanes:
            left = self.problem.latest - label.moment
            cost, co2e = self.in_time[0].within(state, left), self.in_time[1].within(state, left)
            if cost is None or co2e is None:
                return None
        return (
            max(label.cost + cost, self.floor[0]),
            max(label.moment + time - label.start, self.floor[1]),
            max(label.co2e + co2e, self.floor[2]),
        )

    def onward(self, label: _Label) -> list[_Label]:
        """The labels one departure, or the delivery, further. Visits are not looked at."""
        problem = self.problem
        further: list[_Label] = []
        if len(label.lanes) < problem.most_legs:
            for ride in rides(problem, self.outlook, self.time_to_go, label.state, label.moment):
                further.append(
                    _Label(
                        ride.state,
                        ride.arrival,
                        label.cost + ride.cents,
                        label.co2e + ride.grams,
                        (*label.lanes, ride.lane),
                        (*label.departures, ride.departure),
                        label.start,
                        label.visited,
                        label.origin,
                    )
                )
        if label.state in problem.ends:
            last = delivery(problem, label.state, label.moment)
            if last is not None and problem.in_time(problem.mesh.place[label.state], label.moment + last[1]):
                further.append(
                    label._replace(
                        state=DELIVERED,
                        moment=label.moment + last[1],
                        cost=label.cost + last[0],
                        co2e=label.co2e + last[2],
                    )
                )
        self.budget.spend(len(further) + 1)
        return further


def k_best(problem: Problem, by: str, k: int, budget: Budget) -> Result:
    """The best schedule of each of the k best sequences of lanes, best first."""
    search = _Search(problem, budget)
    corridor = problem.corridor(by)
    corridor.widen()
    packing = corridor.packing
    for state, _, _ in problem.starts:
        corridor.enter(state)
    limited = problem.most_legs != UNLIMITED
    a, b, c = packing.order
    # (criteria in order, legs at least, lanes, departures, what is known of the way on, label, visited)
    queue: list[tuple[Vector, int, tuple[int, ...], tuple[int, ...], int, _Label, tuple[int, ...]]] = []

    def push(label: _Label, floor: int, visited: tuple[int, ...], way: int = UNKNOWN) -> None:
        bound = search.bound(label)
        if bound is not None:
            legs = len(label.lanes)
            if label.state != DELIVERED:
                legs += search.legs_to_go[label.state] or 0
            ordered = (max(bound[a], floor), bound[b], bound[c])
            heappush(queue, (ordered, legs, label.lanes, label.departures, way, label, visited))

    for label in search.starts():
        push(label, 0, (label.origin,))
    found: list[Found] = []
    shown: set[tuple[int, ...]] = set()
    taken: dict[tuple[int, tuple[int, ...]], list[_Label]] = {}  # by origin and lanes
    try:
        while queue and len(found) < k:
            ordered, legs, _, _, way, label, visited = heappop(queue)
            if label.state == DELIVERED:
                if label.lanes not in shown:
                    shown.add(label.lanes)
                    found.append(_found(label))
                continue
            along = -1  # the lane along which the way on is not blocked
            if way != AROUND:
                alike = taken.setdefault((label.origin, label.lanes), [])
                if _beaten_alike(search.outlook, alike, label, a):
                    continue
                legs_left = problem.most_legs - len(label.lanes)
                to_go = corridor.bound(label.state)
                if to_go is not None and (way == FREE or not corridor.blocked(label.state, visited, legs_left)):
                    onward = corridor.along(label.state)
                    along = -1 if onward is None else onward[0]
                elif to_go is not None:
                    legs_left_or_any = legs_left if limited else None
                    bypass = Bypass(corridor, label.state, visited, legs_left_or_any, packing.unknown)
                    bypass.search(packing.unknown, budget)
                    if not bypass.found:
                        continue
                    so_far = (label.cost, label.moment - label.start, label.co2e)[a]
                    floor = so_far + packing.unpack(bypass.least)[a]
                    if floor > ordered[0]:
                        ordered = (floor, *ordered[1:])
                        heappush(queue, (ordered, legs, label.lanes, label.departures, AROUND, label, visited))
                        continue
            for further in search.onward(label):
                if further.state == DELIVERED:
                    push(further, ordered[0], visited)
                else:
                    place = problem.mesh.place[further.state]
                    if place not in visited:
                        way = FREE if further.lanes[-1] == along else UNKNOWN
                        push(further, ordered[0], (*visited, place), way)
    except Exhausted:
        return Result(tuple(found), False, ordered[0])
    return Result(tuple(found), True)


def _beaten_alike(outlook: Outlook, before: list[_Label], label: _Label, first: int) -> bool:
    """Whether a schedule of the same lanes taken before is as good from here on; if not, the label is noted."""
    for other in before:
        if other.moment == label.moment:
            mine, yours = (label.cost, label.co2e), (other.cost, other.co2e)
            if first == 2:
                mine, yours = mine[::-1], yours[::-1]
            if (*yours, other.departures) <= (*mine, label.departures):
                return True
        elif (
            other.moment < label.moment
            and outlook.earlier_is_better(label.state, other.moment)
            and other.cost <= label.cost
            and other.co2e <= label.co2e
            and ((other.cost, other.co2e) != (label.cost, label.co2e) or other.departures < label.departures)
        ):
            return True
    before.append(label)
    return False


def _found(label: _Label) -> Found:
    return Found(label.lanes, label.departures, label.origin, (label.cost, label.moment - label.start, label.co2e))


def front(problem: Problem, budget: Budget) -> Result:
    """One itinerary for each non-dominated (cost, time, CO2e), in that order.

    Visiting a place twice is ruled out as in the search without dates, for critical places only. Where an earlier
    arrival can be worse, a detour can pay as a way to wait: such places are critical from the start, and the best by
    each criterion are found first. Nothing can be better than they are, which tightens every bound.
    """
    search = _Search(problem, budget)
    bests: list[Found] = []
    unsteady = search.outlook.unsteady
    if unsteady:
        for by in OBJECTIVES:
            best = k_best(problem, by, 1, budget)
            if not best.found:
                return best
            bests.extend(best.found)
        search.floor = bests[0].vector[0], bests[1].vector[1], bests[2].vector[2]
        search.outlook = Outlook(problem.board, problem.mesh, problem.request.max_wait_min, _relevant(search, bests))
        unsteady = search.outlook.unsteady
    result = without_repeats(problem, lambda critical: _relaxed(search, bests, critical), unsteady)
    return result._replace(found=_undominated(result.found))


def _relevant(search: _Search, bests: Sequence[Found]) -> frozenset[int]:
    """The lanes by which an itinerary can be better than the bests in anything, timetables aside."""
    problem = search.problem
    to_go = (search.cost_to_go, search.time_to_go, search.co2e_to_go)
    so_far = tuple(problem.from_start(i) for i in range(3))
    lanes = {arc[3] for state, _, _ in problem.starts for arc in problem.mesh.arcs(state)}
    for start, *weights, lane, end in problem.mesh.steps:
        if lane >= 0 and lane not in lanes:
            least = [(so_far[i][start], weights[i], to_go[i][end]) for i in range(3)]
            sums = [before + more + after for before, more, after in least if before is not None and after is not None]
            if len(sums) == 3 and not _covered(bests, (sums[0], sums[1], sums[2])):
                lanes.add(lane)
    return frozenset(lanes)


def _undominated(found: Sequence[Found]) -> tuple[Found, ...]:
    """Those no other dominates, in order: origins in different zones begin at different moments."""
    stairs = Staircase()
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.vector):
        _, time, co2e = one.vector
        if not stairs.covers(time, co2e):
            stairs.add(time, co2e)
            kept.append(one)
        elif kept and kept[-1].vector == one.vector:
            kept.append(one)
    return tuple(kept)


class _Solved:
    """Itineraries found: the best by each criterion, then the others by ascending cost."""

    def __init__(self, bests: Sequence[Found]) -> None:
        self.found = list(dict.fromkeys(bests))
        self._bests = tuple(self.found)
        self._stairs = Staircase()

    def add(self, one: Found) -> None:
        """An itinerary that is not covered."""
        self.found.append(one)
        self._stairs.add(one.vector[1], one.vector[2])

    def covers(self, bound: Vector) -> bool:
        """Whether one of them is at most the bound, which costs no less than the last one added, in all three."""
        return self._stairs.covers(bound[1], bound[2]) or _covered(self._bests, bound)


def _relaxed(search: _Search, bests: Sequence[Found], critical: dict[int, int]) -> tuple[list[Found], bool, int]:
    """The front when only critical places may not be visited twice, the bests by one criterion among it."""
    problem = search.problem
    # (cents, minutes, grams at least; legs, lanes, departures, label)
    queue: list[tuple[Vector, int, tuple[int, ...], tuple[int, ...], _Label]] = []
    solved = _Solved(bests)

    def push(label: _Label) -> None:
        bound = search.bound(label)
        if bound is not None and not solved.covers(bound):
            heappush(queue, (bound, len(label.lanes), label.lanes, label.departures, label))

    for label in search.starts():
        push(label._replace(visited=critical.get(label.origin, 0)))
    closed: dict[int, list[_Label]] = {}
    try:
        while queue:
            bound, _, _, _, label = heappop(queue)
            if solved.covers(bound):
                continue
            if label.state == DELIVERED:
                solved.add(_found(label))
                if problem.request.pareto:
                    search.budget.spend(REBUILDING * len(label.lanes))
                continue
            if _gives_way(search, closed.setdefault(label.state, []), label, bound, solved):
                continue
            for further in search.onward(label):
                if further.state != DELIVERED:
                    bit = critical.get(problem.mesh.place[further.state], 0)
                    if label.visited & bit:
                        continue
                    further = further._replace(visited=label.visited | bit)
                push(further)
    except Exhausted:
        return solved.found, False, bound[0]
    return solved.found, True, 0


def _covered(solved: Sequence[Found], bound: Vector) -> bool:
    """Whether an itinerary already found is at most the bound in all three."""
    cost, time, co2e = bound
    for one in solved:
        vector = one.vector
        if vector[0] <= cost and vector[1] <= time and vector[2] <= co2e:
            return True
    return False


def _gives_way(
    search: _Search,
    before: list[_Label],
    label: _Label,
    bound: Vector,
    solved: _Solved,
) -> bool:
    """Whether the label can be dropped for one taken before at the same state; if not, it is noted."""
    outlook = search.outlook
    limited = search.problem.most_legs != UNLIMITED
    state, moment = label.state, label.moment
    search.budget.spend(len(before) // LOOKS)
    for other in before:
        if other.moment > moment or other.co2e > label.co2e or other.start < label.start:
            continue
        if other.visited & ~label.visited or (limited and len(other.lanes) > len(label.lanes)):
            continue
        cost = other.cost
        earlier = moment - other.moment
        if earlier and not outlook.earlier_is_better(state, other.moment):
            if other.moment < outlook.steady_from[state]:
                continue
            cost += outlook.worst_storage(state, earlier)
            # Departures the other one cannot wait for: the label is not delivered by them before `late`.
            late = (bound[0], bound[1] + outlook.max_wait - earlier, bound[2])
            if not solved.covers(late):
                continue
        if cost > label.cost:
            continue
        if (cost, other.co2e) != (label.cost, label.co2e) or _tie(other) <= _tie(label):
            return True
    before.append(label)
    return False


def _tie(label: _Label) -> Tie:
    return len(label.lanes), label.lanes, label.departures
