"""The steps of a mesh as arrays, and the least sums over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from routeplan.planning.bounds import Bounds
from routeplan.planning.corridor import Corridor
from routeplan.planning.fast.corridor import FastCorridor
from routeplan.planning.fast.dijkstra import settle
from routeplan.planning.fast.distances import Distances
from routeplan.planning.fast.fan import columns, fan
from routeplan.planning.fast.front import front
from routeplan.planning.fast.kbest import k_best
from routeplan.planning.fast.nearest import UNKNOWN, Nearest, TooLarge
from routeplan.planning.fast.onward import Onward, onward
from routeplan.planning.fast.prefixes import COLUMNS, LABELS
from routeplan.planning.fast.views import Views
from routeplan.planning.found import Result, Vector
from routeplan.planning.kept import Kept, as_many_as_fit
from routeplan.planning.mesh import LEGS, Mesh, Packing
from routeplan.planning.problem import UNLIMITED, Problem

if TYPE_CHECKING:
    from routeplan.planning.budget import Budget
    from routeplan.planning.dated.fan import Fan
    from routeplan.planning.riding import Lanes

Array = Any  # numpy's types mean nothing to the compiler of these functions
NO_LEGS = np.empty(0, dtype=np.int64)


class Arrays:
    """The steps of a mesh by the node they lead to, as arrays; columns are cents, minutes, grams and legs."""

    def __init__(self, mesh: Mesh) -> None:
        steps = np.array(mesh.steps, dtype=np.int64).reshape(-1, 6)
        order = np.argsort(steps[:, 5], kind="stable")
        steps = steps[order]
        self.first = np.searchsorted(steps[:, 5], np.arange(len(mesh.place) + 1)).astype(np.int32)
        self.start = steps[:, 0].astype(np.int32)
        self.weights = np.column_stack((steps[:, 1:4], steps[:, 4] >= 0))
        self._mesh = mesh
        self._places = max(mesh.place) + 1
        self._by: dict[tuple[int, ...], Array] = {}
        self._onward: Onward | None = None
        self.kept: Kept[tuple[int, tuple[int, ...]], Views] = Kept(as_many_as_fit(len(mesh.place)))
        self._lanes: dict[tuple[int, int], Array | None] = {}  # by state and number of the era
        self._tables: tuple[Array, Array] | None = None

    def settled(
        self,
        columns: tuple[int, ...],
        ends: Iterable[tuple[int, list[int]]],
        closed: frozenset[int] = frozenset(),
    ) -> Array:
        """The least sums of these columns, compared in this order, from every node to an end.

        Ways through a closed place do not count.
        """
        weights = self._columns(columns)
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

    def _columns(self, columns: tuple[int, ...]) -> Array:
        """These weights of the steps, in this order."""
        known = self._by.get(columns)
        if known is None:
            known = self._by[columns] = np.ascontiguousarray(self.weights[:, columns])
        return known

    def least(self, weight: int, problem: Problem) -> Bounds | None:
        """What `bounds.least` gives for cents (0), minutes (1), grams (2) or legs (3); None where it does not fit."""
        try:
            return Distances(self.to_go(weight, problem))
        except TooLarge:
            return None

    def to_go(self, weight: int, problem: Problem) -> Array:
        """The same as an array, UNKNOWN where there is no way; raises `TooLarge`."""
        if problem.weightless(weight):
            return np.where(self.whole(0, problem).least < UNKNOWN, 0, UNKNOWN)
        return self.whole(weight, problem).least

    def whole(self, weight: int, problem: Problem) -> Nearest:
        """The least cents (0), minutes (1), grams (2) or legs (3) to the destinations, from every node."""
        nearest = self.views(weight, problem).all
        nearest.widen()
        return nearest

    def views(self, weight: int, problem: Problem) -> Views:
        """The same as far as it is known; shared by questions on the same mesh."""
        return self.kept.of((weight, problem.destinations), lambda: self._view(weight, problem))

    def _view(self, weight: int, problem: Problem) -> Views:
        steps = self.first, self.start, self._columns((weight,)).ravel()
        return Views(steps, problem.endings(weight), self._places, self._mesh.entries)

    def fan(self, key: tuple[int, int], lanes: Lanes, to_go: Sequence[Array], first: int) -> Fan | None:
        """The lanes out of a state in an era, which are the key, sorted: see `fast.fan`; None where it does not fit."""
        if key not in self._lanes:
            self._lanes[key] = columns(lanes)
        rows = self._lanes[key]
        return None if rows is None else fan(lanes, rows, to_go, first)

    def legs_to_go(self, problem: Problem) -> Array:
        """The fewest legs from each node; empty where they are not limited."""
        return NO_LEGS if problem.most_legs == UNLIMITED else self.whole(LEGS, problem).least

    def ends(self, problem: Problem) -> Array:
        """Where a journey may end: (state, cents, minutes, grams)."""
        return np.array([(state, *end) for state, end in problem.ends.items()], dtype=np.int64).reshape(-1, 4)

    def onward(self) -> Onward:
        """The steps by the node they leave."""
        if self._onward is None:
            self._onward = onward(self._mesh)
        return self._onward

    def k_best(self, problem: Problem, by: str, k: int) -> Result | None:
        """What `planning.kbest` finds, or None, see `fast.kbest`."""
        return k_best(problem, self, by, k)

    def front(self, problem: Problem, budget: Budget) -> Result | None:
        """What `planning.front` finds, or None, see `fast.front`."""
        return front(problem, self, budget)

    def tables(self) -> tuple[Array, Array]:
        """Labels and heap of a search for the k best."""
        if self._tables is None:
            self._tables = np.empty((LABELS, COLUMNS), dtype=np.int64), np.empty(LABELS, dtype=np.int64)
        return self._tables

    def corridor(self, ends: dict[int, Vector], packing: Packing, closed: frozenset[int]) -> Corridor:
        """The ways to a destination that do not lead through a closed place."""
        return FastCorridor(self._mesh, ends, packing, closed, self)
