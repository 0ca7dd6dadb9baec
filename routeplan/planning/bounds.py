"""Exact lower bounds: the least it takes from every state to being delivered, by one weight of the arcs.

One backward Dijkstra over all states. The bound allows for visiting a place twice, so it never exceeds what an
itinerary needs, and mostly equals it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

Arc = tuple[int, int, int, int, int]
"""A lane ridden out of a state, with the stay before it: (cents, minutes, grams, lane, next state)."""

Bounds = list[int | None]
"""Per state; None where the destination cannot be reached."""

Into = list[list[tuple[int, int]]]
"""For every state the arcs that lead to it: (weight, the state they come from)."""


def least(into: Into, ends: Iterable[tuple[int, int]]) -> Bounds:
    """The least sum of weights from each state to an end; `ends` are (state, weight of ending there)."""
    bounds: Bounds = [None] * len(into)
    queue = []
    for state, weight in ends:
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


def fewest(into: Into, ends: Sequence[int]) -> Bounds:
    """The fewest arcs from each state to one of the ends."""
    bounds: Bounds = [None] * len(into)
    frontier = list(ends)
    for state in frontier:
        bounds[state] = 0
    steps = 0
    while frontier:
        steps += 1
        following = []
        for state in frontier:
            for _, before in into[state]:
                if bounds[before] is None:
                    bounds[before] = steps
                    following.append(before)
        frontier = following
    return bounds
