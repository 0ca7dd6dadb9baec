"""A network in the forms other tools read: graphs for networkx and Gephi, a sheet of lanes, lines for maps."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from routeplan.network.model import Lane, Network, Place
from routeplan.network.shorthand import format_departures, format_price, format_surcharges
from routeplan.output.geojson import lane_line, line_geometry
from routeplan.output.json import Figure, dumps, in_hours
from routeplan.output.text import decimal
from routeplan.planning.board import distance_of
from routeplan.units import format_date, format_factor


def node_link(network: Network) -> str:
    """JSON that `networkx.node_link_graph(data, edges="edges")` reads back as a directed multigraph."""
    nodes = [{"id": place.id, **_place(place)} for place in network.places.values()]
    edges = [
        {"source": lane.from_place, "target": lane.to_place, "key": lane.id, **lane_record(lane, network)}
        for lane in network.lanes.values()
    ]
    graph = {"name": network.name, "currency": network.currency, "digest": network.digest}
    document = {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges}
    return dumps(document, indent=True) + "\n"


def graphml(network: Network) -> str:
    """GraphML, http://graphml.graphdrawing.org, for networkx, Gephi, yEd; empty values are left out."""
    from xml.sax.saxutils import escape, quoteattr

    nodes = {place.id: _place(place) for place in network.places.values()}
    edges = {lane.id: (lane, lane_record(lane, network)) for lane in network.lanes.values()}
    keys: dict[tuple[str, str], str] = {}
    for kind, records in (("node", nodes.values()), ("edge", (record for _, record in edges.values()))):
        for record in records:
            for name, value in record.items():
                if value is not None:
                    keys.setdefault((kind, name), "double" if isinstance(value, Figure) else "string")
    ids = {key: f"d{number}" for number, key in enumerate(keys)}

    def data(kind: str, record: dict[str, Any]) -> str:
        return "".join(
            f'<data key="{ids[kind, name]}">{escape(_xml(value))}</data>'
            for name, value in record.items()
            if value is not None
        )

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(
            f'<key id="{ids[kind, name]}" for="{kind}" attr.name="{name}" attr.type="{type}"/>'
            for (kind, name), type in keys.items()
        ),
        '<graph edgedefault="directed">',
        *(f"<node id={quoteattr(id)}>{data('node', record)}</node>" for id, record in nodes.items()),
        *(
            f"<edge id={quoteattr(id)} source={quoteattr(lane.from_place)} target={quoteattr(lane.to_place)}>"
            f"{data('edge', record)}</edge>"
            for id, (lane, record) in edges.items()
        ),
        "</graph>",
        "</graphml>",
    ]
    return "\n".join(lines) + "\n"


def _xml(value: object) -> str:
    """Text without the characters XML 1.0 has no way to write."""
    return "".join(char for char in str(value) if char >= " " or char in "\t\n")


def sheet(network: Network) -> str:
    """The lanes as CSV, which `routeplan import` reads back as the same lanes."""
    from routeplan.network.sheet import write_rows

    page = io.StringIO(newline="")
    csv.writer(page, lineterminator="\n").writerows(write_rows(network))
    return page.getvalue()


def geojson(network: Network) -> str:
    """Places as points and lanes as lines after RFC 7946."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": [_figure(place.lon), _figure(place.lat)]},
            "properties": {"place": place.id, **_place(place)},
        }
        for place in network.places.values()
    ]
    features += [
        {
            "type": "Feature",
            "id": lane.id,
            "geometry": line_geometry(lane_line(lane, network)),
            "properties": {
                "lane": lane.id,
                "from": lane.from_place,
                "to": lane.to_place,
                **lane_record(lane, network),
            },
        }
        for lane in network.lanes.values()
    ]
    return dumps({"type": "FeatureCollection", "features": features}, indent=True) + "\n"


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lat": _figure(place.lat),
        "lon": _figure(place.lon),
        "unlocode": place.unlocode or None,
        "timezone": place.timezone or None,
        "part_of": place.part_of or None,
        "tags": " ".join(place.tags) or None,
        "sources": " ".join(place.source) or None,
    }


def lane_record(lane: Lane, network: Network) -> dict[str, Any]:
    """What is exported of a lane beside its id and its ends; None where it says nothing."""
    return {
        "mode": lane.mode,
        "operator": lane.operator or None,
        "transit_h": in_hours(lane.transit.typical_min),
        "distance_km": _figure(distance_of(lane, network)),
        "rate": format_price(lane.rate) if lane.rate else None,
        "surcharges": format_surcharges(lane.surcharges) if lane.surcharges else None,
        "departures": format_departures(lane.departures) if lane.departures else None,
        "cutoff_h": in_hours(lane.cutoff_min),
        "valid_from": None if lane.valid_from is None else format_date(lane.valid_from),
        "valid_until": None if lane.valid_until is None else format_date(lane.valid_until),
        "status": lane.status,
        "passages": " ".join(lane.passages) or None,
        "crosses": " ".join(lane.crosses) or None,
        "co2e": format_factor(lane.co2e) if lane.co2e else None,
        "tags": " ".join(lane.tags) or None,
        "confidence": lane.confidence or None,
        "sources": " ".join(lane.source) or None,
    }


def _figure(value: tuple[int, int]) -> Figure:
    return Figure(decimal(*value))


EXPORTS: dict[str, Callable[[Network], str]] = {
    "json": node_link,
    "graphml": graphml,
    "csv": sheet,
    "geojson": geojson,
}
"""Forms of a network by name."""
