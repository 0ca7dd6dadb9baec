"""Whether being somewhere earlier is ever worse than being there later.

It is worse in three cases, and only then do searches have to keep later arrivals and later departures:

- the goods wait for a timetable departure where storage is priced (the earlier arrival pays for more days),
- departures lie so far apart that the earlier arrival would wait longer than the question allows: it *misses* them,
- a lane or a change of a scenario is not valid yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import cmp_to_key

from routeplan.network.model import Day, Ratio
from routeplan.planning.board import WAYS, Board, Edge, Era
from routeplan.planning.bounds import FAR, Into, least
from routeplan.planning.clock import DAY_MIN, to_utc
from routeplan.planning.mesh import Mesh

FURTHEST_ZONE_MIN = 14 * 60
"""No zone is further from UTC; a date begins no more than this before or after its midnight in UTC."""


class Outlook:
    """What lies ahead of each state, see the module.

    `steady_from[state]`: from this UTC minute on, whoever is earlier misses no departure, and finds nothing that is
    not valid yet.
    `dearest[state]`: the highest storage rate (cents a day, exact) at any place ahead, this one included, where a
    timetable departure may be waited for; None where there is none.
    `missable`: the lanes of which a departure can be missed; `changes`: the places with what is not valid yet, with the
    first UTC minute of a stay that makes use of any of it, and the minute from which on all stays do.
    `unsteady`: the places in which being there earlier can be worse.
    """

    def __init__(self, board: Board, mesh: Mesh, max_wait: int, lanes: frozenset[int] | None = None) -> None:
        """Over all lanes, or over those given where the others are known not to matter."""
        self.max_wait = max_wait
        self.lanes = lanes
        self._places, self._since = mesh.place, board.since
        own_steady = [board.since] * len(board.place_ids)
        own_rate: list[Ratio | None] = [None] * len(board.place_ids)
        waited_for, missable = set(), set()
        self.changes: dict[int, tuple[int, int]] = {}
        for era in board.eras:
            for place, out in enumerate(era.edges):
                storage = era.storage[place]
                for edge in out:
                    if not self.takes(edge.lane):
                        continue
                    if edge.timetable is not None:
                        waited_for.add(edge.lane)
                        steady = edge.timetable.steady_from(max_wait)
                        if steady > board.since:
                            missable.add(edge.lane)
                            own_steady[place] = max(own_steady[place], steady)
                        if storage is not None and _compare(storage[1:], own_rate[place]) > 0:
                            own_rate[place] = storage[1:]
                    elif edge.valid_from is not None:
                        opens = to_utc(edge.valid_from * DAY_MIN, board.zones[place])
                        if opens > board.since:
                            self._change(place, opens - _longest_stay(era, place, edge), opens)
        for place, day in self._changed(board):
            midnight = day * DAY_MIN
            self._change(place, midnight - FURTHEST_ZONE_MIN, midnight + FURTHEST_ZONE_MIN)
        for place, (_, last) in self.changes.items():
            own_steady[place] = max(own_steady[place], last)
        self._out_of_reach = frozenset(missable)
        charging = any(rate is not None for rate in own_rate)
        # Who pays for waiting can be better off with a departure that whoever is earlier finds too far away.
        self.missable = frozenset(waited_for) if charging else self._out_of_reach
        self.steady_from = [board.since] * len(mesh.place)
        self.dearest: list[Ratio | None] = [None] * len(mesh.place)
        if missable or self.changes or charging:
            into = self._into(mesh)
            self._spread_steady(mesh, into, own_steady)
            self._spread_rates(mesh, into, own_rate)
        self.unsteady = self._unsteady()

    def without_storage(self) -> Outlook:
        """The same where nobody minds what storage costs."""
        free = copy(self)
        free.dearest = [None] * len(self.dearest)
        free.missable = self._out_of_reach
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

    def _change(self, place: int, first: int, last: int) -> None:
        known = self.changes.get(place, (first, last))
        self.changes[place] = min(first, known[0]), max(last, known[1])

    def _changed(self, board: Board) -> Iterator[tuple[int, Day]]:
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

    def _into(self, mesh: Mesh) -> Into:
        """The steps of the lanes that matter by the node they lead to, with their minutes."""
        if self.lanes is None:
            return mesh.into(1)
        into: Into = [[] for _ in mesh.place]
        for start, _, minutes, _, lane, end in mesh.steps:
            if lane < 0 or self.takes(lane):
                into[end].append(minutes << mesh.tag_bits | start)
        return into

    def _spread_steady(self, mesh: Mesh, into: Into, own: Sequence[int]) -> None:
        """To the states from which one can come to a place, by as much earlier as the way takes at least."""
        latest = max(own)
        ends = [(state, latest - own[place]) for state, place in enumerate(mesh.place) if own[place] > self._since]
        for state, before in enumerate(least(into, mesh.unknown(FAR), ends, mesh.tag_bits)):
            if before is not None:
                self.steady_from[state] = max(self._since, latest - before)

    def _spread_rates(self, mesh: Mesh, into: Into, own: Sequence[Ratio | None]) -> None:
        """To the states from which one can come to a place, the dearest first."""
        tag = (1 << mesh.tag_bits) - 1
        by_rate = cmp_to_key(_compare)
        charging = [state for state, place in enumerate(mesh.place) if own[place] is not None]
        charging.sort(key=lambda state: by_rate(own[mesh.place[state]]), reverse=True)
        for source in charging:
            frontier = [source]
            while frontier:
                state = frontier.pop()
                if self.dearest[state] is None:
                    self.dearest[state] = own[mesh.place[source]]
                    frontier.extend(step & tag for step in into[state])

    def earlier_is_better(self, state: int, moment: int) -> bool:
        """Whether arriving in this state at the moment is at least as good as arriving later, all else equal."""
        return self.dearest[state] is None and moment >= self.steady_from[state]

    def worst_storage(self, state: int, minutes: int) -> int:
        """The most it can cost, in cents, to be earlier by these minutes: started days at the dearest rate ahead."""
        rate = self.dearest[state]
        if rate is None or minutes == 0:
            return 0
        return -(-(-(-minutes // DAY_MIN) * rate[0]) // rate[1])


def _longest_stay(era: Era, place: int, edge: Edge) -> int:
    """The most minutes from being at the place to leaving by a lane that is not waited for."""
    handled = max(era.stopover(place, inbound, edge.mode).time_min for inbound in range(WAYS))
    return handled + edge.cutoff_min + edge.empty_wait_min + (edge.shift_min or 0)


def _compare(a: Ratio | None, b: Ratio | None) -> int:
    """Below, equal to or above zero as rate a is below, equal to or above b; no rate is the lowest."""
    if a is None or b is None:
        return (a is not None) - (b is not None)
    return a[0] * b[1] - b[0] * a[1]
