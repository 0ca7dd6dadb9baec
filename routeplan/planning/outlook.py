"""Whether being somewhere earlier is ever worse than being there later.

It is worse in three cases, and only then do searches have to keep later arrivals and later departures:

- the goods wait for a timetable departure where storage is priced (the earlier arrival pays for more days),
- a lane or a change of a scenario is not valid yet,
- departures lie so far apart that the earlier arrival would wait longer than the question allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import cmp_to_key

from routeplan.network.model import Day, Ratio
from routeplan.planning.board import Board, Edge
from routeplan.planning.clock import DAY_MIN, to_utc
from routeplan.planning.mesh import Mesh

FURTHEST_ZONE_MIN = 14 * 60
"""No zone is further from UTC; a date begins nowhere later than this much after its midnight in UTC."""


class Outlook:
    """What lies ahead of each state, see the module.

    `steady_from[state]`: from this UTC minute on, whoever is earlier finds every departure the later one finds.
    `dearest[state]`: the highest storage rate (cents a day, exact) at any place ahead, this one included, where a
    timetable departure may be waited for; None where there is none.
    `unsteady`: the places in which being there earlier can be worse.
    """

    def __init__(self, board: Board, mesh: Mesh, max_wait: int, lanes: frozenset[int] | None = None) -> None:
        """Over all lanes, or over those given where the others are known not to matter."""
        self.max_wait = max_wait
        self.lanes = lanes
        own_steady = [board.since] * len(board.place_ids)
        own_rate: list[Ratio | None] = [None] * len(board.place_ids)
        for era in board.eras:
            for place, out in enumerate(era.edges):
                edges = [edge for edge in out if self.takes(edge.lane)]
                for edge in edges:
                    own_steady[place] = max(own_steady[place], self._steady(edge, board.zones[place]))
                storage = era.storage[place]
                if storage is not None and any(edge.timetable is not None for edge in edges):
                    rate = storage[1:]
                    if _compare(rate, own_rate[place]) > 0:
                        own_rate[place] = rate
        for place, day in self._changes(board):
            own_steady[place] = max(own_steady[place], day * DAY_MIN + FURTHEST_ZONE_MIN)
        places = mesh.place
        before: list[list[int]] = [[] for _ in places]
        for start, _, _, _, lane, end in mesh.steps:
            if lane < 0 or self.takes(lane):
                before[end].append(start)
        latest = sorted(range(len(places)), key=lambda state: -own_steady[places[state]])
        self.steady_from = [own_steady[places[state]] for state in _spread(latest, before)]
        charging = [state for state in range(len(places)) if own_rate[places[state]] is not None]
        by_rate = cmp_to_key(_compare)
        charging.sort(key=lambda state: by_rate(own_rate[places[state]]), reverse=True)
        free = [state for state in range(len(places)) if own_rate[places[state]] is None]
        self.dearest = [own_rate[places[state]] for state in _spread([*charging, *free], before)]
        self._places, self._since = places, board.since
        self.unsteady = self._unsteady()

    def without_storage(self) -> Outlook:
        """The same where nobody minds what storage costs."""
        free = copy(self)
        free.dearest = [None] * len(self.dearest)
        free.unsteady = free._unsteady()
        return free

    def _unsteady(self) -> frozenset[int]:
        return frozenset(
            place
            for place, steady, rate in zip(self._places, self.steady_from, self.dearest, strict=True)
            if steady > self._since or rate is not None
        )

    def takes(self, lane: int) -> bool:
        """Whether the lane matters."""
        return self.lanes is None or lane in self.lanes

    def _changes(self, board: Board) -> Iterator[tuple[int, Day]]:
        """The places whose figures change from one era to the next, and the first day of the new ones."""
        for before, after, day in zip(board.eras, board.eras[1:], board.era_days[1:], strict=False):
            old, new = before.network, after.network
            changed = {
                lane.from_place
                for lanes, others in ((old.lanes, new.lanes), (new.lanes, old.lanes))
                for lane in lanes.values()
                if lane != others.get(lane.id) and self.takes(board.lane_number(lane.id))
            }
            for number, place in enumerate(board.place_ids):
                if place in changed or old.places[place] != new.places[place]:
                    yield number, day

    def _steady(self, edge: Edge, tz: str) -> int:
        if edge.timetable is not None:
            return edge.timetable.steady_from(self.max_wait)
        if edge.valid_from is not None:
            return to_utc(edge.valid_from * DAY_MIN, tz)
        return 0

    def earlier_is_better(self, state: int, moment: int) -> bool:
        """Whether arriving in this state at the moment is at least as good as arriving later, all else equal."""
        return self.dearest[state] is None and moment >= self.steady_from[state]

    def worst_storage(self, state: int, minutes: int) -> int:
        """The most it can cost, in cents, to be earlier by these minutes: started days at the dearest rate ahead."""
        rate = self.dearest[state]
        if rate is None or minutes == 0:
            return 0
        return -(-(-(-minutes // DAY_MIN) * rate[0]) // rate[1])


def _compare(a: Ratio | None, b: Ratio | None) -> int:
    """Below, equal to or above zero as rate a is below, equal to or above b; no rate is the lowest."""
    if a is None or b is None:
        return (a is not None) - (b is not None)
    return a[0] * b[1] - b[0] * a[1]


def _spread(ranked: Sequence[int], before: Sequence[Sequence[int]]) -> list[int]:
    """For each state the first state of `ranked` (worst first) that can be reached from it, itself included."""
    reached = [-1] * len(before)
    for source in ranked:
        frontier = [source]
        while frontier:
            state = frontier.pop()
            if reached[state] < 0:
                reached[state] = source
                frontier.extend(before[state])
    return reached
