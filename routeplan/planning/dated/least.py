"""The itinerary over timetables with the least of a weighted sum: so many times cents, minutes and grams.

One sum has one bound, which is closer than what bounds of cents, minutes and grams, each of another way, add up to; and
of labels at a state only the moment and the sum so far count. That makes it far less work than a front.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from heapq import heappop, heappush

from routeplan.planning.bounds import FAR
from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.dated.fan import Fan
from routeplan.planning.dated.labels import Chain, Label, Search
from routeplan.planning.dated.repeats import simple
from routeplan.planning.found import DELIVERED, Found, Result, Vector
from routeplan.planning.mesh import Weight, weigh
from routeplan.planning.problem import UNLIMITED, Problem

UNITS = (1, 0, 0), (0, 1, 0), (0, 0, 1)

Ranked = list[tuple[int, int]]
"""The lanes out of a state by what they and the rest add at least, as (sum, position in the fan)."""


def bests(problem: Problem, weights: Vector, budget: Budget) -> Result:
    """One of the best by each criterion, and by the sum of so many times cents, minutes and grams."""
    search = Search(problem, budget)
    priced, free = search.outlook, search.outlook.without_storage()
    found: list[Found] = []
    for weight in (1, 2, 0, weights):
        search.outlook = priced if weigh(UNITS[0], False, weight) else free
        sums = _Sums(search, weight)
        result = simple(search, partial(_relaxed, search, sums, tuple(found)))
        found.extend(result.found)
        if not found or not result.complete:
            return Result(tuple(found), result.complete)
    return Result(tuple(found), True)


class _Sums:
    """Weighted sums: of figures, and those to go at least."""

    def __init__(self, search: Search, weight: Weight) -> None:
        self.cents, self.minutes, self.grams = (weigh(unit, False, weight) for unit in UNITS)
        self._search = search
        self._weight = weight
        self._to_go = search.problem.to_go(weight)
        self._ranked: dict[int, Ranked] = {}  # by the identity of the fan, which the search keeps

    def of(self, vector: Sequence[int]) -> int:
        """The sum of cents, minutes and grams."""
        return weigh(vector, False, self._weight)

    def bound(self, label: Label) -> int | None:
        """The least the label can come to; None where it cannot be delivered."""
        if self._search.bound(label) is None:
            return None
        to_go = 0 if label.state == DELIVERED else self._to_go[label.state]
        return None if to_go is None else self.of(label.vector()) + to_go

    def but_for_time(self, label: Label) -> int:
        """The sum so far if time counted from the same moment for all labels."""
        return self.cents * label.cost + self.grams * label.co2e - self.minutes * label.start

    def ways(self, label: Label) -> Ranked:
        """The lanes out of the label's state, the best first."""
        fan = self._search.fan(label, 0)
        ranked = self._ranked.get(id(fan))
        if ranked is None:
            ranked = self._ranked[id(fan)] = self._rank(fan)
        return ranked

    def _rank(self, fan: Fan) -> Ranked:
        lanes = fan.lanes
        if lanes is None:
            return []
        ranked = [
            (self.of((lanes.cents[lane], lanes.minutes[lane], lanes.grams[lane])) + to_go, i)
            for i, lane in enumerate(fan.order)
            if (to_go := self._to_go[lanes.states[lane]]) is not None
        ]
        ranked.sort()
        return ranked


def _relaxed(
    search: Search, sums: _Sums, known: Sequence[Found], critical: dict[int, int]
) -> tuple[list[Found], bool, int]:
    """The itinerary of the least sum if only critical places may not be visited twice; none where one known has it."""
    most = min((sums.of(one.vector) for one in known), default=FAR)
    place_of = search.problem.mesh.place
    # (the sum at least; legs; label; its ways on, and the one to look at next): what comes of the ways on has to come
    # before labels of the same sum
    queue: list[tuple[int, int, Chain, Label, Ranked, int]] = []

    def push(label: Label) -> None:
        bound = sums.bound(label)
        if bound is not None and bound < most:
            heappush(queue, (bound, label.chain.legs, label.chain, label, [], 0))

    def offer(label: Label, ways: Ranked, at: int, bound: int) -> None:
        """Push what comes of the ways on that may come to no more than this, and the next way on."""
        so_far, fan = sums.of(label.vector()), search.fan(label, 0)
        for i in range(at, len(ways)):
            more, lane = ways[i]
            if so_far + more >= most:
                return
            if so_far + more > bound:
                heappush(queue, (so_far + more, -1 - len(queue), label.chain, label, ways, i))
                return
            bit = critical.get(place_of[fan.state(lane)], 0)
            if not label.visited & bit:
                for further in search.ride(label, fan.lane(lane), label.visited | bit):
                    push(further)

    for label in search.starts():
        push(label._replace(visited=critical.get(label.origin, 0)))
    closed: dict[int, list[Label]] = {}
    bound = 0
    try:
        while queue:
            bound, _, _, label, ways, at = heappop(queue)
            if ways:
                offer(label, ways, at, bound)
                continue
            if label.state == DELIVERED:
                return [label.chain.found(label.origin, label.vector())], True, 0
            if _gives_way(search, sums, closed.setdefault(label.state, []), label, bound, most):
                continue
            delivered = search.delivered(label)
            if delivered is not None:
                push(delivered)
            offer(label, sums.ways(label), 0, bound)
    except Exhausted:
        return [], False, bound
    return [], True, 0


def _gives_way(search: Search, sums: _Sums, before: list[Label], label: Label, bound: int, most: int) -> bool:
    """Whether one taken before at the same state leads to all the label leads to below `most`; see `front`."""
    outlook = search.outlook
    limited = search.problem.most_legs != UNLIMITED
    state, moment = label.state, label.moment
    mine = sums.but_for_time(label)
    for i, other in enumerate(before):
        if other.moment > moment or other.visited & ~label.visited:
            continue
        if limited and other.chain.legs > label.chain.legs:
            continue
        yours = sums.but_for_time(other)
        earlier = moment - other.moment
        if earlier and not outlook.earlier_is_better(state, other.moment):
            if other.moment < outlook.steady_from[state]:
                continue
            yours += sums.cents * outlook.worst_storage(state, earlier)
            if bound + sums.minutes * (outlook.max_wait - earlier) < most:
                continue
        if yours <= mine:
            search.beaten(before, i)
            return True
    search.taken(before, label)
    return False
