"""Exact lower bounds: the least it takes from every state to being delivered, by one weight of the arcs.

One backward Dijkstra over all states. The bound allows for visiting a place twice, so it never exceeds what an
itinerary needs, and mostly equals it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

Bounds = list[int | None]
"""Per state; None where the destination cannot be reached."""

Step = tuple[int, int, int, int, int]
"""An arc seen from its end: (first weight, second, third, lane, the state it comes from)."""


def reverse(arcs: Sequence[Sequence[tuple[int, int, int, int, int]]]) -> list[list[Step]]:
    """For every state the arcs that lead to it."""
    into: list[list[Step]] = [[] for _ in arcs]
    for state, outgoing in enumerate(arcs):
        for a, b, c, lane, following in outgoing:
            into[following].append((a, b, c, lane, state))
    return into


def least(into: Sequence[Sequence[Step]], weight: int, ends: Iterable[tuple[int, int]]) -> Bounds:
    """The least sum of one weight from each state to an end; `ends` are (state, weight of ending there)."""
    bounds: Bounds = [None] * len(into)
    queue = [(value, state) for state, value in ends]
    heapify(queue)
    while queue:
        value, state = heappop(queue)
        if bounds[state] is not None:
            continue
        bounds[state] = value
        for step in into[state]:
            before = step[4]
            if bounds[before] is None:
                heappush(queue, (value + step[weight], before))
    return bounds


def fewest(into: Sequence[Sequence[Step]], ends: Sequence[int]) -> Bounds:
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
            for step in into[state]:
                before = step[4]
                if bounds[before] is None:
                    bounds[before] = steps
                    following.append(before)
        frontier = following
    return bounds
