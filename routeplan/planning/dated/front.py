"""The Pareto front over timetables.

A label gives way to one taken before only

- where both arrive at the same moment, or
- where arriving earlier is never worse from here on, or
- where the other one is cheaper by at least what its longer storage can cost, and all that a later arrival is good for
  (see `later`) leads to something already beaten. As long as it does not, the label waits its turn by what that comes
  to at least.

The lanes out of a label's state are looked at one by one, by the least they can come to: most are beaten by the time
their turn comes, and never looked up in a timetable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

from routeplan.planning.bounds import Bounds
from routeplan.planning.budget import REBUILDING, Budget, Exhausted
from routeplan.planning.dated.fan import NO_LANES, Fan
from routeplan.planning.dated.kbest import k_best
from routeplan.planning.dated.labels import LOOKS, Chain, Label, Search
from routeplan.planning.dated.later import Later
from routeplan.planning.dated.repeats import simple
from routeplan.planning.found import DELIVERED, Found, Result, Vector, covered
from routeplan.planning.front import Staircase
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import UNLIMITED, Problem
from routeplan.planning.request import OBJECTIVES


def front(problem: Problem, budget: Budget) -> Result:
    """One itinerary for each non-dominated (cost, time, CO2e), in that order.

    Where an earlier arrival can be worse, the best by each criterion are found first. Nothing can be better than they
    are, which tightens every bound.
    """
    search = Search(problem, budget)
    bests: list[Found] = []
    so_far: list[Bounds] = []
    if search.outlook.unsteady:
        for by in OBJECTIVES:
            best = k_best(problem, by, 1, budget)
            if not best.found:
                return best
            bests.extend(best.found)
        search.floor = bests[0].vector[0], bests[1].vector[1], bests[2].vector[2]
        so_far = [problem.from_start(criterion) for criterion in range(len(OBJECTIVES))]
        max_wait = problem.request.max_wait_min
        search.restrict(Outlook(problem.board, problem.mesh, max_wait, _relevant(search, so_far, bests)))
    later = Later(search, so_far, bests)
    result = simple(search, lambda critical: _relaxed(search, later, bests, critical))
    return result._replace(found=tuple(sorted(result.found, key=lambda one: one.vector)))


def _relevant(search: Search, so_far: Sequence[Bounds], bests: Sequence[Found]) -> frozenset[int]:
    """The lanes by which an itinerary can be better than the bests in anything, timetables aside."""
    problem = search.problem
    to_go = search.to_go
    lanes = {arc[3] for state, _, _ in problem.starts for arc in problem.mesh.arcs(state)}
    for start, *weights, lane, end in problem.mesh.steps:
        if lane >= 0 and lane not in lanes:
            least = [(so_far[i][start], weights[i], to_go[i][end]) for i in range(3)]
            sums = [before + more + after for before, more, after in least if before is not None and after is not None]
            if len(sums) == 3 and not covered(bests, (sums[0], sums[1], sums[2])):
                lanes.add(lane)
    return frozenset(lanes)


class _Solved:
    """Itineraries found: the best by each criterion, then the others by ascending cost."""

    def __init__(self, bests: Sequence[Found]) -> None:
        self.found = list(dict.fromkeys(bests))
        self._bests = tuple(self.found)
        self.stairs = Staircase()

    def add(self, one: Found) -> None:
        """An itinerary that is not covered."""
        self.found.append(one)
        self.stairs.add(one.vector[1], one.vector[2])

    def covers(self, bound: Vector) -> bool:
        """Whether one of them is at most the bound, which costs no less than the last one added, in all three."""
        return self.stairs.covers(bound[1], bound[2]) or covered(self._bests, bound)


def _relaxed(
    search: Search, later: Later, bests: Sequence[Found], critical: dict[int, int]
) -> tuple[list[Found], bool, int]:
    """The front when only critical places may not be visited twice, the bests by one criterion among it."""
    problem, place_of = search.problem, search.problem.mesh.place
    # (cents, minutes, grams at least; legs; label; its lanes on, and the one to look at next); what comes of the lanes
    # on has to come before labels of the same cost
    queue: list[tuple[Vector, int, Chain, Label, Fan, int]] = []
    solved = _Solved(bests)

    def push(label: Label, cost: int) -> None:
        bound = search.bound(label)
        if bound is not None:
            bound = max(bound[0], cost), bound[1], bound[2]
            if not solved.covers(bound):
                heappush(queue, (bound, label.chain.legs, label.chain, label, NO_LANES, 0))

    def offer(label: Label, fan: Fan, at: int, cost: int) -> None:
        """Push what comes of the lanes on that may cost no more than this, and the next lane on."""
        cost_so_far, time_so_far, co2e_so_far = label.vector()
        left = problem.latest - label.moment
        if at:
            bound = search.bound(label)
            if bound is None or solved.covers((cost, bound[1], bound[2])):
                return
        for i in fan.uncovered(at, time_so_far, co2e_so_far, left, solved.stairs):
            least = search.at_least(
                cost_so_far + fan.cents[i], time_so_far + fan.minutes[i], co2e_so_far + fan.grams[i]
            )
            if bests and solved.covers(least):
                continue
            if least[0] > cost:
                heappush(queue, ((least[0], -1, -1), len(queue), label.chain, label, fan, i))
                return
            place = place_of[fan.state(i)]
            bit = critical.get(place, 0)
            if not label.visited & bit:
                # Nothing leads on from the only destination: whoever is there need not be compared with others.
                arrived = place == problem.only_destination
                for further in search.ride(label, fan.lane(i), label.visited | bit):
                    ended = search.delivered(further) if arrived else further
                    if ended is not None:
                        push(ended, cost)

    for label in search.starts():
        push(label._replace(visited=critical.get(label.origin, 0)), 0)
    closed: dict[int, list[Label]] = {}
    try:
        while queue:
            bound, _, _, label, fan, at = heappop(queue)
            if fan is not NO_LANES:
                offer(label, fan, at, bound[0])
                continue
            if solved.covers(bound):
                continue
            if label.state == DELIVERED:
                solved.add(label.chain.found(label.origin, label.vector()))
                if problem.request.pareto:
                    search.budget.spend(REBUILDING * label.chain.legs)
                continue
            rest = _rest(search, later, closed.setdefault(label.state, []), label, bound, solved)
            if rest != bound:
                if rest is not None:
                    heappush(queue, (rest, label.chain.legs, label.chain, label, NO_LANES, 0))
                continue
            delivered = search.delivered(label)
            if delivered is not None:
                push(delivered, bound[0])
            offer(label, search.fan(label, 0), 0, bound[0])
    except Exhausted:
        return solved.found, False, bound[0]
    return solved.found, True, 0


def _rest(
    search: Search, later: Later, before: list[Label], label: Label, bound: Vector, solved: _Solved
) -> Vector | None:
    """The least of what the label leads to and no label taken before at the same state does, but for what is beaten.

    None where there is nothing; the bound, where that is no less, and the label is noted as taken.
    """
    outlook = search.outlook
    limited = search.problem.most_legs != UNLIMITED
    state, moment = label.state, label.moment
    rest = bound
    for i, other in enumerate(before):
        if other.moment > moment or other.co2e > label.co2e or other.start < label.start:
            continue
        if other.visited & ~label.visited or (limited and other.chain.legs > label.chain.legs):
            continue
        cost, earlier = other.cost, moment - other.moment
        worse = earlier and not outlook.earlier_is_better(state, other.moment)
        if worse:
            cost += outlook.worst_storage(state, earlier)
        if cost > label.cost or ((cost, other.co2e) == (label.cost, label.co2e) and _tie(label) < _tie(other)):
            continue
        if worse:
            ways = [search.at_least(*way) for way in later.ways(label, other)]
            search.budget.spend(1 + len(ways) // LOOKS)
            left = [way for way in ways if not solved.covers(way)]
            if left:
                rest = _each(max, rest, _each(min, *left))
                continue
        search.beaten(before, i)
        return None
    if rest == bound:
        search.taken(before, label)
    return rest


def _each(of: Callable[..., int], *vectors: Vector) -> Vector:
    """For each criterion the least or the most of all these figures."""
    cost, time, co2e = (of(figures) for figures in zip(*vectors, strict=True))
    return cost, time, co2e


def _tie(label: Label) -> tuple[int, Chain]:
    return label.chain.legs, label.chain
