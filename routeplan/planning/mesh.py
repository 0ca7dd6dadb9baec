"""States and what joins them as one graph, with what every search on it shares: steps seen from their end, packed.

Packing puts three criteria and the number of legs of an arc into one integer, most important first. Adding packed
weights adds vectors and comparing them compares lexicographically, so one Dijkstra gives exact bounds for a criterion
with all its tie-breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from routeplan.planning.bounds import Arc, Bounds, Into, Step
from routeplan.planning.found import Vector
from routeplan.planning.request import OBJECTIVES

if TYPE_CHECKING:
    from routeplan.planning.outlook import Outlook

PackedArc = tuple[int, int, int, int]
"""(packed weight, lane, next state, next place)."""

LEGS = 3
"""The weight that counts legs."""


class Packing:
    """Criteria in the order of the objective, then legs, most important first."""

    def __init__(self, by: str, largest: Vector, steps: int) -> None:
        first = OBJECTIVES.index(by)
        self.order = (first, *(i for i in range(3) if i != first))
        # No bound or total has more arcs than there are states, so none exceeds this many times the largest arc.
        self._bits = [(largest[i] * steps).bit_length() for i in self.order]
        self._leg_bits = steps.bit_length()

    def pack(self, vector: Sequence[int], legs: int) -> int:
        """The vector (cents, minutes, grams) and the legs as one integer."""
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


class Mesh:
    """Nodes joined by steps. The first nodes are the states, the others lie inside of stays: handling leads there.

    `place[node]` is the place of a node. `arcs(state)` are the whole arcs out of a state: handling and lane in one.
    """

    def __init__(self, steps: Sequence[Step], place: Sequence[int], arcs: Callable[[int], Sequence[Arc]]) -> None:
        self.steps = steps
        self.place = place
        self.arcs = arcs
        self.bounds: dict[tuple[int, tuple[int, ...]], Bounds] = {}  # by weight and destinations
        self.outlooks: dict[int, Outlook] = {}  # by longest wait
        self._into: dict[int, Into] = {}
        self._packed: dict[tuple[str, int], Into] = {}
        self._packed_arcs: dict[tuple[str, int], dict[int, list[PackedArc]]] = {}
        self._largest: Vector | None = None

    def into(self, weight: int) -> Into:
        """The steps by the node they lead to, weighted by cents (0), minutes (1), grams (2) or legs (3)."""
        known = self._into.get(weight)
        if known is None:
            if weight == LEGS:
                weighted = ((step[0], int(step[4] >= 0), step[5]) for step in self.steps)
            else:
                weighted = ((step[0], step[weight + 1], step[5]) for step in self.steps)
            known = self._into[weight] = self._reverse(weighted)
        return known

    def packing(self, by: str, others: Iterable[Sequence[int]]) -> Packing:
        """How to pack the steps of this mesh; `others` are vectors outside of it that must fit as well."""
        if self._largest is None:
            cents, minutes, grams = (max((step[i] for step in self.steps), default=0) for i in (1, 2, 3))
            self._largest = (cents, minutes, grams)
        largest: list[int] = [*self._largest]
        for vector in others:
            largest = [max(most, value) for most, value in zip(largest, vector, strict=False)]
        # Rounded up, so that questions about other places mostly share a packing and with it the packed steps.
        a, b, c = ((1 << (most + 1).bit_length() + 1) - 1 for most in largest)
        return Packing(by, (a, b, c), len(self.place) + 2)

    def packed_into(self, by: str, packing: Packing) -> Into:
        """The steps by the node they lead to, with packed weights."""
        key = (by, packing.pack((1, 1, 1), 0))
        known = self._packed.get(key)
        if known is None:
            pack = packing.pack
            known = self._packed[key] = self._reverse(
                (start, pack((cents, minutes, grams), lane >= 0), end)
                for start, cents, minutes, grams, lane, end in self.steps
            )
        return known

    def packed_arcs(self, by: str, packing: Packing, state: int) -> list[PackedArc]:
        """The arcs out of a state with packed weights."""
        kept = self._packed_arcs.setdefault((by, packing.pack((1, 1, 1), 0)), {})
        known = kept.get(state)
        if known is None:
            pack, place = packing.pack, self.place
            known = kept[state] = [(pack(arc, 1), arc[3], arc[4], place[arc[4]]) for arc in self.arcs(state)]
        return known

    def _reverse(self, weighted: Iterable[tuple[int, int, int]]) -> Into:
        into: Into = [[] for _ in self.place]
        for start, weight, end in weighted:
            into[end].append((weight, start))
        return into
