"""Why there is no itinerary: one network, and one condition at a time that closes it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import plan

TEXT = """\
routeplan: 1
currency: USD
places:
  A: {country: CN, kind: dry_port, lat: 30, lon: 110, timezone: Asia/Shanghai}
  B: {country: CN, kind: seaport, lat: 30, lon: 121, timezone: Asia/Shanghai, part_of: Ports}
  C: {country: ES, kind: seaport, lat: 39, lon: 0, timezone: Europe/Madrid}
  D: {country: ES, kind: city, lat: 40, lon: 0, timezone: Europe/Madrid}
  E: {country: FR, kind: city, lat: 44, lon: 0, timezone: Europe/Paris}
  F: {country: FR, kind: city, lat: 45, lon: 0, timezone: Europe/Paris}
  G: {country: FR, kind: city, lat: 46, lon: 0, timezone: Europe/Paris}
  Ports: {country: CN, kind: port_area, lat: 30, lon: 121}
lanes:
  - {id: ab, from: A, to: B, mode: rail, distance: 1300 km, transit: 50h, rate: {40HC: 600 USD}, tags: [green]}
  - {id: bc, from: B, to: C, mode: sea, distance: 15000 km, transit: 700h, rate: {40HC: 600 USD},
     departures: {dates: [2026-12-10T08:00, 2026-12-20T08:00]}}
  - {id: cd, from: C, to: D, mode: road, distance: 200 km, transit: 5h, rate: {40HC: 600 USD}, status: planned}
  - {id: ce, from: C, to: E, mode: road, distance: 800 km, transit: 10h, rate: {40HC: 600 USD}}
  - {id: fe, from: F, to: E, mode: road, distance: 200 km, transit: 10h, rate: {40HC: 600 USD}, tags: [fast]}
  - {id: ef, from: E, to: F, mode: road, distance: 200 km, transit: 10h}
  - {id: af, from: A, to: E, mode: barge, distance: 9000 km, transit: 900h, rate: {40HC: 600 USD}, status: suspended}
"""
READY = "2026-12-01"


def why(ends: str, **query: Any) -> tuple[str, str]:
    origin, destination = ends.split(">")
    found = plan(TEXT, {"origin": origin, "destination": destination, "now": "2026-11-21", **query})["no_route"]
    return found["reason"], found["message"]


@pytest.mark.parametrize(
    ("ends", "query", "reason", "message"),
    [
        ("A>C", {"avoid": ["A"]}, "avoided-end", "the origin A is itself avoided"),
        ("A>C", {"avoid": ["C"]}, "avoided-end", "the destination C is itself avoided"),
        ("Ports>C", {"avoid": ["Ports"]}, "avoided-end", "the origin Ports is itself avoided"),
        ("A>C", {"deadline": "2026-12-20"}, "deadline", "no itinerary is delivered by the deadline"),
        ("A>C", {"max_transfers": 0}, "max-transfers", "no itinerary has at most 0 transfers"),
        ("A>C", {"avoid": ["B"]}, "avoid", "--avoid B closes every way"),
        ("A>C", {"avoid": ["lane:ce", "mode:rail"]}, "avoid", "--avoid mode:rail closes every way"),
        ("A>C", {"modes": ["rail", "road"]}, "mode", "--mode rail,road leaves no way"),
        ("A>C", {"via": ["B", "D"]}, "via", "no itinerary goes through D"),
        ("A>C", {"prefer": ["green", "fast"]}, "prefer", "no itinerary rides a lane tagged fast"),
        ("A>D", {}, "status", "every way needs a lane that is planned; --include planned plans with it"),
        (
            "A>C",
            {"max_wait": "1d"},
            "no-departure",
            "there is a way, but no departures that connect within the longest wait from this date",
        ),
        ("A>C", {"depart": "2027-01-05"}, "no-departure", "the last departure of lane bc was on 2026-12-20T08:00"),
        (
            "A>C",
            {"depart": "2026-12-18T09:00"},
            "no-departure",
            "the last departure of lane bc is on 2026-12-20T08:00, too soon for goods ready on this date",
        ),
        (
            "B>C",
            {"depart": "2026-12-20T08:01"},
            "no-departure",
            "the last departure of lane bc was on 2026-12-20T08:00",
        ),
        (
            "A>C",
            {"depart": None, "arrive_by": "2026-12-12"},
            "arrive-by",
            "no itinerary is delivered by the date, whenever the goods are ready",
        ),
        ("A>C", {"equipment": "20GP"}, "equipment", "no way has prices for 20GP; there is one for 40HC"),
        (
            "A>C",
            {"avoid": ["B"], "max_transfers": 0},
            "conditions",
            "each condition alone leaves a way, but not all of them together",
        ),
        ("G>A", {}, "no-departures", "no lane leaves G"),
        ("C>A", {}, "no-arrivals", "no lane arrives at A"),
        ("E>B", {}, "not-connected", "E and B are not connected: 1 other place can be reached from E"),
        ("C>B", {}, "not-connected", "C and B are not connected: 3 other places can be reached from C"),
        ("Ports>F", {}, "unusable", "every way has a lane that cannot be used: no rate, not valid, or closed"),
        ("E>F", {}, "unusable", "every way has a lane that cannot be used: no rate, not valid, or closed"),
    ],
)
def test_the_condition_that_closes_the_way(ends: str, query: dict[str, Any], reason: str, message: str) -> None:
    assert why(ends, **{"depart": READY, **query}) == (reason, message)


def test_an_avoided_place_elsewhere_is_no_end() -> None:
    assert why("A>C", depart=READY, avoid=["B", "E"])[0] == "avoid"


@pytest.mark.parametrize("other", ["2026-12-05T08:00", "2026-12-05T08:00, 2026-12-08T08:00, 2026-12-19T08:00"])
def test_of_lanes_that_are_over_the_one_that_left_last_is_named(other: str) -> None:
    lane = "{id: aa, from: B, to: C, mode: sea, distance: 9 km, transit: 1h, rate: {40HC: 1 USD}, departures: {dates: "
    text = TEXT + f"  - {lane}[{other}]}}}}\n"
    found = plan(text, {"origin": "A", "destination": "C", "now": "2026-11-21", "depart": "2027-01-05"})["no_route"]
    assert found["message"] == "the last departure of lane bc was on 2026-12-20T08:00"


def test_two_statuses_that_are_both_needed_are_both_named() -> None:
    text = TEXT.replace("tags: [green]}", "status: suspended}")
    found = plan(text, {"origin": "A", "destination": "D", "now": "2026-11-21", "depart": READY})["no_route"]
    said = "every way needs planned and suspended lanes; --include planned --include suspended plans with them"
    assert (found["reason"], found["message"]) == ("status", said)
