"""A corridor whose bounds compiled code finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from routeplan.planning.corridor import Corridor
from routeplan.planning.fast.nearest import UNKNOWN
from routeplan.planning.found import Vector
from routeplan.planning.mesh import LEGS, NARROW, Mesh, Packing

if TYPE_CHECKING:
    from routeplan.planning.fast.arrays import Arrays

LONGEST = 1 << NARROW
"""No sum comes to more, see `Packing.narrow`."""


class FastCorridor(Corridor):
    """A corridor with all its bounds as columns: criteria in the order of the packing, then legs."""

    def __init__(
        self, mesh: Mesh, ends: dict[int, Vector], packing: Packing, closed: frozenset[int], arrays: Arrays
    ) -> None:
        self._arrays = arrays
        self._columns = (*packing.order, LEGS)
        self._weights: dict[int, int] = {}
        super().__init__(mesh, ends, packing, closed)

    def _begin(self, ends: dict[int, Vector]) -> None:
        order = self.packing.order
        ordered = ((state, [*(end[i] for i in order), 0]) for state, end in ends.items())
        self._least = self._arrays.settled(self._columns, ordered, self.closed)
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

    def _totals(self, state: int, most: int) -> list[int]:
        heads, weights = self._arrays.out(state)
        rest = self._least[heads]
        enough = np.flatnonzero(weights[:, self._columns[0]] + rest[:, 0] <= min(self.packing.first(most), LONGEST))
        sums = weights[enough][:, self._columns] + rest[enough]
        join = self.packing.join
        totals = (join(*row) + position for row, position in zip(sums.tolist(), enough.tolist(), strict=True))
        return [total for total in totals if total <= most]

    def _best_on(self, state: int) -> int:
        heads, weights = self._arrays.out(state)
        first = weights[:, self._columns[0]] + self._least[heads, 0]
        least = int(first.min(initial=UNKNOWN))
        if least > LONGEST:
            return self.packing.unknown
        return min(self._totals(state, self.packing.join(least + 1, 0, 0, 0))) & ~self.tag
