"""The best ways between one place and all others where figures add up along the way: one search for all of them.

Without dates an arc has the same figures whoever rides it, so the best ways from a place make a tree, and so do those
to a place. A tree allows places to be visited twice, which an itinerary may not; it says of which ways that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from operator import itemgetter

from routeplan.planning.board import ORIGIN, WAYS, Board
from routeplan.planning.bounds import Step
from routeplan.planning.budget import STEPS, Budget
from routeplan.planning.found import Vector

Arcs = Callable[[int], Iterable[tuple[int, int, int]]]
"""What joins a node with others: (weight, other node, lane or -1 for handling)."""


class Steps:
    """The steps of a board by the node they lead to and by the node they leave. Nodes as in the board's mesh."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.place: Sequence[int] = board.mesh.place
        self.size = len(self.place)
        self._states = len(board.place_ids) * WAYS
        self.into = _by(5, board.mesh.steps, self.size)
        self._out: list[list[Step]] | None = None

    def out(self, node: int) -> Iterable[Step]:
        """The steps out of a node; out of one where goods begin their journey the whole arcs."""
        if node < self._states and node % WAYS == ORIGIN:
            return [(node, *arc) for arc in self.board.arcs(node)]
        if self._out is None:
            self._out = _by(0, self.board.mesh.steps, self.size)
        return self._out[node]

    def starts(self, place: str) -> list[int]:
        """The nodes of goods that begin their journey at the place or a member of it."""
        return [member * WAYS + ORIGIN for member in self.board.members(place)]

    def endings(self, place: str) -> list[tuple[int, Vector]]:
        """The nodes of goods that have arrived there, and the figures of their handling."""
        return [ending for member in self.board.members(place) for ending in self.board.endings(member)]


def _by(column: int, steps: Iterable[Step], size: int) -> list[list[Step]]:
    by: list[list[Step]] = [[] for _ in range(size)]
    for step in steps:
        by[step[column]].append(step)
    return by


class Scale:
    """Figures as one integer: a sum of multiples of them, then cents, minutes, grams and legs, most important first.

    Adding integers adds figures, comparing them compares in this order.
    """

    def __init__(self, steps: Steps, multiples: Vector, others: Iterable[Vector]) -> None:
        """`multiples` of cents, minutes and grams make the leading figure; `others` must fit besides the steps."""
        largest = [0, 0, 0]
        for column in range(3):
            largest[column] = max(map(itemgetter(column + 1), steps.board.mesh.steps), default=0)
        for vector in others:
            largest = [max(pair) for pair in zip(largest, vector, strict=True)]
        # No way without a circle has more steps than there are nodes.
        most = steps.size + 2
        self._legs = most.bit_length()
        self._bits = [(most * value).bit_length() for value in largest]
        shift, units = self._legs, []
        for bits in reversed(self._bits):
            units.append(1 << shift)
            shift += bits
        self._top = shift
        cents, minutes, grams = (
            unit + (times << shift) for unit, times in zip(reversed(units), multiples, strict=True)
        )
        self.units = cents, minutes, grams

    def weigh(self, vector: Vector, legs: int = 0) -> int:
        """Cents, minutes and grams as one integer."""
        cents, minutes, grams = self.units
        return vector[0] * cents + vector[1] * minutes + vector[2] * grams + legs

    def first(self, weight: int) -> int:
        """The leading figure."""
        return weight >> self._top

    def least(self, first: int) -> int:
        """The least weight whose leading figure is this."""
        return first << self._top

    def vector(self, weight: int) -> Vector:
        """Cents, minutes and grams."""
        weight >>= self._legs
        figures = []
        for bits in reversed(self._bits):
            figures.append(weight & (1 << bits) - 1)
            weight >>= bits
        grams, minutes, cents = figures
        return cents, minutes, grams


