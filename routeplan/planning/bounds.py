"""Exact lower bounds: the least it takes from every state to being delivered, by one weight of the arcs.

One backward Dijkstra over all nodes. The bound allows for visiting a place twice, so it never exceeds what an
itinerary needs, and mostly equals it.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

Arc = tuple[int, int, int, int, int]
"""A lane ridden out of a state, with the stay before it: (cents, minutes, grams, lane, next state)."""

Step = tuple[int, int, int, int, int, int]
"""Part of an arc: (node it leaves, cents, minutes, grams, lane or -1 for handling, node it leads to)."""

Bounds = list[int | None]
"""Per node; None where the destination cannot be reached."""

Into = list[list[tuple[int, int]]]
"""For every node the steps that lead to it: (weight, the node they come from)."""


def least(into: Into, ends: Iterable[tuple[int, int]]) -> Bounds:
    """The least sum of weights from each node to an end; `ends` are (node, weight of ending there)."""
    bounds: Bounds = [None] * len(into)
    queue = []
    for state, weight in ends:
        known = bounds[state]
        if known is None or weight < known:
            bounds[state] = weight
            queue.append((weight, state))
    heapify(queue)
    while queue:
        value, state = heappop(queue)
        if bounds[state] != value:
            continue  # a better way was found meanwhile
        for weight, before in into[state]:
            weight += value
            known = bounds[before]
            if known is None or weight < known:
                bounds[before] = weight
                heappush(queue, (weight, before))
    return bounds
