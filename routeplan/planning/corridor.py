"""The ways to one destination by one objective: exact bounds, and every arc by the detour it makes.

A detour is what an arc adds to the bound of the state it leaves: nothing for the best way on. Arcs out of a state are
sorted by their detour, then lane, which lets a search look at the next best one only when it needs it. Questions with
a common destination share a corridor.

Bounds cost more than most searches, so a corridor knows them up to its *radius* only: every state from which the
destination is nearer than that. No itinerary below the radius passes through any other state; who needs more widens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from operator import add
from typing import NamedTuple

from routeplan.planning.bounds import opened, settle
from routeplan.planning.budget import Budget
from routeplan.planning.found import Vector
from routeplan.planning.mesh import Mesh, Out, Packing

LOST = 100
"""States passed on the way around without an end in sight, after which it is asked whether there is a way at all."""


class Row(NamedTuple):
    """The arcs out of a state that are detours of at most the slack and within the radius, least first.

    `totals`: ascending, the packed weight of the arc and of the way on from where it leads, the position of the arc
    in `arcs` as the tag.
    """

    totals: list[int]
    arcs: Sequence[tuple[int, int, int]]  # (lane, next state, next place)
    slack: int


NOWHERE = Row([], (), 0)


class Corridor:
    """Bounds are packed weights with an empty tag, see `mesh`; None where there is no way."""

    def __init__(self, mesh: Mesh, ends: dict[int, Vector], packing: Packing) -> None:
        self.packing = packing
        self.ends = {state: packing.pack(end, 0) for state, end in ends.items()}
        self.radius = -1
        self.tag = (1 << mesh.tag_bits) - 1
        self._mesh = mesh
        self._into = mesh.packed_into(packing)
        self._keys = mesh.unknown(packing)  # beyond the radius not final
        self._queue = opened(self._keys, self.ends.items())
        self._slack = 0  # the most that was asked for
        self._rows: dict[int, Row] = {}

    @property
    def whole(self) -> bool:
        """Whether every bound is known."""
        return self.radius == self.packing.unknown - 1

    def widen(self, until: int | None = None, *, to_any: frozenset[int] = frozenset()) -> None:
        """Know every bound up to `until`, or all of them; with `to_any`, stop at the first of these states."""
        if self.whole or (until is not None and until <= self.radius):
            return
        radius = settle(self._into, self._keys, self._queue, self._mesh.tag_bits, until, to_any)
        self.radius = self.packing.unknown - 1 if radius is None else radius

    def bound(self, state: int) -> int | None:
        """The least packed weight from a state to being delivered; None where there is no way within the radius."""
        bound = self._keys[state] - state
        return bound if bound <= self.radius else None

    def enter(self, state: int) -> int | None:
        """The bound of a state in which a journey begins; no step of the mesh leads there.

        Widens the corridor until the bound is final; None where there is no way at all.
        """
        out = self._mesh.out(self.packing, state)
        if not any(self.bound(arc[1]) is not None for arc in out.arcs):
            self.widen(to_any=frozenset(arc[1] for arc in out.arcs))
        while True:
            best = min(self._totals(out), default=self.packing.unknown) & ~self.tag
            if best <= self.radius or self.whole:
                break
            self.widen(best)
        if self._keys[state] != best | state:
            self._keys[state] = best | state
            self._rows.pop(state, None)
        return self.bound(state)

    def row(self, state: int, slack: int = 0) -> Row:
        """The arcs out of a state that has a bound, as far as they are detours of at most the slack."""
        bound = self._keys[state] - state
        slack = min(slack, self.radius - bound)
        row = self._rows.get(state)
        if row is None or row.slack < slack:
            self._slack = max(slack, self._slack)
            slack = min(self._slack, self.radius - bound)
            out, most = self._mesh.out(self.packing, state), bound + slack | self.tag
            row = self._rows[state] = Row(sorted([t for t in self._totals(out) if t <= most]), out.arcs, slack)
        return row

    def _totals(self, out: Out) -> Iterator[int]:
        return map(add, out.codes, out.bounds_of(self._keys))

    def along(self, state: int) -> tuple[int, int, int] | None:
        """The best way on from a state that has a bound: (lane, next state, next place); None for delivering there."""
        if self._keys[state] - state == self.ends.get(state):
            return None
        row = self.row(state)
        return row.arcs[row.totals[0] & self.tag]

    def blocked(self, state: int, visited: tuple[int, ...], legs_left: int) -> bool:
        """Whether the bound of the state rests on a way that visits a place again or has too many legs."""
        seen = set(visited)
        while (onward := self.along(state)) is not None:
            _, state, place = onward
            legs_left -= 1
            if place in seen or legs_left < 0:
                return True
            seen.add(place)
        return False

    def cut_off(self, state: int, avoided: set[int]) -> bool:
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
            for code in into[backward.pop()]:
                before = code & self.tag
                if before in ahead:
                    return False
                if before not in behind and place[before] not in avoided:
                    behind.add(before)
                    backward.append(before)
        return True


class Bypass:
    """The search for the least weight from a state to being delivered that avoids the places visited.

    It goes on step by step: nothing weighs less than `least`, and once `found` something weighs as much. Ways that
    exceed the bound of the state by more than the slack are not found.
    """

    def __init__(
        self, corridor: Corridor, state: int, visited: tuple[int, ...], legs_left: int | None, slack: int
    ) -> None:
        bound = corridor.bound(state)
        assert bound is not None
        self.least = bound
        self.found = False
        self._corridor = corridor
        self._state = state
        self._avoided = set(visited)
        self._limited = legs_left is not None
        # (weight so far plus bound, state, legs left; for the next best arc out of the state before: its row, the
        # place in it after this one, the weight up to there); an end is entered as the state -1
        self._queue: list[tuple[int, int, int, Row, int, int]] = [(bound, state, legs_left or 0, NOWHERE, 0, 0)]
        self._done: set[tuple[int, int]] = set()
        self._slack = slack

    def search(self, most: int, budget: Budget) -> None:
        """Go on until the least is found or exceeds `most`."""
        corridor, queue, done = self._corridor, self._queue, self._done
        while queue and queue[0][0] <= most:
            total, state, left, row, at, before = heappop(queue)
            if state < 0:
                self.least, self.found = total, True
                return
            self._offer(row, at, before, left)
            if (state, left) in done:
                continue
            if len(done) == LOST and corridor.cut_off(self._state, self._avoided):
                queue.clear()
                break
            done.add((state, left))
            budget.spend()
            bound = corridor.bound(state)
            assert bound is not None
            so_far = total - bound
            end = corridor.ends.get(state)
            if end is not None:
                heappush(queue, (so_far + end, -1, left, NOWHERE, 0, 0))
            if self._limited:
                if left == 0:
                    continue
                left -= 1
            self._offer(corridor.row(state, self._slack), 0, so_far, left)
        self.least = queue[0][0] if queue else corridor.packing.unknown

    def _offer(self, row: Row, at: int, so_far: int, left: int) -> None:
        """Put the best arc from this place in the row on into the queue."""
        totals, arcs, _ = row
        tag = self._corridor.tag
        while at < len(totals):
            position = totals[at] & tag
            total = totals[at] - position + so_far
            at += 1
            _, following, place = arcs[position]
            if place not in self._avoided and (following, left) not in self._done:
                heappush(self._queue, (total, following, left, row, at, so_far))
                return
