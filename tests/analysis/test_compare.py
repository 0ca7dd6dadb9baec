"""Networks side by side."""

from __future__ import annotations

import json

import pytest

import routeplan
from tests.planning.reliability.networks import DEPART, network

TEXT = (
    network("transit: 60h, on_time: 85%, late: 24h, empty_wait: 4d")
    + """
  - {id: truck, from: Inland, to: Port, mode: road, distance: 1500 km, rate: 3000 USD, transit: 50h}
scenarios:
  link:
    active: true
    changes: [{match: {lane: train}, set: {empty_wait: 2d, on_time: 95%}}]
  no-trucks: {changes: [{match: {mode: road}, close: true}]}
  cheap-trucks: {changes: [{match: {mode: road}, set: {rate: 500 USD}}]}
"""
)


@pytest.mark.parametrize("depart", [None, DEPART])
def test_appears_vanishes_changes(depart: str | None) -> None:
    read = routeplan.read_network_text(TEXT)
    found = read.compare(
        "Inland", "Away", with_=["no-trucks", "cheap-trucks"], without="link", depart=depart, now="2026-11-21"
    )
    assert [case.name for case in found.cases] == ["today", "with no-trucks", "with cheap-trucks", "without link"]
    rows = {row.lanes: row.cells for row in found.rows}
    truck, train = rows["truck", "ship"], rows["train", "ship"]
    assert truck[0].itinerary is not None
    assert truck[1].itinerary is None
    assert truck[1].change == "vanishes"
    assert truck[2].change == "changes"
    assert truck[2].cost_cents == -250_000
    assert train[1].change == "same"
    # Cells are what the case answers on its own.
    alone = read.find("Inland", "Away", with_="cheap-trucks", depart=depart, now="2026-11-21")
    by_truck = next(one for one in alone if one.legs[0].lane.id == "truck")
    assert truck[2].itinerary is not None
    assert truck[2].itinerary.cost_cents == by_truck.cost_cents


@pytest.mark.parametrize("depart", [None, DEPART])
def test_what_a_case_answers_without_showing_it(depart: str | None) -> None:
    """With cheap trucks the train is second, and only one is asked for."""
    found = routeplan.read_network_text(TEXT).compare(
        "Inland", "Away", with_="cheap-trucks", by="cost", top=1, depart=depart, now="2026-11-21"
    )
    rows = {row.lanes: row.cells for row in found.rows}
    today, cheap = rows["train", "ship"]
    assert today.itinerary is not None
    assert cheap.itinerary is not None
    assert cheap.itinerary.cost_cents == today.itinerary.cost_cents
    assert cheap.itinerary.time_min == today.itinerary.time_min


def test_the_e_port_link_is_worth_two_days_and_a_better_chance() -> None:
    read = routeplan.bundled_network()
    found = read.compare("Xian", "Ningbo-Beilun", without="eport-link", by="cost", top=1, now="2026-11-21")
    today, without = found.rows[0].cells
    assert today.itinerary is not None
    assert without.itinerary is not None
    assert without.itinerary.stays[0].empty_wait_min - today.itinerary.stays[0].empty_wait_min == 2 * 1440
    assert without.time_min == 2 * 1440
    assert without.chance is not None
    assert without.chance < -0.05
    further = read.compare("Xian", "Valencia", without="eport-link", top=1, now="2026-11-21").rows[0].cells[1]
    assert further.time_min == 2 * 1440
    assert further.chance is not None
    assert further.chance < 0


def test_the_documents() -> None:
    from routeplan.output.comparison import COMPARISONS
    from routeplan.output.result import Look

    found = routeplan.read_network_text(TEXT).compare("Inland", "Away", without="link", depart=DEPART, now="2026-11-21")
    text = COMPARISONS["table"](found, Look())
    assert "empty wait 4.0 d" in text
    assert "points of chance" in text
    document = json.loads(COMPARISONS["json"](found, Look()))
    assert document["schema"] == "routeplan.compare/1"
    row = next(row for row in document["itineraries"] if row["lanes"] == ["train", "ship"])
    assert [case["empty_wait_h"] for case in row["cases"]] == [48, 96]
    assert row["cases"][1]["difference"]["time_h"] >= 0


def test_a_window_cannot_be_compared() -> None:
    with pytest.raises(routeplan.UsageError):
        routeplan.read_network_text(TEXT).compare("Inland", "Away", without="link", depart="2026-12-01..2026-12-05")
