"""The ways to one destination by one objective: exact bounds, and every arc by the detour it makes.

A detour is what an arc adds to the bound of the state it leaves: nothing for the best way on. Arcs out of a state are
sorted by their detour, then lane, which lets a search look at the next best one only when it needs it. Questions with
a common destination share a corridor.

Bounds cost more than most searches, so a corridor knows them up to its *radius* only: every state from which the
destination is nearer than that. No itinerary below the radius passes through any other state; who needs more widens.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from operator import add
from typing import NamedTuple

from routeplan.planning.bounds import Arc, opened, settle
from routeplan.planning.budget import Budget
from routeplan.planning.found import DELIVERED, Vector
from routeplan.planning.mesh import Mesh, Packing

LOST = 100
"""States passed on the way around without an end in sight, after which it is asked whether there is a way at all."""


class Row(NamedTuple):
    """The arcs out of a state that are detours of at most the slack and within the radius, least first.

    `totals`: ascending, the packed weight of the arc and of the way on from where it leads, the position of the arc
    in `arcs` as the tag.
    """

    totals: list[int]
    arcs: Sequence[Arc]
    slack: int


NOWHERE = Row([], (), 0)
ITSELF = -1
"""Stands for a place visited: it is the way itself that visits a place twice, or has too many legs."""


class Corridor:
    """Bounds are packed weights with an empty tag, see `mesh`; None where there is no way.

    Ways through a place of `closed` do not count, though they may begin there.
    """

    def __init__(
        self, mesh: Mesh, ends: dict[int, Vector], packing: Packing, closed: frozenset[int] = frozenset()
    ) -> None:
        self.packing = packing
        self.ends = {state: packing.pack(end, 0) for state, end in ends.items()}
        self.radius = -1
        self.tag = (1 << mesh.tag_bits) - 1
        self.place = mesh.place
        self._mesh = mesh
        self._rows: dict[int, Row] = {}
        self._along: dict[int, tuple[int, int, int] | None] = {}
        self.closed = closed
        self.spent: dict[int, int] = {}
        """By place: labels spent on looking for ways around it."""
        self._begin(ends)

    def _begin(self, ends: dict[int, Vector]) -> None:
        self._into = self._mesh.packed_into(self.packing)
        if self.closed:
            self._into = [*self._into]
            for place in self.closed:
                for state in self._mesh.entries(place):
                    self._into[state] = []
        self._keys = self._mesh.unknown(self.packing.unknown)  # beyond the radius not final
        self._queue = opened(self._keys, self.ends.items())

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

    def weight(self, state: int) -> int:
        """The least packed weight from a state to being delivered; final only within the radius."""
        return self._keys[state] - state

    def bound(self, state: int) -> int | None:
        """The same; None where it is not final, or there is no way."""
        weight = self.weight(state)
        return weight if weight <= self.radius else None

    def enter(self, state: int) -> int | None:
        """The bound of a state in which a journey begins; no step of the mesh leads there.

        Widens the corridor until the bound is final; None where there is no way at all.
        """
        following = [arc[4] for arc in self._mesh.arcs(state)]
        if not any(self.bound(one) is not None for one in following):
            self.widen(to_any=frozenset(following))
        while True:
            best = self._best_on(state)
            if best <= self.radius or self.whole:
                break
            self.widen(best)
        if self.weight(state) != best:
            self._set(state, best)
            self._rows.pop(state, None)
            self._along.pop(state, None)
        return self.bound(state)

    def _set(self, state: int, weight: int) -> None:
        self._keys[state] = weight | state

    def row(self, state: int, slack: int = 0) -> Row:
        """The arcs out of a state that has a bound, as far as they are detours of at most the slack."""
        bound = self.weight(state)
        slack = min(slack, self.radius - bound)
        row = self._rows.get(state)
        if row is None or row.slack < slack:
            # Rounded up, so that a row is not sorted anew for each question that needs a little more of it.
            slack = min((1 << slack.bit_length()) - 1, self.radius - bound)
            arcs, most = self._mesh.by_lane(state), bound + slack | self.tag
            totals = [total for total in self._totals(state) if total <= most]
            if self.closed:
                place = self.place
                totals = [total for total in totals if place[arcs[total & self.tag][4]] not in self.closed]
            row = self._rows[state] = Row(sorted(totals), arcs, slack)
        return row

    def _totals(self, state: int) -> Iterable[int]:
        """For each arc out of the state the weight of it and the rest, its position as the tag."""
        out = self._mesh.out(self.packing, state)
        return map(add, out.codes, out.bounds_of(self._keys))

    def _best_on(self, state: int) -> int:
        """The least weight of an arc out of the state and the rest."""
        return min(self._totals(state), default=self.packing.unknown) & ~self.tag

    def along(self, state: int) -> tuple[int, int, int] | None:
        """The best way on from a state that has a bound: (lane, next state, next place); None for delivering there."""
        if state in self._along:
            return self._along[state]
        onward = None
        if self.weight(state) != self.ends.get(state):
            totals, arcs, _ = self.row(state)
            _, _, _, lane, following = arcs[totals[0] & self.tag]
            onward = lane, following, self.place[following]
        self._along[state] = onward
        return onward

    def leads_back(self, state: int, visited: tuple[int, ...], legs_left: int) -> int | None:
        """The place visited that the way which the bound of the state rests on leads back to, or ITSELF.

        None where that way can be taken.
        """
        seen = set(visited)
        while (onward := self.along(state)) is not None:
            _, state, place = onward
            legs_left -= 1
            if place in seen:
                return place if place in visited else ITSELF
            if legs_left < 0:
                return ITSELF
            seen.add(place)
        return None

    def cut_off(self, state: int, avoided: set[int]) -> bool:
        """Whether no way at all leads on once these places are avoided.

        Looks from both ends in turn: a dead end is small, on whichever side it lies.
        """
        if state in self.ends:
            return False
        place, into = self.place, self._mesh.packed_into(self.packing)
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
        self, corridor: Corridor, state: int, visited: tuple[int, ...], legs_left: int | None, slack: int, again: int
    ) -> None:
        """`again`: the place that the best way leads back to, see `Corridor.leads_back`."""
        bound = corridor.bound(state)
        assert bound is not None
        self.least = bound
        self.found = False
        self.corridor = corridor
        self.again = again
        self._state = state
        self._avoided = set(visited)
        self._limited = legs_left is not None
        # (weight so far plus bound, state, legs left; for the next best arc out of the state before: its row, the
        # place in it after this one, the weight up to there); an end is entered as DELIVERED
        self._queue: list[tuple[int, int, int, Row, int, int]] = [(bound, state, legs_left or 0, NOWHERE, 0, 0)]
        self._done: set[tuple[int, int]] = set()
        self._slack = slack

    def search(self, most: int, budget: Budget) -> None:
        """Go on until the least is found or exceeds `most`."""
        corridor, queue, done = self.corridor, self._queue, self._done
        spent = corridor.spent
        while queue and queue[0][0] <= most:
            total, state, left, row, at, before = heappop(queue)
            if state == DELIVERED:
                self.least, self.found = total, True
                return
            self._offer(row, at, before, left)
            if (state, left) in done:
                continue
            if len(done) == LOST and corridor.cut_off(self._state, self._avoided):
                queue.clear()
                break
            done.add((state, left))
            spent[self.again] = spent.get(self.again, 0) + 1
            budget.spend()
            bound = corridor.bound(state)
            assert bound is not None
            so_far = total - bound
            end = corridor.ends.get(state)
            if end is not None:
                heappush(queue, (so_far + end, DELIVERED, left, NOWHERE, 0, 0))
            if self._limited:
                if left == 0:
                    continue
                left -= 1
            self._offer(corridor.row(state, self._slack), 0, so_far, left)
        self.least = queue[0][0] if queue else corridor.packing.unknown

    def _offer(self, row: Row, at: int, so_far: int, left: int) -> None:
        """Put the best arc from this place in the row on into the queue."""
        totals, arcs, _ = row
        tag, place_of = self.corridor.tag, self.corridor.place
        while at < len(totals):
            position = totals[at] & tag
            total = totals[at] - position + so_far
            at += 1
            following = arcs[position][4]
            if place_of[following] not in self._avoided and (following, left) not in self._done:
                heappush(self._queue, (total, following, left, row, at, so_far))
                return
