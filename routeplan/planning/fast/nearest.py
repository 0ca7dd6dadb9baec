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


FEW = 9
"""While no more nodes are open than there are buckets, divided by two this many times, all go into the heap: to look
for them in buckets, most of them empty, takes longer."""
TOO_LARGE = -2
"""Up to what sums are final, where one does not fit."""
FREE, WANTED, CLOSED = range(3)
"""Of a node: a Dijkstra goes through it; stops at it; does not go through it."""


class Nearest:
    """`least[node]`: the least sum from the node to an end; final where it is at most `radius`.

    What is not final comes to no less than the radius. A Dijkstra that stops, and goes on when asked for more. Its
    queue is a heap of the open nodes near the radius and buckets of those further off, each as wide as the others:
    most nodes never see a heap of more than a few.
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
        # The queue: a heap of keys; nodes further off, each with the one before in its bucket; the last one of each
        # bucket; numbers: keys in the heap, nodes in buckets, nodes ever put there, the bucket emptied last, and how
        # wide one is, in bits.
        near = np.empty(len(steps[1]) + len(ends), dtype=np.int64)
        size = 0
        for node, weight in ends:
            if weight >= UNKNOWN >> self._bits:
                raise TooLarge
            if weight < self.least[node]:
                self.least[node] = weight
                push(near, size, weight << self._bits | node)
                size += 1
        far = np.empty((len(near), 2), dtype=np.int32)
        # Two to four nodes a bucket, were they spread evenly; no step leads further than all the buckets, so that the
        # first ones can be taken again for what lies beyond the last one.
        bits = max(self._bits - 2, 0)
        width = max(0, int(steps[2].max(initial=0)).bit_length() - bits)
        self._queue = near, far, np.full(1 << bits, -1, dtype=np.int32), np.array([size, 0, 0, 0, width])
        self._lost = False

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
        radius = TOO_LARGE
        if not self._lost:
            radius = _settle(*self._steps, self.least, *self._queue, self._bits, until, self._marks)
        self._lost = radius == TOO_LARGE  # for good: what was in the queue is lost
        if self._lost:
            raise TooLarge
        self.radius = radius


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
    near: Array,
    far: Array,
    buckets: Array,
    numbers: Array,
    bits: int,
    until: int,
    marks: Array,
) -> int:
    """Dijkstra backwards up to a sum, or to a wanted node.

    Up to what sums are final; TOO_LARGE where one is too large for a key.
    """
    tag = (1 << bits) - 1
    largest = UNKNOWN >> bits
    last = len(buckets) - 1
    few = len(buckets) >> FEW
    size, waiting, used, bucket, width = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]
    reached = UNKNOWN
    while size > 0 or waiting > 0:
        if waiting > 0 and (size == 0 or near[0] >> bits + width > bucket):
            bucket += 1
            i = buckets[bucket & last]
            buckets[bucket & last] = -1
            while i >= 0:
                node, weight = far[i, 0], least[far[i, 0]]
                if weight >> width == bucket:  # else a better way was found meanwhile
                    push(near, size, weight << bits | node)
                    size += 1
                waiting -= 1
                i = far[i, 1]
            continue
        key = near[0]
        if key >> bits > until:
            reached = until
            break
        pop(near, size)
        size -= 1
        node = key & tag
        weight = key >> bits
        bucket = max(bucket, weight >> width)
        if least[node] != weight or marks[node] == CLOSED:
            continue
        for step in range(first[node], first[node + 1]):
            before = start[step]
            total = weight + weights[step]
            if total < least[before]:
                if total >= largest:
                    return TOO_LARGE
                least[before] = total
                if total >> width <= bucket or size + waiting < few:
                    push(near, size, total << bits | before)
                    size += 1
                else:
                    at = total >> width & last
                    far[used, 0], far[used, 1], buckets[at] = before, buckets[at], used
                    used += 1
                    waiting += 1
        if marks[node] == WANTED:
            reached = weight
            break
    numbers[0], numbers[1], numbers[2], numbers[3] = size, waiting, used, bucket
    return UNKNOWN if size + waiting == 0 else reached
