"""The ways to one destination by one objective: exact bounds, and every arc by the detour it makes.

A detour is what an arc adds to the bound of the state it leaves: nothing for the best way on. Arcs out of a state are
sorted by their detour, then lane, which lets a search look at the next best one only when it needs it. Questions with
a common destination share a corridor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from routeplan.planning.bounds import Arc, Bounds, least
from routeplan.planning.budget import Budget
from routeplan.planning.found import Vector
from routeplan.planning.mesh import Mesh, Packing

Detour = tuple[int, int, int, int]
"""(what it adds to the bound, lane, next state, next place)."""


class Corridor:
    """Bounds are packed weights, see `mesh`; None where there is no way."""

    def __init__(self, mesh: Mesh, by: str, ends: dict[int, Vector], packing: Packing) -> None:
        self.packing = packing
        self.ends = {state: packing.pack(end, 0) for state, end in ends.items()}
        self.bounds: Bounds = least(mesh.packed_into(by, packing), self.ends.items())
        self._mesh = mesh
        self._rows: dict[int, list[Detour]] = {}

    def enter(self, state: int, arcs: Sequence[Arc]) -> int | None:
        """The bound of a state in which a journey begins; no arc of the mesh leads there."""
        bounds, pack = self.bounds, self.packing.pack
        best: int | None = None
        for arc in arcs:
            rest = bounds[arc[4]]
            if rest is not None:
                total = pack(arc, 1) + rest
                best = total if best is None else min(best, total)
        bounds[state] = best
        if best is not None and state not in self._rows:
            self._rows[state] = self._detours(best, arcs)
        return best

    def row(self, state: int) -> list[Detour]:
        """The arcs out of a state that has a bound, least detour first."""
        row = self._rows.get(state)
        if row is None:
            bound = self.bounds[state]
            assert bound is not None
            row = self._rows[state] = self._detours(bound, self._mesh.arcs(state))
        return row

    def _detours(self, bound: int, arcs: Iterable[Arc]) -> list[Detour]:
        bounds, pack, place = self.bounds, self.packing.pack, self._mesh.place
        row = []
        for arc in arcs:
            following = arc[4]
            rest = bounds[following]
            if rest is not None:
                row.append((pack(arc, 1) + rest - bound, arc[3], following, place[following]))
        row.sort()
        return row

    def blocked(self, state: int, visited: tuple[int, ...], legs_left: int) -> bool:
        """Whether the bound of the state rests on a way that visits a place again or has too many legs."""
        bounds, ends = self.bounds, self.ends
        seen = set(visited)
        while bounds[state] != ends.get(state):
            _, _, state, place = self.row(state)[0]
            legs_left -= 1
            if place in seen or legs_left < 0:
                return True
            seen.add(place)
        return False

    def around(
        self, state: int, visited: tuple[int, ...], legs_left: int, limited: bool, budget: Budget
    ) -> int | None:
        """The least a way to the destination exceeds the bound of the state by, avoiding the places visited.

        With `limited` it keeps to the legs left. None where there is no such way.
        """
        bounds, ends = self.bounds, self.ends
        avoided = set(visited)
        # (detours so far, state, legs left); an end is entered as the state -1
        queue = [(0, state, legs_left)]
        done: set[tuple[int, int]] = set()
        while queue:
            detours, state, left = heappop(queue)
            if state < 0:
                return detours
            if (state, left) in done:
                continue
            done.add((state, left))
            budget.spend()
            end, bound = ends.get(state), bounds[state]
            if end is not None and bound is not None:
                heappush(queue, (detours + end - bound, -1, left))
            if limited:
                if left == 0:
                    continue
                left -= 1
            for more, _, following, place in self.row(state):
                if place not in avoided and (following, left) not in done:
                    heappush(queue, (detours + more, following, left))
        return None
