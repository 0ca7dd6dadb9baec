"""Dijkstra backwards over the arrays of a mesh, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from routeplan.planning.fast.compiled import compiled

Array = Any  # numpy's types mean nothing to the compiler of these functions


@compiled
def _less(least: Array, one: int, two: int) -> bool:
    for i in range(least.shape[1]):
        if least[one, i] != least[two, i]:
            return bool(least[one, i] < least[two, i])
    return False


@compiled
def _up(heap: Array, at: Array, least: Array, i: int) -> None:
    node = heap[i]
    while i > 0:
        above = (i - 1) >> 1
        if not _less(least, node, heap[above]):
            break
        heap[i] = heap[above]
        at[heap[i]] = i
        i = above
    heap[i] = node
    at[node] = i


@compiled
def _down(heap: Array, at: Array, least: Array, size: int) -> None:
    i, node = 0, heap[0]
    while True:
        below = 2 * i + 1
        if below >= size:
            break
        if below + 1 < size and _less(least, heap[below + 1], heap[below]):
            below += 1
        if not _less(least, heap[below], node):
            break
        heap[i] = heap[below]
        at[heap[i]] = i
        i = below
    heap[i] = node
    at[node] = i


@compiled
def settle(first: Array, start: Array, weights: Array, least: Array, ends: Array, through: Array) -> None:
    """Dijkstra from the ends backwards; a heap of nodes that knows where each node stands."""
    nodes, columns = least.shape
    heap = np.empty(nodes, dtype=np.int64)
    at = np.full(nodes, -1, dtype=np.int64)
    size = 0
    for node in ends:
        heap[size] = node
        _up(heap, at, least, size)
        size += 1
    while size > 0:
        node = heap[0]
        size -= 1
        if size > 0:
            heap[0] = heap[size]
            _down(heap, at, least, size)
        if not through[node]:
            continue
        for step in range(first[node], first[node + 1]):
            before = start[step]
            better = False
            for i in range(columns):
                weight = least[node, i] + weights[step, i]
                if weight != least[before, i]:
                    better = weight < least[before, i]
                    break
            if better:
                for i in range(columns):
                    least[before, i] = least[node, i] + weights[step, i]
                if at[before] < 0:
                    heap[size] = before
                    at[before] = size
                    size += 1
                _up(heap, at, least, at[before])
