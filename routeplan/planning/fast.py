"""The same bounds by compiled code: the optional accelerator, `routeplan[fast]`.

Importing it takes longer than most searches, so a mesh turns to it only after enough work (see `Mesh.arrays`). It
changes no answer: weights are the same integers, kept as columns where Python packs them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numba import njit

from routeplan.planning.bounds import Bounds
from routeplan.planning.corridor import Corridor
from routeplan.planning.found import Vector
from routeplan.planning.mesh import LEGS, NARROW, Mesh, Packing

Array = Any  # numpy's types mean nothing to the compiler of these functions
UNKNOWN = 1 << 62
LONGEST = 1 << NARROW
"""No sum comes to more; where one could, the bounds are left to Python's integers."""


class Arrays:
    """The steps of a mesh by the node they lead to, as arrays; columns are cents, minutes, grams and legs."""

    def __init__(self, mesh: Mesh) -> None:
        steps = np.array(mesh.steps, dtype=np.int64).reshape(-1, 6)
        order = np.argsort(steps[:, 5], kind="stable")
        steps = steps[order]
        self.first = np.searchsorted(steps[:, 5], np.arange(len(mesh.place) + 1))
        self.start = np.ascontiguousarray(steps[:, 0])
        self.weights = np.column_stack((steps[:, 1:4], steps[:, 4] >= 0))
        self._mesh = mesh
        self._place = np.array(mesh.place, dtype=np.int64)
        self._by: dict[tuple[int, ...], Array] = {}
        self._out: dict[int, tuple[Array, Array]] = {}

    def settled(
        self,
        columns: tuple[int, ...],
        ends: Iterable[tuple[int, list[int]]],
        closed: frozenset[int] = frozenset(),
    ) -> Array:
        """The least sums of these columns, compared in this order, from every node to an end.

        Ways through a closed place do not count.
        """
        weights = self._by.get(columns)
        if weights is None:
            weights = self._by[columns] = np.ascontiguousarray(self.weights[:, columns])
        least = np.full((len(self.first) - 1, len(columns)), UNKNOWN, dtype=np.int64)
        nodes = []
        for node, weight in ends:
            if weight < least[node].tolist():
                least[node] = weight
            nodes.append(node)
        through = ~np.isin(self._place, list(closed))
        _settle(self.first, self.start, weights, least, np.array(sorted(set(nodes)), dtype=np.int64), through)
        return least

    def least(self, weight: int, ends: Iterable[tuple[int, int]]) -> Bounds:
        """What `bounds.least` gives for cents (0), minutes (1), grams (2) or legs (3)."""
        column = self.settled((weight,), ((node, [end]) for node, end in ends))[:, 0]
        return [None if value == UNKNOWN else value for value in column.tolist()]

    def corridor(self, ends: dict[int, Vector], packing: Packing, closed: frozenset[int]) -> Corridor:
        """The ways to a destination that do not lead through a closed place."""
        return FastCorridor(self._mesh, ends, packing, closed, self)

    def out(self, state: int) -> tuple[Array, Array]:
        """The arcs out of a state by ascending lane: where they lead, and their weights with a leg each."""
        known = self._out.get(state)
        if known is None:
            arcs = np.array(sorted(self._mesh.arcs(state), key=lambda arc: arc[3]), dtype=np.int64).reshape(-1, 5)
            known = self._out[state] = arcs[:, 4], np.column_stack((arcs[:, :3], np.ones(len(arcs), dtype=np.int64)))
        return known


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
        self._least = self._arrays.settled(self._columns, ordered, self._closed)
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


@njit(cache=True)
def _less(least: Array, one: int, two: int) -> bool:
    for i in range(least.shape[1]):
        if least[one, i] != least[two, i]:
            return bool(least[one, i] < least[two, i])
    return False


@njit(cache=True)
def _up(heap: Array, at: Array, least: Array, i: int) -> None:
    node = heap[i]
    while i > 0:
        above = (i - 1) >> 1
        if not _less(least, node, heap[above]):
            break
        heap[i] = heap[above]
        at[heap[i]] = i
        i = above
    heap[i] = node
    at[node] = i


@njit(cache=True)
def _down(heap: Array, at: Array, least: Array, size: int) -> None:
    i, node = 0, heap[0]
    while True:
        below = 2 * i + 1
        if below >= size:
            break
        if below + 1 < size and _less(least, heap[below + 1], heap[below]):
            below += 1
        if not _less(least, heap[below], node):
            break
        heap[i] = heap[below]
        at[heap[i]] = i
        i = below
    heap[i] = node
    at[node] = i


@njit(cache=True)
def _settle(first: Array, start: Array, weights: Array, least: Array, ends: Array, through: Array) -> None:
    """Dijkstra from the ends backwards; a heap of nodes that knows where each node stands."""
    nodes, columns = least.shape
    heap = np.empty(nodes, dtype=np.int64)
    at = np.full(nodes, -1, dtype=np.int64)
    size = 0
    for node in ends:
        heap[size] = node
        _up(heap, at, least, size)
        size += 1
    while size > 0:
        node = heap[0]
        size -= 1
        if size > 0:
            heap[0] = heap[size]
            _down(heap, at, least, size)
        if not through[node]:
            continue
        for step in range(first[node], first[node + 1]):
            before = start[step]
            better = False
            for i in range(columns):
                weight = least[node, i] + weights[step, i]
                if weight != least[before, i]:
                    better = weight < least[before, i]
                    break
            if better:
                for i in range(columns):
                    least[before, i] = least[node, i] + weights[step, i]
                if at[before] < 0:
                    heap[size] = before
                    at[before] = size
                    size += 1
                _up(heap, at, least, at[before])