class Tree:
    """Ways grown from roots, nearest first; ties go to the lower lane ids, leg by leg from the first.

    `next`: of each node the one before it on its way, -1 for a root; `lane`: the lane between them, -1 for handling.
    Weights below `final` cannot become better; None: none can.
    """

    def __init__(self, place: Sequence[int], nodes: int) -> None:
        """Node `n` lies at `place[n % len(place)]`."""
        self.weight: list[int | None] = [None] * nodes
        self.next = [-1] * nodes
        self.lane = [-1] * nodes
        self.final: int | None = 0
        self._place = place
        self._tag_bits = nodes.bit_length()
        self._queue: list[int] = []

    def root(self, node: int, weight: int) -> None:
        """A way begins at the node."""
        known = self.weight[node]
        if known is None or weight < known:
            self.weight[node] = weight
            heappush(self._queue, weight << self._tag_bits | node)

    def grow(self, arcs: Arcs, budget: Budget, most: int | None = None) -> None:
        """Go on until all weights are known, or all those below `most`. Raises `Exhausted`; what is final stays so."""
        weights, queue, bits = self.weight, self._queue, self._tag_bits
        tag = (1 << bits) - 1
        while queue:
            node = queue[0] & tag
            weight = self.final = queue[0] >> bits
            if most is not None and weight >= most:
                return
            heappop(queue)
            if weights[node] != weight:
                continue  # a better way was found meanwhile
            looked = 0
            for more, following, lane in arcs(node):
                looked += 1
                total = weight + more
                known = weights[following]
                if known is None or total < known:
                    weights[following] = total
                    heappush(queue, total << bits | following)
                elif total > known or not self._is_sooner(node, lane, following):
                    continue
                self.next[following] = node
                self.lane[following] = lane
            budget.spend(1 + looked // STEPS)
        self.final = None

    def _is_sooner(self, node: int, lane: int, following: int) -> bool:
        """Whether the way by this node and lane has the lower lane ids of two that weigh the same."""
        raise NotImplementedError

    def known(self, node: int) -> int | None:
        """The weight of a node that is final."""
        weight = self.weight[node]
        return weight if weight is not None and (self.final is None or weight < self.final) else None

    def way(self, node: int) -> list[int]:
        """The lanes between the node and its root, from the node on."""
        lanes = []
        while node >= 0:
            if self.lane[node] >= 0:
                lanes.append(self.lane[node])
            node = self.next[node]
        return lanes

    def repeating(self) -> bytearray:
        """For each node whether its way visits a place twice."""
        size = len(self._place)
        branches: list[list[int]] = [[] for _ in self.next]
        roots: list[int] = []
        for node, weight in enumerate(self.weight):
            if weight is not None:
                (roots if self.next[node] < 0 else branches[self.next[node]]).append(node)
        visits = [0] * (max(self._place, default=0) + 1)
        again = bytearray(len(self.next))
        twice = 0  # places visited twice on the way to where we are
        # A node to enter, or the complement of one to leave.
        stack = roots
        while stack:
            node = stack.pop()
            leaving = node < 0
            node = ~node if leaving else node
            # Handling stays at the place; a root arrives at its own.
            arrives = self.lane[node] >= 0 or self.next[node] < 0
            place = self._place[node % size]
            if leaving:
                visits[place] -= arrives
                twice -= arrives and visits[place] > 0
                continue
            twice += arrives and visits[place] > 0
            visits[place] += arrives
            again[node] = twice > 0
            stack.append(~node)
            stack += branches[node]
        return again


class TreeTo(Tree):
    """The best ways from everywhere to the roots."""

    def _is_sooner(self, node: int, lane: int, following: int) -> bool:
        return self._first(lane, node) < self._first(self.lane[following], self.next[following])

    def _first(self, lane: int, node: int) -> int:
        """The first lane of a way by this lane to the node; handling is followed by a lane."""
        return lane if lane >= 0 else self.lane[node]


class TreeFrom(Tree):
    """The best ways from the roots to everywhere."""

    def _is_sooner(self, node: int, lane: int, following: int) -> bool:
        return self.is_before((node, lane), (self.next[following], self.lane[following]))

    def is_before(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Which of two ways of as many legs has the lower lane ids: each by the lane from the node on, -1 for none."""
        verdict = False
        while True:
            (node, lane), (node2, lane2) = one, other = self._last(*one), self._last(*other)
            if lane != lane2:
                verdict = lane < lane2
            if node == node2:
                return verdict
            one, other = (self.next[node], self.lane[node]), (self.next[node2], self.lane[node2])

    def _last(self, node: int, lane: int) -> tuple[int, int]:
        """The last lane of a way, and the node it leaves; handling is passed over."""
        while lane < 0 and node >= 0:
            node, lane = self.next[node], self.lane[node]
        return node, lane
