"""Exact lower bounds: the least it takes from every state to being delivered, by one weight of the arcs.

One backward Dijkstra over all nodes. The bound allows for visiting a place twice, so it never exceeds what an
itinerary needs, and mostly equals it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Protocol

Arc = tuple[int, int, int, int, int]
"""A lane ridden out of a state, with the stay before it: (cents, minutes, grams, lane, next state)."""

Step = tuple[int, int, int, int, int, int]
"""Part of an arc: (node it leaves, cents, minutes, grams, lane or -1 for handling, node it leads to)."""

if TYPE_CHECKING:

    class Bounds(Protocol):
        """Per node; None where the destination cannot be reached."""

        def __getitem__(self, node: int) -> int | None: ...
        def __setitem__(self, node: int, least: int | None) -> None: ...
        def __iter__(self) -> Iterator[int | None]: ...
else:
    Bounds = list

FAR = 1 << 200
"""More than any sum comes to."""

Into = list[list[int]]
"""For every node the steps that lead to it: the weight of each, with the node it comes from as the tag."""


def least(into: Into, keys: list[int], ends: Iterable[tuple[int, int]], tag_bits: int) -> Bounds:
    """The least sum of weights from each node to an end; `ends` are (node, weight of ending there).

    `keys` are those of nodes from which no way is known, as `Mesh.unknown` gives them.
    """
    settle(into, keys, opened(keys, [(node, weight << tag_bits) for node, weight in ends]), tag_bits)
    return [key >> tag_bits if key < FAR else None for key in keys]


def opened(keys: list[int], ends: Iterable[tuple[int, int]]) -> list[int]:
    """Set the keys of the ends, (node, weight of ending there); the heap a Dijkstra begins with."""
    nodes = set()
    for node, weight in ends:
        keys[node] = min(keys[node], weight | node)
        nodes.add(node)
    return sorted(keys[node] for node in nodes)


def settle(
    into: Into,
    keys: list[int],
    queue: list[int],
    tag_bits: int,
    until: int | None = None,
    to_any: frozenset[int] = frozenset(),
) -> int | None:
    """Go on with a Dijkstra whose open nodes are in the queue; `keys` are the best so far.

    A key is a weight with its node as the tag, so that the heap holds plain integers. Stops where every key up to
    the weight `until` is final, or at the first node of `to_any`. The weight up to which keys are final; None: all are.
    """
    tag = (1 << tag_bits) - 1
    while queue:
        key = queue[0]
        node = key & tag
        weight = key - node
        if until is not None and weight > until:
            return until
        heappop(queue)
        if keys[node] != key:
            continue  # a better way was found meanwhile
        for step in into[node]:
            step += weight
            before = step & tag
            if step < keys[before]:
                keys[before] = step
                heappush(queue, step)
        if node in to_any:
            return weight
    return None


class TradeOff:
    """The least weight from each node to being delivered within any time: what a deadline leaves of the bounds."""

    def __init__(self, into: Sequence[Sequence[tuple[int, int, int]]], ends: Iterable[tuple[int, int, int]], most: int):
        """`into`: steps by the node they lead to as (weight, minutes, node they come from); `ends`: (node, weight,
        minutes); ways of more than `most` minutes are left out."""
        # Per node: weights ascending, minutes descending, the minutes negated so that they ascend too.
        self._weights: list[list[int]] = [[] for _ in into]
        self._minutes: list[list[int]] = [[] for _ in into]
        queue = [(weight, minutes, node) for node, weight, minutes in ends if minutes <= most]
        heapify(queue)
        while queue:
            weight, minutes, node = heappop(queue)
            known = self._minutes[node]
            if known and -known[-1] <= minutes:
                continue
            known.append(-minutes)
            self._weights[node].append(weight)
            for more, longer, before in into[node]:
                total = minutes + longer
                if total <= most and not (self._minutes[before] and -self._minutes[before][-1] <= total):
                    heappush(queue, (weight + more, total, before))

    def within(self, node: int, minutes: int) -> int | None:
        """The least weight from the node within so many minutes; None where there is no way that quick."""
        i = bisect_left(self._minutes[node], -minutes)
        return self._weights[node][i] if i < len(self._weights[node]) else None
