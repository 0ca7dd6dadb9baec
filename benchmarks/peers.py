"""The same question put to others, as their users would hold it: sides of places joined by handling.

A node is a side of a place, (place, "in", mode) or (place, "out", mode); handling joins in to out, a lane joins the
out side of one place to the in side of the next. Weights are whole cents and minutes, so the answers can be compared
exactly.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from routeplan.network.model import MODES
from routeplan.planning.board import DESTINATION, ORIGIN, Board

Arc = tuple[Any, Any, int, int, int]
Peer = TypeVar("Peer")


def installed(peer: Callable[[Board], Peer], board: Board) -> Peer | None:
    """The peer with its graph; None where it is not installed."""
    try:
        return peer(board)
    except ImportError:
        return None


def sides(board: Board) -> Iterator[Arc]:
    """Every arc of the graph of sides with its cents, minutes, grams; a place is also a node, to begin and end at."""
    era = board.eras[0]
    ways_in = {(edge.to, edge.mode) for edges in era.edges for edge in edges}

    def stay(place: int, inbound: int, outbound: int) -> tuple[int, int, int]:
        stopover = era.stopover(place, inbound, outbound)
        return stopover.cents, stopover.time_min, stopover.grams

    for place, edges in enumerate(era.edges):
        modes_out = sorted({edge.mode for edge in edges})
        for out in modes_out:
            yield ("start", place), (place, "out", out), *stay(place, ORIGIN, out)
        for mode in range(len(MODES)):
            if (place, mode) in ways_in:
                yield (place, "in", mode), ("end", place), *stay(place, mode, DESTINATION)
                for out in modes_out:
                    yield (place, "in", mode), (place, "out", out), *stay(place, mode, out)
        for edge in edges:
            minutes = edge.cutoff_min + (edge.shift_min or 0) + edge.transit_min
            yield (place, "out", edge.mode), (edge.to, "in", edge.mode), edge.cents, minutes, edge.grams


class Networkx:
    """networkx.shortest_simple_paths, which is Yen's algorithm."""

    def __init__(self, board: Board) -> None:
        import networkx as nx

        self._nx = nx
        self._graph: Any = nx.DiGraph()
        self._graph.add_weighted_edges_from(((a, b, cents) for a, b, cents, *_ in sides(board)), weight="cents")

    def costs(self, origin: int, destination: int, k: int) -> list[int]:
        """Cents of the k cheapest ways that visit no place twice, as far as they are among the 3 k cheapest."""
        paths = self._nx.shortest_simple_paths(self._graph, ("start", origin), ("end", destination), weight="cents")
        once = (path for path in islice(paths, 3 * k) if _no_place_twice(path))
        return [self._nx.path_weight(self._graph, path, "cents") for path in islice(once, k)]


class Igraph:
    """igraph's get_k_shortest_paths, Yen's algorithm in C."""

    def __init__(self, board: Board) -> None:
        import igraph  # type: ignore[import-untyped]

        arcs = list(sides(board))
        self._names = nodes_of(arcs)
        self._number = {node: i for i, node in enumerate(self._names)}
        self._graph = igraph.Graph(
            n=len(self._names), edges=[(self._number[arc[0]], self._number[arc[1]]) for arc in arcs], directed=True
        )
        self._cents = [arc[2] for arc in arcs]

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


class Saferoute:
    """saferoute's compute_safe_routes without tolerance: an exact label-setting search by two criteria, in Rust.

    It is the compiled core alone, which needs none of what the package brings along for street maps. Raises
    ImportError where saferoute is not installed.
    """

    def __init__(self, board: Board) -> None:
        self._core = _core_of("saferoute", "saferoute_core")
        arcs = list(sides(board))
        self._number = {node: i for i, node in enumerate(nodes_of(arcs), start=1)}
        nodes, none = array("Q", self._number.values()), array("d", bytes(8 * len(self._number)))
        ends = [array("Q", [self._number[arc[i]] for arc in arcs]) for i in (0, 1)]
        weights = [array("d", [arc[i] for arc in arcs]) for i in (2, 3)]
        columns: tuple[array[Any], ...] = (nodes, none, none, *ends, *weights, array("d", bytes(8 * len(arcs))))
        self._graph = self._core.PyGraph.from_arrays(*(column.tobytes() for column in columns))

    def extremes(self, origin: int, destination: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """(cents, minutes) of the cheapest and of the fastest of the front: it shows no more than these and one."""
        found = self._core.compute_safe_routes(
            self._graph, self._number["start", origin], self._number["end", destination], 0.0
        )
        vectors = sorted((int(one.total_distance_m), int(one.total_risk)) for one in found)
        return vectors[0], vectors[-1]


def _core_of(package: str, core: str) -> Any:
    """The compiled module of a package, without the package around it."""
    spec = find_spec(package)
    folders = [] if spec is None else spec.submodule_search_locations or []
    for path in sorted(path for folder in folders for path in Path(folder).glob(f"{core}.*")):
        if path.name.endswith((*EXTENSION_SUFFIXES, ".abi3.so")):
            name = f"{package}.{core}"
            found = spec_from_file_location(name, path, loader=ExtensionFileLoader(name, str(path)))
            assert found is not None
            assert found.loader is not None
            module = module_from_spec(found)
            found.loader.exec_module(module)
            return module
    raise ImportError(f"{package} is not installed")


def nodes_of(arcs: list[Arc]) -> list[Any]:
    """All nodes, once each."""
    return list(dict.fromkeys(node for arc in arcs for node in arc[:2]))


def _no_place_twice(path: list[Any]) -> bool:
    places = [node[0] for node in path if node[1] == "out"]
    return len(places) == len(set(places)) and (path[-1][0] != "end" or path[-1][1] not in places)
