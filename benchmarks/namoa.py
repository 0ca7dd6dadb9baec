"""NAMOA*dr, compiled: the label-setting search for exact fronts of three criteria of which codes in C++ are published.

None of these is on the package index, so it is written down here as its authors describe it, with bounds by a Dijkstra
for each criterion. Pulido, Mandow and Perez-de-la-Cruz, "Dimensionality reduction in multiobjective shortest path
search", Computers & Operations Research 64, 2015.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

import numpy as np

from benchmarks.peers import nodes_of, sides
from routeplan.planning.board import Board
from routeplan.planning.fast.compiled import compiled

Vector = tuple[int, int, int]
FAR = 1 << 60
NONE = -1


class Namoa:
    """The graph of sides, forwards and backwards, as arrays; grams as the third weight."""

    def __init__(self, board: Board) -> None:
        arcs = list(sides(board))
        self._names = nodes_of(arcs)
        self._number = {node: i for i, node in enumerate(self._names)}
        ends = np.array([[self._number[arc[0]], self._number[arc[1]]] for arc in arcs])
        weights = np.array([arc[2:5] for arc in arcs])
        self._onward = _by_node(ends[:, 0], ends[:, 1], weights, len(self._names))
        self._back = _by_node(ends[:, 1], ends[:, 0], weights, len(self._names))

    def front(self, origin: int, destination: int) -> set[Vector]:
        """The (cents, minutes, grams) of the ways that visit no place twice."""
        start, end = self._number["start", origin], self._number["end", destination]
        bounds = np.stack([_to_go(*self._back, criterion, end) for criterion in range(3)], axis=1)
        labels, nodes, before, ends = _front(*self._onward, bounds, start, end)
        return {
            (int(cents), int(minutes), int(grams))
            for (cents, minutes, grams), last in zip(labels[ends], ends, strict=True)
            if self._visits_none_twice(int(last), nodes, before)
        }

    def _visits_none_twice(self, label: int, nodes: Any, before: Any) -> bool:
        places = []
        while label != NONE:
            name = self._names[nodes[label]]
            if name[1] == "in":
                places.append(name[0])
            elif name[0] == "start":
                places.append(name[1])
            label = int(before[label])
        return len(places) == len(set(places))


def _by_node(tails: Any, heads: Any, weights: Any, nodes: int) -> tuple[Any, Any, Any]:
    """Where the arcs of each node begin, where they lead, and their weights."""
    order = np.argsort(tails, kind="stable")
    first = np.searchsorted(tails[order], np.arange(nodes + 1))
    return first, heads[order], np.ascontiguousarray(weights[order])


@compiled
def _to_go(first: Any, heads: Any, weights: Any, criterion: int, end: int) -> Any:
    """The least weight from each node to the end."""
    nodes = len(first) - 1
    least = np.full(nodes, FAR)
    least[end] = 0
    queue = [end]  # weight and node as one number
    while queue:
        weight, node = divmod(heappop(queue), nodes)
        if weight > least[node]:
            continue
        for arc in range(first[node], first[node + 1]):
            further = weight + weights[arc, criterion]
            if further < least[heads[arc]]:
                least[heads[arc]] = further
                heappush(queue, further * nodes + heads[arc])
    return least


@compiled
def _covered(head: int, pairs: Any, following: Any, time: int, co2e: int) -> bool:
    """Whether a pair of the list is at most this one."""
    while head != NONE:
        if pairs[head, 0] <= time and pairs[head, 1] <= co2e:
            return True
        head = following[head]
    return False


@compiled
def _put(heads: Any, node: int, pairs: Any, following: Any, at: int, time: int, co2e: int) -> None:
    """The pair into the list of the node; those it covers go."""
    last, head = NONE, heads[node]
    while head != NONE:
        if pairs[head, 0] >= time and pairs[head, 1] >= co2e:
            if last == NONE:
                heads[node] = following[head]
            else:
                following[last] = following[head]
        else:
            last = head
        head = following[head]
    pairs[at, 0], pairs[at, 1], following[at] = time, co2e, heads[node]
    heads[node] = at


@compiled
def _longer(array: Any) -> Any:
    return np.concatenate((array, np.empty_like(array)))


@compiled
def _front(first: Any, heads: Any, weights: Any, bounds: Any, start: int, end: int) -> tuple[Any, Any, Any, Any]:
    """Labels, their nodes and the labels before them; and which of them are the front."""
    labels, nodes, before = np.empty((1024, 3), np.int64), np.empty(1024, np.int64), np.empty(1024, np.int64)
    # Time and CO2e of the labels taken at each node, as lists; those taken come by ascending cost.
    taken = np.full(len(first) - 1, NONE)
    pairs, following, pairs_made = np.empty((1024, 2), np.int64), np.empty(1024, np.int64), 0
    labels[0, :], nodes[0], before[0], made = 0, start, NONE, 1
    found = [NONE]
    queue = [(bounds[start, 0], bounds[start, 1], bounds[start, 2], 0)]
    while queue:
        _, time, co2e, label = heappop(queue)
        node = nodes[label]
        if _covered(taken[end], pairs, following, time, co2e):
            continue
        if _covered(taken[node], pairs, following, labels[label, 1], labels[label, 2]):
            continue
        if pairs_made == len(pairs):
            pairs, following = _longer(pairs), _longer(following)
        _put(taken, node, pairs, following, pairs_made, labels[label, 1], labels[label, 2])
        pairs_made += 1
        if node == end:
            found.append(label)
            continue
        for arc in range(first[node], first[node + 1]):
            head = heads[arc]
            if bounds[head, 0] == FAR:
                continue
            cost_then = labels[label, 0] + weights[arc, 0]
            time_then, co2e_then = labels[label, 1] + weights[arc, 1], labels[label, 2] + weights[arc, 2]
            if _covered(taken[head], pairs, following, time_then, co2e_then):
                continue
            time_at_least, co2e_at_least = time_then + bounds[head, 1], co2e_then + bounds[head, 2]
            if _covered(taken[end], pairs, following, time_at_least, co2e_at_least):
                continue
            if made == len(nodes):
                labels, nodes, before = _longer(labels), _longer(nodes), _longer(before)
            labels[made, 0], labels[made, 1], labels[made, 2] = cost_then, time_then, co2e_then
            nodes[made], before[made] = head, label
            heappush(queue, (cost_then + bounds[head, 0], time_at_least, co2e_at_least, made))
            made += 1
    return labels, nodes, before, np.array(found[1:])
