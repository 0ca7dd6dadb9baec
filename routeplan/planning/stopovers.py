"""Stopovers (`--via`, `--prefer`, lanes to ride): the states of a board in a layer for each set of them already met."""

from __future__ import annotations

from collections.abc import Sequence

from routeplan.errors import UsageError
from routeplan.planning.board import SHARED_STOPOVERS, WAYS, Board, Edge
from routeplan.planning.bounds import Arc
from routeplan.planning.mesh import Mesh
from routeplan.planning.request import Request

MAX_STOPOVERS = 8
"""Each one doubles the states."""


def layers_of(request: Request) -> int:
    """How many sets of stopovers there are."""
    return 1 << len(request.via) + len(request.prefer) + len(request.ride)


class Stopovers:
    """`mesh`: the states of all layers, in the lowest first; `top`: where the layer begins in which all are met."""

    def __init__(self, board: Board, request: Request) -> None:
        self._board = board
        self._layers = layers_of(request)
        if self._layers > 1 << MAX_STOPOVERS:
            raise UsageError(f"more than {MAX_STOPOVERS} places to go through", help="ask for fewer")
        self._at_place, self._on_lane = _bits(board, request)
        self._layer = len(board.mesh.place)
        self.top = (self._layers - 1) * self._layer
        self.mesh = board.mesh if self._layers == 1 else self._layered()

    @classmethod
    def of(cls, board: Board, request: Request) -> Stopovers:
        """Those of a request; questions on the same board share the last ones, with all bounds found."""
        if layers_of(request) > 1 << SHARED_STOPOVERS:
            return cls(board, request)
        return board.stopovers.of((request.via, request.prefer, request.ride), lambda: cls(board, request))

    def before(self, place: int, state: int) -> int:
        """The board's state at a place where the journey begins: only this place is met."""
        return self._at_place.get(place, 0) * self._layer + state

    def split(self, state: int) -> tuple[int, int, int]:
        """Stopovers met, place and inbound mode of a state."""
        met, at = divmod(state, self._layer)
        return met, *divmod(at, WAYS)

    def ridden(self, met: int, edges: Sequence[Edge]) -> list[int]:
        """The states after riding each of the edges, with the stopovers met before."""
        arrived = [edge.to * WAYS + edge.mode for edge in edges]
        if self._layers == 1:
            return arrived
        return [self._after(met, edge.lane, state) for edge, state in zip(edges, arrived, strict=True)]

    def _after(self, met: int, lane: int, arrived: int) -> int:
        met |= self._at_place.get(arrived // WAYS, 0) | self._on_lane.get(lane, 0)
        return met * self._layer + arrived

    def _layered(self) -> Mesh:
        plain, layer = self._board.mesh, self._layer
        steps = [
            (
                met * layer + start,
                cents,
                minutes,
                grams,
                lane,
                met * layer + end if lane < 0 else self._after(met, lane, end),
            )
            for met in range(self._layers)
            for start, cents, minutes, grams, lane, end in plain.steps
        ]
        return Mesh(steps, [*plain.place] * self._layers, self._arcs, len(self._board.lane_ids))

    def _arcs(self, state: int) -> Sequence[Arc]:
        met, at = divmod(state, self._layer)
        return [
            (cents, minutes, grams, lane, self._after(met, lane, arrived))
            for cents, minutes, grams, lane, arrived in self._board.arcs(at)
        ]


def _bits(board: Board, request: Request) -> tuple[dict[int, int], dict[int, int]]:
    """Bits of the stopovers met at a place, and by riding a lane."""
    at_place: dict[int, int] = {}
    for bit, via in enumerate(request.via):
        for place in board.members(via):
            at_place[place] = at_place.get(place, 0) | 1 << bit
    on_lane: dict[int, int] = {}
    numbers = {lane_id: number for number, lane_id in enumerate(board.lane_ids)} if request.ride else {}
    for bit, lane_id in enumerate(request.ride, start=len(request.via) + len(request.prefer)):
        if lane_id in numbers:
            on_lane[numbers[lane_id]] = on_lane.get(numbers[lane_id], 0) | 1 << bit
    for bit, tag in enumerate(request.prefer, start=len(request.via)):
        for number, lane_id in enumerate(board.lane_ids):
            lane = board.network.lanes.get(lane_id)
            if lane is not None and tag in lane.tags:
                on_lane[number] = on_lane.get(number, 0) | 1 << bit
    return at_place, on_lane
