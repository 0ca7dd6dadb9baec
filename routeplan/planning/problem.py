"""One question on a board: where it starts and ends, the stopovers asked for, and exact bounds of the way to go.

With stopovers the journey begins in a low layer of them and may end in the top one only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from routeplan.errors import UsageError
from routeplan.planning.board import ORIGIN, WAYS, Board
from routeplan.planning.bounds import FAR, Arc, Bounds, Into, TradeOff, least
from routeplan.planning.clock import to_utc
from routeplan.planning.corridor import Corridor
from routeplan.planning.mesh import LEGS, Fans, Packing, Weight, weigh
from routeplan.planning.nearest import Nearest
from routeplan.planning.outlook import Outlook
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.planning.stopovers import Stopovers

if TYPE_CHECKING:
    from routeplan.planning.fast.arrays import Arrays

UNLIMITED = 1 << 60


class Problem:
    """A request on its board.

    `starts`: (state, place, ready moment in UTC minutes; 0 without dates); no arc leads there.
    `ends`: least (cents, minutes, grams) of the handling at the destination by state. `mesh` holds all arcs, but
    not the steps out of the starts. `only_destination`: where the journey ends, so that nothing leads on from there;
    -1 where it may end at one of several places.
    """

    def __init__(self, board: Board, request: Request) -> None:
        self.board = board
        self.request = request
        origins = board.members(request.origin)
        destinations = board.members(request.destination)
        if not set(destinations).isdisjoint(origins):
            raise UsageError(
                f"origin and destination share a place: {request.origin}, {request.destination}",
                help="ask for two different places",
            )
        self.most_legs = UNLIMITED if request.max_transfers is None else request.max_transfers + 1
        self.stopovers = Stopovers.of(board, request)
        self.mesh = self.stopovers.mesh
        self.starts = [
            (self.stopovers.before(place, place * WAYS + ORIGIN), place, self._ready(place)) for place in origins
        ]
        top = self.stopovers.top
        self.ends = {top + state: least for place in destinations for state, least in board.endings(place)}
        self.destinations = tuple(sorted(destinations))
        self.only_destination = destinations[0] if len(destinations) == 1 else -1
        self._deadlines: dict[int, int] = {}
        if request.deadline is not None:
            self._deadlines = {place: to_utc(request.deadline, board.zones[place]) for place in destinations}
        self.latest = max(self._deadlines.values(), default=UNLIMITED)

    def _ready(self, place: int) -> int:
        depart = self.request.depart
        return 0 if depart is None else to_utc(depart, self.board.zones[place])

    def _departing(self) -> list[Arc]:
        """The arcs out of the starts."""
        return [arc for state, _, _ in self.starts for arc in self.mesh.arcs(state)]

    def in_time(self, place: int, delivered: int) -> bool:
        """Whether a delivery at this destination keeps the deadline."""
        return delivered <= self._deadlines.get(place, UNLIMITED)

    def to_go(self, weight: Weight) -> Bounds:
        """The least weight from each state to being delivered."""
        bounds = self.mesh.bounds.of((weight, self.destinations), lambda: self._to_go(weight))
        # No step leads to a start, so its bound may stand among those that other questions share.
        for state, _, _ in self.starts:
            ways = [(weigh(arc, True, weight), bounds[arc[4]]) for arc in self.mesh.arcs(state)]
            bounds[state] = min((more + rest for more, rest in ways if rest is not None), default=None)
        return bounds

    def _to_go(self, weight: Weight) -> Bounds:
        bounds = None
        if not isinstance(weight, tuple):
            arrays = self._arrays(self._packing(OBJECTIVES[0]))
            bounds = None if arrays is None else arrays.least(weight, self)
            if bounds is None and self.weightless(weight):
                return [None if rest is None else 0 for rest in self.to_go(0)]
        if bounds is None:
            bounds = least(self.mesh.into(weight), self.mesh.unknown(FAR), self.endings(weight), self.mesh.tag_bits)
        return bounds

    def endings(self, weight: Weight) -> list[tuple[int, int]]:
        """The least weight of ending in a state, by state."""
        # Handling at the destination is no leg.
        return [(state, weigh(end, False, weight)) for state, end in self.ends.items()]

    def nearest(self, weight: int) -> Nearest:
        """The same for cents, minutes or grams, as far as a search needs it, and final where the journey begins."""
        nearest = self.mesh.nearest.of((weight, self.destinations), lambda: self._nearest(weight))
        for state, _, _ in self.starts:
            nearest.enter(state, [(arc[weight], arc[4]) for arc in self.mesh.arcs(state)])
        return nearest

    def _nearest(self, weight: int) -> Nearest:
        if self.weightless(weight):
            return Nearest([], self.mesh.unknown(0), (), self.mesh.tag_bits)
        self._arrays(self._packing(OBJECTIVES[0]))  # which counts what is looked at in Python
        return Nearest(self.mesh.into(weight), self.mesh.unknown(FAR), self.endings(weight), self.mesh.tag_bits)

    def weightless(self, weight: int) -> bool:
        """Whether all ways to the destination come to nothing, as to grams where no CO2e is stated.

        Never of cents, whose bounds tell where there is a way at all.
        """
        return weight in (1, 2) and not (self.mesh.largest()[weight] or any(end[weight] for end in self.ends.values()))

    def trade_off(self, weight: int) -> TradeOff:
        """The least cents (0) or grams (2) from each node within any time that the deadline leaves."""
        into: list[list[tuple[int, int, int]]] = [[] for _ in self.mesh.place]
        for step in self.mesh.steps:
            into[step[5]].append((step[weight + 1], step[2], step[0]))
        ends = [(state, end[weight], end[1]) for state, end in self.ends.items()]
        return TradeOff(into, ends, self.latest - min(ready for _, _, ready in self.starts))

    def from_start(self, weight: int) -> Bounds:
        """The least cents (0), minutes (1) or grams (2) from the origin to each node."""
        bits = self.mesh.tag_bits
        onward: Into = [[] for _ in self.mesh.place]
        for step in self.mesh.steps:
            onward[step[0]].append(step[weight + 1] << bits | step[5])
        return least(onward, self.mesh.unknown(FAR), [(arc[4], arc[weight]) for arc in self._departing()], bits)

    def legs_to_go(self) -> Bounds:
        """The fewest legs from each state to the destination."""
        return self.to_go(LEGS)

    def outlook(self) -> Outlook:
        """What lies ahead of each state; shared by questions on the same board."""
        max_wait = self.request.max_wait_min
        return self.mesh.outlooks.of(max_wait, lambda: Outlook(self.board, self.mesh, max_wait))

    def fans(self) -> Fans:
        """The sorted lanes that searches over timetables have made; shared by questions of the same destination."""
        return self.mesh.fans.of(self.destinations, dict)

    def corridor(self, by: str, closed: frozenset[int] = frozenset()) -> Corridor:
        """The ways to the destination by one objective that lead through none of the closed places.

        Shared by questions on the same mesh.
        """
        packing = self._packing(by)
        key = (self.destinations, packing.key, closed)
        return self.mesh.corridors.of(key, lambda: self._corridor(packing, closed))

    def _corridor(self, packing: Packing, closed: frozenset[int]) -> Corridor:
        arrays = self._arrays(packing)
        if arrays is None:
            return Corridor(self.mesh, self.ends, packing, closed)
        return arrays.corridor(self.ends, packing, closed)

    def _packing(self, by: str) -> Packing:
        return self.mesh.packing(by, [*self.ends.values(), *self._departing()])

    def accelerated(self, by: str) -> Arrays | None:
        """What the accelerator works with, where there has been work enough for it and figures fit."""
        return self.mesh.accelerated if self.mesh.accelerated and self._packing(by).narrow else None

    def _arrays(self, packing: Packing) -> Arrays | None:
        return self.mesh.arrays() if packing.narrow else None

    def visits(self, origin: int, lanes: Sequence[int]) -> list[int]:
        """The places a chain of lanes visits, in order."""
        return [origin, *(self.board.lane_ends[lane] for lane in lanes)]
