"""Lexicographic bounds: three criteria and the number of legs packed into one integer per arc.

Adding packed weights adds vectors and comparing them compares lexicographically, so one Dijkstra gives exact bounds
for a criterion with all its tie-breaks.
"""

from __future__ import annotations

from heapq import heappop, heappush

from routeplan.planning.bounds import Bounds, least, reverse
from routeplan.planning.budget import Budget
from routeplan.planning.found import Vector
from routeplan.planning.problem import UNLIMITED, Problem
from routeplan.planning.request import OBJECTIVES

Row = tuple[int, int, int, int]
"""A packed arc: (weight, next state, lane, next place)."""


class Packing:
    """Criteria in the order of the objective, then legs, most important first."""

    def __init__(self, problem: Problem, by: str) -> None:
        first = OBJECTIVES.index(by)
        self.order = (first, *(i for i in range(3) if i != first))
        # No bound or total has more arcs than there are states, so none exceeds this many times the largest arc.
        steps = len(problem.arcs) + 1
        weights = [arc[:3] for arcs in problem.arcs for arc in arcs]
        weights.extend(problem.ends.values())
        self._bits = [max((w[i] for w in weights), default=0) * steps for i in self.order]
        self._bits = [most.bit_length() for most in self._bits]
        self._leg_bits = steps.bit_length()

    def pack(self, vector: Vector, legs: int) -> int:
        """The vector and the legs as one integer."""
        a, b, c = self.order
        _, bits_b, bits_c = self._bits
        return ((vector[a] << bits_b | vector[b]) << bits_c | vector[c]) << self._leg_bits | legs

    def unpack(self, weight: int) -> Vector:
        """(cents, minutes, grams) of a packed weight."""
        weight >>= self._leg_bits
        vector = [0, 0, 0]
        for i, bits in zip(reversed(self.order[1:]), reversed(self._bits[1:]), strict=True):
            vector[i] = weight & ((1 << bits) - 1)
            weight >>= bits
        vector[self.order[0]] = weight
        return vector[0], vector[1], vector[2]


class Corridor:
    """Packed arcs, exact bounds, and whether the bound of a state still holds after certain visits."""

    def __init__(self, problem: Problem, packing: Packing) -> None:
        self.ends = {state: packing.pack(end, 0) for state, end in problem.ends.items()}
        place = problem.place
        pack = packing.pack
        self.rows: list[list[Row]] = [
            [(pack((a, b, c), 1), following, lane, place[following]) for a, b, c, lane, following in arcs]
            for arcs in problem.arcs
        ]
        into = reverse([[(row[0], 0, 0, 0, row[1]) for row in rows] for rows in self.rows])
        self.bounds: Bounds = least(into, 0, self.ends.items())
        self._limited = problem.most_legs != UNLIMITED

    def blocked(self, state: int, visited: tuple[int, ...], legs_left: int) -> bool:
        """Whether the bound of the state rests on a way that visits a place again or has too many legs."""
        bounds = self.bounds
        bound = bounds[state]
        while bound != self.ends.get(state):
            for weight, following, _, place in self.rows[state]:
                rest = bounds[following]
                if rest is not None and weight + rest == bound:
                    break
            legs_left -= 1
            if place in visited or legs_left < 0:
                return True
            visited = (*visited, place)
            state, bound = following, rest
        return False

    def around(self, state: int, visited: tuple[int, ...], legs_left: int, budget: Budget) -> int | None:
        """The least weight to being delivered that avoids the visited places and keeps to the legs left, or None."""
        bounds = self.bounds
        avoided = set(visited)
        # An end is entered into the queue as the state -1.
        queue = [(bounds[state] or 0, 0, state, legs_left)]
        done: set[tuple[int, int]] = set()
        while queue:
            _, weight, state, left = heappop(queue)
            if state < 0:
                return weight
            if (state, left) in done:
                continue
            done.add((state, left))
            budget.spend()
            end = self.ends.get(state)
            if end is not None:
                heappush(queue, (weight + end, weight + end, -1, left))
            if self._limited:
                if left == 0:
                    continue
                left -= 1
            for step, following, _, place in self.rows[state]:
                rest = bounds[following]
                if rest is not None and place not in avoided and (following, left) not in done:
                    heappush(queue, (weight + step + rest, weight + step, following, left))
        return None
