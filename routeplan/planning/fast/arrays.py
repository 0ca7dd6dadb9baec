"""The steps of a mesh as arrays, and the least sums over them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from routeplan.planning.bounds import Bounds
from routeplan.planning.corridor import Corridor
from routeplan.planning.fast.corridor import UNKNOWN, FastCorridor
from routeplan.planning.fast.dijkstra import settle
from routeplan.planning.found import Vector
from routeplan.planning.mesh import Mesh, Packing

Array = Any  # numpy's types mean nothing to the compiler of these functions


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
        through = np.ones(len(least), dtype=np.bool_)
        for place in closed:
            through[self._mesh.entries(place)] = False
        settle(self.first, self.start, weights, least, np.array(sorted(set(nodes)), dtype=np.int64), through)
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
