"""The least sums of one weight from the nodes to a destination, by compiled code and as far as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from routeplan.planning.fast.compiled import compiled

Array = Any  # numpy's types mean nothing to the compiler of these functions
UNKNOWN = 1 << 62
"""More than any sum comes to: of a node from which no way is known."""


class TooLarge(Exception):
    """A sum does not fit into the integers of compiled code."""


FREE, WANTED, CLOSED = range(3)
"""Of a node: a Dijkstra goes through it; stops at it; does not go through it."""


class Nearest:
    """`least[node]`: the least sum from the node to an end; final where it is at most `radius`.

    What is not final comes to no less than the radius. A Dijkstra that stops, and goes on when asked for more.
    """

    def __init__(
        self,
        steps: tuple[Array, Array, Array],
        ends: Sequence[tuple[int, int]],
        closed: Sequence[int] = (),
        least: Array | None = None,
    ) -> None:
        """The steps by the node they lead to: where those of a node begin, the nodes they leave, their weights.

        `ends`: (node, weight of ending there); `closed`: the nodes no way leads through; `least`: to be filled in.
        """
        self._steps = steps
        nodes = len(steps[0]) - 1
        self._bits = nodes.bit_length()
        self.least = np.empty(nodes, dtype=np.int64) if least is None else least
        self.least[:] = UNKNOWN
        self.radius = -1
        self._marks = np.zeros(nodes, dtype=np.int8)
        self._marks[[*closed]] = CLOSED
        self._heap = np.empty(len(steps[1]) + len(ends), dtype=np.int64)
        self._size = 0
        for node, weight in ends:
            if weight >= UNKNOWN >> self._bits:
                raise TooLarge
            if weight < self.least[node]:
                self.least[node] = weight
                push(self._heap, self._size, weight << self._bits | node)
                self._size += 1

    @property
    def whole(self) -> bool:
        """Whether every sum is final."""
        return self.radius == UNKNOWN

    def widen(self, until: int = UNKNOWN) -> None:
        """Make every sum up to this final; all of them if not said."""
        if until > self.radius:
            self._settle(until)

    def reach(self, nodes: Array) -> None:
        """Make the least sum of one of these nodes final; all sums, where none can be reached."""
        if not (self.least[nodes] <= self.radius).any():
            self._marks[nodes] = WANTED
            self._settle(UNKNOWN)
            self._marks[nodes] = FREE

    def _settle(self, until: int) -> None:
        radius = until
        if self._size >= 0:
            self._size, radius = _settle(
                *self._steps, self.least, self._heap, self._size, self._bits, until, self._marks
            )
        if self._size < 0:  # for good: what was in the heap is lost
            raise TooLarge
        self.radius = radius if self._size else UNKNOWN


@compiled
def push(heap: Array, size: int, key: int) -> None:
    """Put a key into a heap of this size."""
    i = size
    while i > 0:
        above = (i - 1) >> 1
        if heap[above] <= key:
            break
        heap[i] = heap[above]
        i = above
    heap[i] = key


@compiled
def pop(heap: Array, size: int) -> None:
    """Take the first key out of a heap of this size."""
    key = heap[size - 1]
    i = 0
    while True:
        below = 2 * i + 1
        if below >= size - 1:
            break
        if below + 1 < size - 1 and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[i] = heap[below]
        i = below
    heap[i] = key


@compiled
def _settle(
    first: Array,
    start: Array,
    weights: Array,
    least: Array,
    heap: Array,
    size: int,
    bits: int,
    until: int,
    marks: Array,
) -> tuple[int, int]:
    """Dijkstra backwards up to a sum, or to a wanted node.

    The size that the heap is left with, -1 where a sum is too large for a key, and up to what sums are final.
    """
    tag = (1 << bits) - 1
    largest = UNKNOWN >> bits
    while size > 0 and heap[0] >> bits <= until:
        key = heap[0]
        pop(heap, size)
        size -= 1
        node = key & tag
        weight = key >> bits
        if least[node] != weight:
            continue  # a better way was found meanwhile
        if marks[node] == CLOSED:
            continue
        for step in range(first[node], first[node + 1]):
            before = start[step]
            total = weight + weights[step]
            if total < least[before]:
                if total >= largest:
                    return -1, until
                least[before] = total
                push(heap, size, total << bits | before)
                size += 1
        if marks[node] == WANTED:
            return size, weight
    return size, until
