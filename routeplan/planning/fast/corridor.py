"""A corridor whose bounds compiled code finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.planning.corridor import Corridor
from routeplan.planning.fast.nearest import UNKNOWN
from routeplan.planning.found import Vector
from routeplan.planning.mesh import LEGS, Mesh, Packing

if TYPE_CHECKING:
    from routeplan.planning.fast.arrays import Arrays


class FastCorridor(Corridor):
    """A corridor with all its bounds as columns: criteria in the order of the packing, then legs."""

    def __init__(
        self, mesh: Mesh, ends: dict[int, Vector], packing: Packing, closed: frozenset[int], arrays: Arrays
    ) -> None:
        self._arrays = arrays
        self._weights: dict[int, int] = {}
        super().__init__(mesh, ends, packing, closed)

    def _begin(self, ends: dict[int, Vector]) -> None:
        order = self.packing.order
        ordered = ((state, [*(end[i] for i in order), 0]) for state, end in ends.items())
        self._least = self._arrays.settled((*order, LEGS), ordered, self.closed)
        self.radius = self.packing.unknown - 1

    def weight(self, state: int) -> int:
        weight = self._weights.get(state)
        if weight is None:
            row = self._least[state].tolist()
            weight = self.packing.unknown if row[0] == UNKNOWN else self.packing.join(*row)
            self._weights[state] = weight
        return weight

    def _set(self, state: int, weight: int) -> None:
        self._weights[state] = weight

    def _totals(self, state: int) -> list[int]:
        codes, weight = self._mesh.out(self.packing, state).codes, self.weight
        return [code + (weight(arc[4]) | arc[4]) for code, arc in zip(codes, self._mesh.by_lane(state), strict=True)]
