"""What being somewhere later is good for: departures that an earlier arrival misses, and what is not valid yet.

Whoever is earlier can do as the later one does, departure by departure, up to the first one that is too far away to
wait for. From there on being earlier is no worse, but for ways on that take a lane of which departures can be missed;
and whoever takes one is late, for the first departure out of reach was itself waited for almost as long as the
question allows. The rest is ways on through places with something that was not valid before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush

from routeplan.planning.bounds import FAR, Bounds, Step, least
from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.dated.labels import Label, Search
from routeplan.planning.found import Found, Vector, covered
from routeplan.planning.front import Staircase

ANY, MISSED, CHANGED = range(3)
"""Ways on: all, those with a lane of which departures can be missed, those through a place where something changes."""

NOTHING = 0, 0, 0
"""Of cents, minutes and grams: a weight by which only where a way leads to counts."""

PART = 8
"""The part of the budget, as one of so many, for what the ways on come to."""

Rests = Sequence[Sequence[Sequence[Vector]]]
"""By kind of way and node the (cents, minutes, grams) to go at least, none of them no less than another."""


class Later:
    """The ways on of a later arrival that an earlier one has no substitute for."""

    def __init__(self, search: Search, so_far: Sequence[Bounds], bests: Sequence[Found]) -> None:
        """`so_far`: cents, minutes and grams from the start; what one of the bests beats is left out."""
        self._search = search
        self._outlook = search.outlook
        self._budget = search.budget
        self._so_far = so_far
        self._bests = bests
        problem = search.problem
        # Nobody comes back to an only origin, or leaves an only destination.
        origins = {place for _, place, _ in problem.starts}
        self._never_left = {problem.only_destination, *(origins if len(origins) == 1 else ())}
        changes = {place: times for place, times in search.outlook.changes.items() if place not in self._never_left}
        self._first_changes = {place: first for place, (first, _) in changes.items()}
        self._last_change = max((last for _, last in changes.values()), default=0)

    def ways(self, label: Label, other: Label) -> Iterator[Vector]:
        """The least (cents, minutes, grams) that the label comes to by ways on on which it pays to be later."""
        state, rests = label.state, self._rests
        cost, time, co2e = label.vector()
        late = max(0, self._outlook.max_wait - (label.moment - other.moment))
        for cents, minutes, grams in rests[MISSED][state]:
            yield cost + cents, time + late + minutes, co2e + grams
        not_before = self._not_before[state]
        if not_before is not None and other.moment < self._last_change:
            for cents, minutes, grams in rests[CHANGED][state]:
                yield cost + cents, max(time + minutes, not_before - label.start), co2e + grams

    @cached_property
    def _rests(self) -> Rests:
        """As far as the labels for it last; else one vector for all ways on, which none of them comes below."""
        part = self._budget.part(PART)
        try:
            return self._exact(part)
        except Exhausted:
            each = [
                [] if cents is None or minutes is None or grams is None else [(cents, minutes, grams)]
                for cents, minutes, grams in zip(*self._search.to_go, strict=True)
            ]
            return each, each, each
        finally:
            self._budget.settle(part)

    def _exact(self, budget: Budget) -> Rests:
        """From the ends, by ascending cost."""
        problem, takes, missable = self._search.problem, self._outlook.takes, self._outlook.missable
        place_of = problem.mesh.place
        into: list[list[Step]] = [[] for _ in place_of]
        for step in problem.mesh.steps:
            if step[4] < 0 or takes(step[4]):
                into[step[5]].append(step)
        rests: list[list[list[Vector]]] = [[[] for _ in place_of] for _ in (ANY, MISSED, CHANGED)]
        stairs = [[Staircase() for _ in place_of] for _ in rests]
        queue = [(cents, minutes, grams, state, ANY) for state, (cents, minutes, grams) in problem.ends.items()]
        heapify(queue)
        while queue:
            cents, minutes, grams, node, kind = heappop(queue)
            if stairs[kind][node].covers(minutes, grams) or self._beaten(node, cents, minutes, grams):
                continue
            budget.spend()
            stairs[kind][node].add(minutes, grams)
            rests[kind][node].append((cents, minutes, grams))
            if kind == ANY and place_of[node] in self._first_changes:
                heappush(queue, (cents, minutes, grams, node, CHANGED))
            for start, *more, lane, _ in into[node]:
                sums = cents + more[0], minutes + more[1], grams + more[2]
                heappush(queue, (*sums, start, kind))
                if kind == ANY and lane in missable and place_of[start] not in self._never_left:
                    heappush(queue, (*sums, start, MISSED))
        return rests

    def _beaten(self, node: int, cents: int, minutes: int, grams: int) -> bool:
        before = [so_far[node] for so_far in self._so_far]
        if before[0] is None or before[1] is None or before[2] is None:
            return True
        return covered(self._bests, (before[0] + cents, before[1] + minutes, before[2] + grams))

    @cached_property
    def _not_before(self) -> Bounds:
        """The first UTC minute of a delivery from each node by a way on through a place after it has changed."""
        mesh, to_go = self._search.problem.mesh, self._search.to_go[1]
        ends = [
            (node, first + rest)
            for node, place in enumerate(mesh.place)
            if (first := self._first_changes.get(place)) is not None and (rest := to_go[node]) is not None
        ]
        return least(mesh.into(NOTHING), mesh.unknown(FAR), ends, mesh.tag_bits)
