"""The k best itineraries over timetables: the best schedule of each of the k best sequences of lanes."""

from __future__ import annotations

from heapq import heappop, heappush

from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.corridor import Bypass
from routeplan.planning.dated.fan import NO_LANES, Fan
from routeplan.planning.dated.labels import Chain, Label, Search
from routeplan.planning.dated.visits import RECENT, Earlier, among, long_ago, together
from routeplan.planning.found import DELIVERED, Found, Result, Vector
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import Problem

UNKNOWN, FREE, AROUND = range(3)
"""Of the way on along the bounds: not looked at, visits no place twice, its bound is around the visits."""


def k_best(problem: Problem, by: str, k: int, budget: Budget) -> Result:
    """The k best itineraries that differ in their sequence of lanes, best first."""
    search = Search(problem, budget, counting=True)
    corridor = problem.corridor(by)
    corridor.widen()
    packing = corridor.packing
    for state, _, _ in problem.starts:
        corridor.enter(state)
    a, b, c = packing.order
    place_of = problem.mesh.place
    # Sequences of lanes, numbered: by the sequence before and the last lane; an origin is a sequence of its own.
    sequences: dict[tuple[int, int], int] = {}
    # (criteria in order, legs at least, chain, what is known of the way on, label, its sequence, the last places
    # visited, those before them; its lanes on, and the one to look at next): what comes of the lanes on has to come
    # before labels of the same figure
    queue: list[tuple[Vector, int, Chain, int, Label, int, tuple[int, ...], Earlier, Fan, int]] = []

    def push(
        label: Label, floor: int, sequence: int, visited: tuple[int, ...], earlier: Earlier, way: int = UNKNOWN
    ) -> None:
        bound = search.bound(label)
        if bound is not None:
            legs = label.chain.legs
            if label.state != DELIVERED:
                legs += search.fewest_legs(label.state)
            ordered = (max(bound[a], floor), bound[b], bound[c])
            heappush(queue, (ordered, legs, label.chain, way, label, sequence, visited, earlier, NO_LANES, 0))

    def offer(
        label: Label,
        along: int,
        sequence: int,
        visited: tuple[int, ...],
        earlier: Earlier,
        fan: Fan,
        at: int,
        figure: int,
    ) -> None:
        """Push what comes of the lanes on that may come to no more than this figure, and the next lane on."""
        so_far, left = label.vector(), problem.latest - label.moment
        if len(visited) >= RECENT:
            visited, earlier = (), among(earlier, visited)
        for i in range(at, len(fan.order)):
            place = place_of[fan.state(i)]
            if place in visited or fan.minutes[i] > left or (earlier and long_ago(earlier, place)):
                continue
            least = so_far[a] + fan.least[i]
            if least > figure:
                later = (least, -1, -1), len(queue), label.chain, along, label, sequence, visited, earlier, fan, i
                heappush(queue, later)
                return
            way = fan.lane(i)
            lane = way.edge.lane
            for further in search.ride(label, way):
                longer = sequences.setdefault((sequence, lane), len(sequences))
                push(further, figure, longer, (*visited, place), earlier, FREE if lane == along else UNKNOWN)

    for label in search.starts():
        push(label, 0, sequences.setdefault((-1, label.origin), len(sequences)), (label.origin,), ())
    found: list[Found] = []
    shown: set[int] = set()
    taken: dict[int, list[Label]] = {}  # by sequence
    ordered = (0, 0, 0)
    try:
        while queue and len(found) < k:
            ordered, legs, chain, way, label, sequence, visited, earlier, fan, at = heappop(queue)
            if fan is not NO_LANES:
                offer(label, way, sequence, visited, earlier, fan, at, ordered[0])
                continue
            if label.state == DELIVERED:
                if sequence not in shown:
                    shown.add(sequence)
                    found.append(chain.found(label.origin, label.vector()))
                continue
            along = -1  # the lane along which the way on is not blocked
            if way != AROUND:
                if _beaten_alike(search.outlook, taken.setdefault(sequence, []), label, a):
                    continue
                legs_left = problem.most_legs - chain.legs
                to_go = corridor.bound(label.state)
                again = None
                if to_go is not None and way != FREE:
                    again = corridor.leads_back(label.state, together(earlier, visited), legs_left)
                if to_go is not None and again is None:
                    onward = corridor.along(label.state)
                    along = -1 if onward is None else onward[0]
                elif again is not None:
                    limit = legs_left if search.limited else None
                    bypass = Bypass(corridor, label.state, together(earlier, visited), limit, packing.unknown, again)
                    bypass.search(packing.unknown, budget)
                    if not bypass.found:
                        continue
                    floor = label.vector()[a] + packing.unpack(bypass.least)[a]
                    if floor > ordered[0]:
                        ordered = (floor, *ordered[1:])
                        heappush(queue, (ordered, legs, chain, AROUND, label, sequence, visited, earlier, NO_LANES, 0))
                        continue
            delivered = search.delivered(label)
            if delivered is not None:
                push(delivered, ordered[0], sequence, visited, earlier)
            offer(label, along, sequence, visited, earlier, search.fan(label, a), 0, ordered[0])
    except Exhausted:
        return Result(tuple(found), False, ordered[0])
    return Result(tuple(found), True)


def _beaten_alike(outlook: Outlook, before: list[Label], label: Label, first: int) -> bool:
    """Whether a schedule of the same lanes taken before is as good from here on; if not, the label is noted."""
    for other in before:
        mine, yours = (label.cost, label.co2e), (other.cost, other.co2e)
        if other.moment == label.moment:
            if first == 2:
                mine, yours = mine[::-1], yours[::-1]
            if yours < mine or (yours == mine and not label.chain < other.chain):
                return True
        elif (
            other.moment < label.moment
            and outlook.earlier_is_better(label.state, other.moment)
            and other.cost <= label.cost
            and other.co2e <= label.co2e
            and (yours != mine or other.chain < label.chain)
        ):
            return True
    before.append(label)
    return False
