"""The same question put to networkx and igraph, as their users would hold it: sides of places joined by handling.

A node is a side of a place, (place, "in", mode) or (place, "out", mode); handling joins in to out, a lane joins the
out side of one place to the in side of the next. Weights are whole cents, so the answers can be compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from routeplan.planning.board import DESTINATION, MODES, ORIGIN, Board

Arc = tuple[Any, Any, int]


def sides(board: Board) -> Iterator[Arc]:
    """Every arc of the graph of sides with its cents; a place is also a node of its own, to begin and end at."""
    era = board.eras[0]
    ways_in = {(edge.to, edge.mode) for edges in era.edges for edge in edges}
    for place, edges in enumerate(era.edges):
        modes_out = sorted({edge.mode for edge in edges})
        for out in modes_out:
            yield ("start", place), (place, "out", out), era.stopover(place, ORIGIN, out).cents
        for mode in range(len(MODES)):
            if (place, mode) in ways_in:
                yield (place, "in", mode), ("end", place), era.stopover(place, mode, DESTINATION).cents
                for out in modes_out:
                    yield (place, "in", mode), (place, "out", out), era.stopover(place, mode, out).cents
        for edge in edges:
            yield (place, "out", edge.mode), (edge.to, "in", edge.mode), edge.cents


class Networkx:
    """networkx.shortest_simple_paths, which is Yen's algorithm."""

    def __init__(self, board: Board) -> None:
        import networkx as nx

        self._nx = nx
        self._graph = nx.DiGraph()
        self._graph.add_weighted_edges_from(sides(board), weight="cents")

    def costs(self, origin: int, destination: int, k: int) -> list[int]:
        """Cents of the k cheapest ways that visit no place twice, as far as they are among the 3 k cheapest."""
        paths = self._nx.shortest_simple_paths(self._graph, ("start", origin), ("end", destination), weight="cents")
        once = (path for path in islice(paths, 3 * k) if _no_place_twice(path))
        return [self._nx.path_weight(self._graph, path, "cents") for path in islice(once, k)]


class Igraph:
    """igraph's get_k_shortest_paths, Yen's algorithm in C."""

    def __init__(self, board: Board) -> None:
        import igraph

        arcs = list(sides(board))
        names = list(dict.fromkeys(node for arc in arcs for node in arc[:2]))
        self._number = {node: i for i, node in enumerate(names)}
        self._names = names
        self._graph = igraph.Graph(
            n=len(names), edges=[(self._number[a], self._number[b]) for a, b, _ in arcs], directed=True
        )
        self._cents = [cents for _, _, cents in arcs]

    def costs(self, origin: int, destination: int, k: int) -> list[int]:
        """Cents of the k cheapest ways; where some visit a place twice fewer than k are left."""
        ways = self._graph.get_k_shortest_paths(
            self._number["start", origin],
            self._number["end", destination],
            k=k,
            weights=self._cents,
            output="epath",
        )
        found = []
        for way in ways:
            nodes = [self._names[self._graph.es[edge].source] for edge in way]
            if _no_place_twice([*nodes, ("end", destination)]):
                found.append(sum(self._cents[edge] for edge in way))
        return found


def _no_place_twice(path: list[Any]) -> bool:
    places = [node[0] for node in path if node[1] == "out"]
    return len(places) == len(set(places)) and (path[-1][0] != "end" or path[-1][1] not in places)
