"""The network in the forms of other tools, read back by those tools; answers in DCSA's form by its rules."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from typing import Any

import networkx
import pytest

import routeplan
from routeplan.errors import UsageError


@pytest.fixture(scope="module")
def network() -> routeplan.Network:
    return routeplan.bundled_network()


def test_networkx_reads_the_graph_back(network: routeplan.Network) -> None:
    graph = networkx.node_link_graph(json.loads(network.to_text("json")), edges="edges")
    assert isinstance(graph, networkx.MultiDiGraph)
    assert set(graph) == set(network.places)
    assert {key for _, _, key in graph.edges(keys=True)} == set(network.lanes)
    assert graph.graph["digest"] == network.digest


def test_graphml_is_read_back(network: routeplan.Network) -> None:
    graph = networkx.read_graphml(io.BytesIO(network.to_text("graphml").encode()))
    assert set(graph) == set(network.places)
    assert {key for _, _, key in graph.edges(keys=True)} == set(network.lanes)
    lane = next(iter(network.lanes.values()))
    data: Any = graph.get_edge_data(lane.from_place, lane.to_place, lane.id)
    assert data["transit_h"] == lane.transit.typical_min / 60
    assert graph.nodes["Xian"]["lat"] == pytest.approx(34.3, abs=0.5)


def test_csv_has_a_row_for_each_lane_as_written(network: routeplan.Network) -> None:
    rows = list(csv.DictReader(io.StringIO(network.to_text("csv"))))
    assert [row["id"] for row in rows] == [id for id, lane in network.lanes.items() if not lane.back_of]


def test_geojson_stays_between_the_antimeridians(network: routeplan.Network) -> None:
    document = json.loads(network.to_text("geojson"))
    assert len(document["features"]) == len(network.places) + len(network.lanes)
    for feature in document["features"]:
        numbers = re.findall(r"-?[0-9.]+", json.dumps(feature["geometry"]["coordinates"]))
        assert all(-180 <= float(number) <= 180 for number in numbers)


def test_geojson_is_opened_by_gdal(network: routeplan.Network, tmp_path: Any) -> None:
    pyogrio = pytest.importorskip("pyogrio", reason="GDAL is not here: pip install pyogrio")
    path = tmp_path / "network.geojson"
    path.write_text(network.to_text("geojson"))
    assert pyogrio.read_info(path)["features"] == len(network.places) + len(network.lanes)


def test_dcsa_follows_the_rules_of_its_fields(network: routeplan.Network) -> None:
    """DCSA Commercial Schedules 1.0.3, schemas PointToPoint, Leg, Location and the transports."""
    answer = network.find("Xian", "Valencia", depart="2026-03-02", top=5)
    routings = json.loads(answer.to_text("dcsa"))
    assert len(routings) == len(answer)
    for routing, itinerary in zip(routings, answer, strict=True):
        assert {"placeOfReceipt", "placeOfDelivery", "legs"} <= set(routing)
        assert routing["receiptTypeAtOrigin"] in ("CY", "SD", "CFS")
        assert routing["solutionNumber"] >= 1
        assert (routing["transitTime"] - 1) * 1440 < itinerary.time_min <= routing["transitTime"] * 1440
        assert routing["solutionFootprint"]["co2e"] == itinerary.co2e_g / 1_000_000
        assert [leg["sequenceNumber"] for leg in routing["legs"]] == list(range(1, len(itinerary.legs) + 1))
        for leg in routing["legs"]:
            assert leg["transport"]["modeOfTransport"] in ("VESSEL", "BARGE", "RAIL", "TRUCK")
            if leg["transport"]["modeOfTransport"] in ("RAIL", "TRUCK"):
                assert set(leg["transport"]) == {"modeOfTransport"}
            for end in ("departure", "arrival"):
                _place_follows(leg[end])
            for cutoff in leg.get("cutOffTimes", ()):
                assert cutoff["cutOffDateTimeCode"] == "FCO"
                assert datetime.fromisoformat(cutoff["cutOffDateTime"]) <= datetime.fromisoformat(
                    leg["departure"]["dateTime"]
                )
            assert datetime.fromisoformat(leg["departure"]["dateTime"]) < datetime.fromisoformat(
                leg["arrival"]["dateTime"]
            )
        for end in ("placeOfReceipt", "placeOfDelivery"):
            _place_follows(routing[end])


def _place_follows(place: dict[str, Any]) -> None:
    assert place["facilityTypeCode"] in [
        "BORD",
        "CLOC",
        "COFS",
        "OFFD",
        "DEPO",
        "INTE",
        "POTE",
        "PBPL",
        "BRTH",
        "RAMP",
        "WAYP",
    ]
    assert datetime.fromisoformat(place["dateTime"]).utcoffset() is not None
    location = place["location"]
    assert re.fullmatch(r"\S(?:.*\S)?", location["locationName"])
    assert len(location["locationName"]) <= 100
    assert re.fullmatch("[A-Z]{2}[A-Z2-9]{3}", location.get("UNLocationCode", "CNXAG"))
    assert "UNLocationCode" in location or location["addressLines"]


def test_dcsa_needs_dates(network: routeplan.Network) -> None:
    with pytest.raises(UsageError, match="dates"):
        network.find("Xian", "Valencia").to_text("dcsa")
