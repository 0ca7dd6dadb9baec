"""The network as a `networkx.MultiDiGraph`, for analysis beyond planning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.network.model import Network
from routeplan.planning.board import distance_of

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(network: Network) -> nx.MultiDiGraph[str]:
    """The network as a graph: a node for each place, an edge for each lane, keyed by the lane's id.

    Node attributes: `name`, `country`, `kind`, `lat` and `lon` (degrees), `timezone`, `unlocode`, `part_of`,
    `record` (the Place). Edge attributes: `mode`, `distance_km`, `transit_h` (typical), `status`, `operator`,
    `confidence`, `record` (the Lane). Graph attributes: `name`, `currency`, `digest`. Lanes of every status are in;
    parallel lanes are separate edges. Prices depend on the shipment and are on the records.
    """
    import networkx as nx  # 150 ms, needed by those who ask for the graph only

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=network.name, currency=network.currency, digest=network.digest)
    for place in network.places.values():
        graph.add_node(
            place.id,
            name=place.name,
            country=place.country,
            kind=place.kind,
            lat=place.lat[0] / place.lat[1],
            lon=place.lon[0] / place.lon[1],
            timezone=place.timezone,
            unlocode=place.unlocode,
            part_of=place.part_of,
            record=place,
        )
    for lane in network.lanes.values():
        num, den = distance_of(lane, network)
        graph.add_edge(
            lane.from_place,
            lane.to_place,
            key=lane.id,
            mode=lane.mode,
            distance_km=num / den,
            transit_h=lane.transit.typical_min / 60,
            status=lane.status,
            operator=lane.operator,
            confidence=lane.confidence,
            record=lane,
        )
    return graph
