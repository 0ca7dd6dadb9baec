"""The ways to one destination by one objective: exact bounds, and every arc by the detour it makes.

A detour is what an arc adds to the bound of the state it leaves: nothing for the best way on. Arcs out of a state are
sorted by their detour, then lane, which lets a search look at the next best one only when it needs it. Questions with
a common destination share a corridor.

Bounds cost more than most searches, so a corridor knows them up to its *radius* only: every state from which the
destination is nearer than that. No itinerary below the radius passes through any other state; who needs more widens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from routeplan.planning.bounds import Arc, Bounds, settle
from routeplan.planning.budget import Budget
from routeplan.planning.found import Vector
from routeplan.planning.mesh import Mesh, PackedArc, Packing

Detour = tuple[int, int, int, int]
"""(what it adds to the bound, lane, next state, next place)."""


class Corridor:
    """Bounds are packed weights, see `mesh`; None where there is no way."""

    def __init__(self, mesh: Mesh, by: str, ends: dict[int, Vector], packing: Packing) -> None:
        self.packing = packing
        self.ends = {state: packing.pack(end, 0) for state, end in ends.items()}
        self.radius: int | None = -1  # None: everything is known
        self._mesh = mesh
        self._by = by
        self._into = mesh.packed_into(by, packing)
        self._bounds: Bounds = [None] * len(self._into)  # beyond the radius these are not final
        self._queue = [(weight, state) for state, weight in self.ends.items()]
        for weight, state in self._queue:
            self._bounds[state] = weight
        heapify(self._queue)
        self._rows: dict[int, list[Detour]] = {}

    def widen(self, until: int | None = None, *, to_any: frozenset[int] = frozenset()) -> None:
        """Know every bound up to `until`, or all of them; with `to_any`, stop at the first of these states."""
        if self.radius is None or (until is not None and until <= self.radius):
            return
        self._rows.clear()
        self.radius = settle(self._into, self._bounds, self._queue, until, to_any)

    def bound(self, state: int) -> int | None:
        """The least packed weight from a state to being delivered; None where there is no way within the radius."""
        bound = self._bounds[state]
        return bound if bound is None or self.radius is None or bound <= self.radius else None

    def enter(self, state: int, arcs: Sequence[Arc]) -> int | None:
        """The bound of a state in which a journey begins; no step of the mesh leads there.

        Widens the corridor until the bound is final; None where there is no way at all.
        """
        pack, place = self.packing.pack, self._mesh.place
        packed = [(pack(arc, 1), arc[3], arc[4], place[arc[4]]) for arc in arcs]
        if all(self.bound(arc[2]) is None for arc in packed):
            self.widen(to_any=frozenset(arc[2] for arc in packed))
        best: int | None = None
        while True:
            ways = [(arc[0], self.bound(arc[2])) for arc in packed]
            best = min((weight + rest for weight, rest in ways if rest is not None), default=None)
            if best is None or self.radius is None or best <= self.radius:
                break
            self.widen(best)
        self._bounds[state] = best
        if best is not None and state not in self._rows:
            self._rows[state] = self._detours(best, packed)
        return best

    def row(self, state: int) -> list[Detour]:
        """The arcs out of a state that has a bound, least detour first."""
        row = self._rows.get(state)
        if row is None:
            bound = self._bounds[state]
            assert bound is not None
            row = self._rows[state] = self._detours(bound, self._mesh.packed_arcs(self._by, self.packing, state))
        return row

    def _detours(self, bound: int, arcs: Iterable[PackedArc]) -> list[Detour]:
        bounds, radius = self._bounds, self.radius
        row = []
        for weight, lane, following, place in arcs:
            rest = bounds[following]
            if rest is not None and (radius is None or rest <= radius):
                row.append((weight + rest - bound, lane, following, place))
        row.sort()
        return row

    def blocked(self, state: int, visited: tuple[int, ...], legs_left: int) -> bool:
        """Whether the bound of the state rests on a way that visits a place again or has too many legs."""
        bounds, ends = self._bounds, self.ends
        seen = set(visited)
        while bounds[state] != ends.get(state):
            _, _, state, place = self.row(state)[0]
            legs_left -= 1
            if place in seen or legs_left < 0:
                return True
            seen.add(place)
        return False

    def around(
        self,
        state: int,
        visited: tuple[int, ...],
        legs_left: int | None,
        most: int | None,
        budget: Budget,
    ) -> int | None:
        """The least a way to the destination exceeds the bound of the state by, avoiding the places visited.

        It keeps to the legs left (None: any number). None where no such way exceeds the bound by `most` or less.
        """
        avoided = set(visited)
        if self._cut_off(state, avoided):
            return None
        bounds, ends = self._bounds, self.ends
        # (detours so far, state, legs left); an end is entered as the state -1
        queue = [(0, state, legs_left or 0)]
        done: set[tuple[int, int]] = set()
        while queue:
            detours, state, left = heappop(queue)
            if most is not None and detours > most:
                return None
            if state < 0:
                return detours
            if (state, left) in done:
                continue
            done.add((state, left))
            budget.spend()
            end, bound = ends.get(state), bounds[state]
            if end is not None and bound is not None:
                heappush(queue, (detours + end - bound, -1, left))
            if legs_left is not None:
                if left == 0:
                    continue
                left -= 1
            for more, _, following, place in self.row(state):
                if most is not None and detours + more > most:
                    break
                if place not in avoided and (following, left) not in done:
                    heappush(queue, (detours + more, following, left))
        return None

    def _cut_off(self, state: int, avoided: set[int]) -> bool:
        """Whether no way at all leads on once these places are avoided.

        Looks from both ends in turn: a dead end is small, on whichever side it lies.
        """
        if state in self.ends:
            return False
        place, into = self._mesh.place, self._into
        ahead, behind = {state}, {end for end in self.ends if place[end] not in avoided}
        onward, backward = [state], list(behind)
        while onward and backward:
            for _, _, _, _, following in self._mesh.arcs(onward.pop()):
                if following in behind:
                    return False
                if following not in ahead and place[following] not in avoided:
                    ahead.add(following)
                    onward.append(following)
            for _, before in into[backward.pop()]:
                if before in ahead:
                    return False
                if before not in behind and place[before] not in avoided:
                    behind.add(before)
                    backward.append(before)
        return True
