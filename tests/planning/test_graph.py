"""The network as a graph of networkx: what is documented of its nodes and edges."""

from __future__ import annotations

import networkx

from tests.helpers import read
from tests.worked.case import network

NETWORK = network(
    """
    A CN lat: -12.5, lon: 110.25, name: Alpha, unlocode: CNAAA, part_of: G
    B ES lat: 40, lon: -3
    G CN lat: 30, lon: 110
    """,
    """
    one A>B rail 90min, rate: 1 USD, distance: 1200.5 km, operator: Fast, confidence: derived
    two A>B sea 30d, rate: 1 USD, distance: 20000 km, status: planned
    """,
)


def test_nodes_and_edges() -> None:
    net = read(NETWORK)
    graph = net.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.graph == {"name": "Worked", "currency": "USD", "digest": net.digest}
    assert list(graph) == ["A", "B", "G"]
    assert graph.nodes["A"] == {
        "name": "Alpha",
        "country": "CN",
        "kind": "city",
        "lat": -12.5,
        "lon": 110.25,
        "timezone": "Asia/Shanghai",
        "unlocode": "CNAAA",
        "part_of": "G",
        "record": net.places["A"],
    }
    assert [(start, end, key) for start, end, key in graph.edges(keys=True)] == [("A", "B", "one"), ("A", "B", "two")]
    assert graph.edges["A", "B", "one"] == {
        "mode": "rail",
        "distance_km": 1200.5,
        "transit_h": 1.5,
        "status": "operating",
        "operator": "Fast",
        "confidence": "derived",
        "record": net.lanes["one"],
    }
    assert graph.edges["A", "B", "two"]["status"] == "planned"
