"""Why an itinerary is as it is, and why another is not among the answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import plan
from tests.planning.reliability.networks import DEPART, network
from tests.worked import case

TRUCK = """
  - {id: truck, from: Inland, to: Port, mode: road, distance: 1500 km, rate: 3000 USD, transit: 50h}
"""
DIRECT = """
  - {id: direct, from: Inland, to: Away, mode: rail, distance: 12000 km, rate: 9000 USD, transit: 15d}
"""


def ask(text: str, **query: Any) -> dict[str, Any]:
    return plan(text, {"origin": "Inland", "destination": "Away", "depart": DEPART, "now": "2026-11-21", **query})


def test_what_binds_is_the_weekly_ship_and_the_cutoff_missed() -> None:
    # Ready at the port on Friday 14:00; with a cutoff of 57 h the ship of Sunday 20:00 is missed by 3 h.
    (why,) = ask(network(ship="transit: 30d, cutoff: 57h"), why=True, by="time")["why"]
    held = why["binding"]
    assert (held["kind"], held["lane"], held["place"]) == ("departure", "ship", "Port")
    assert held["headway_h"] == 168
    assert held["missed_by_h"] == 3
    assert held["missed_departure"] == "2026-12-06T20:00:00+08:00"
    assert (why["time_h"], why["cost"], why["co2e_kg"]) == (0, 0, 0)


def test_what_binds_is_the_longest_wait() -> None:
    """On Wednesday the train has gone the evening before; the ship is waited for two days only."""
    (why,) = ask(network(), why=True, depart="2026-12-02T06:00")["why"]
    held = why["binding"]
    assert (held["kind"], held["lane"], held["wait_h"], held["missed_by_h"]) == ("departure", "train", 144, 24)


def test_a_departure_just_met_binds_nothing() -> None:
    """After two hours of handling the boxes are there exactly by the cutoff."""
    (why,) = ask(network(), why=True, destination="Port")["why"]
    assert (why["binding"]["kind"], why["binding"]["lane"], why["binding"]["wait_h"]) == ("transit", "train", 60)
    assert why["binding"]["cutoff_h"] == 0


@pytest.mark.parametrize(
    ("before", "missed_by_h"), [("2026-12-01T20:00", 144), ("2025-11-02T20:00", 9600), ("2025-11-02T19:59", None)]
)
def test_the_departure_missed_is_looked_for_400_days_back(before: str, missed_by_h: int | None) -> None:
    text = case.network(
        "A CN\nB CN", f"ab A>B rail 1d, rate: 1 USD, departures: {{dates: [{before}, 2026-12-08T20:00]}}"
    )
    (why,) = plan(text, case.ask("A>B", why=True, depart="2026-12-07T20:00"))["why"]
    held = why["binding"]
    assert (held["kind"], held["wait_h"], held["missed_by_h"]) == ("departure", 24, missed_by_h)
    assert held["missed_departure"] == (None if missed_by_h is None else f"{before}:00+08:00")


@pytest.mark.parametrize(
    ("dates", "wait_min", "missed_by_min"),
    [("2026-12-07T19:59, 2026-12-08T20:00", 1440, 1), ("2026-12-07T19:00, 2026-12-07T20:01", 1, 60)],
)
def test_the_departure_missed_is_the_last_one_before_the_goods_were_ready(
    dates: str, wait_min: int, missed_by_min: int
) -> None:
    text = case.network("A CN\nB CN", f"ab A>B rail 1d, rate: 1 USD, departures: {{dates: [{dates}]}}")
    (why,) = plan(text, case.ask("A>B", why=True, depart="2026-12-07T20:00"))["why"]
    assert (why["binding"]["wait_h"], why["binding"]["missed_by_h"]) == (wait_min / 60, missed_by_min / 60)


@pytest.mark.parametrize(
    ("departures", "depart", "wait_h", "missed"),
    [
        ("{days: [tue, fri], time: '08:00'}", None, 42, None),
        ("{days: [tue, fri], time: '08:00'}", "2026-12-07", 32, "2026-12-04T08:00:00+08:00"),
        ("{per_week: 2}", None, 42, None),
        ("{per_week: 2}", "2026-12-07", 42, None),
    ],
)
def test_what_leaves_twice_a_week_has_half_a_week_between(
    departures: str, depart: str | None, wait_h: int, missed: str | None
) -> None:
    """Without dates nobody knows which departure was missed."""
    text = case.network("A CN\nB CN", f"ab A>B rail 1d, rate: 1 USD, departures: {departures}")
    (why,) = plan(text, case.ask("A>B", why=True, depart=depart))["why"]
    held = why["binding"]
    assert (held["kind"], held["wait_h"], held["headway_h"]) == ("departure", wait_h, 84)
    assert held["missed_departure"] == missed


LEAVING = "departures: {days: [mon, tue, wed, thu, fri, sat, sun], time: '08:00'}"


@pytest.mark.parametrize(
    ("legs", "binding"),
    [
        (("road 1d", "barge 9d", "rail 2d"), ("transit", "l1", 216)),
        (("road 9d", "barge 9d", "rail 2d"), ("transit", "l0", 216)),
        ((f"road 16h, {LEAVING}", f"barge 16h, {LEAVING}", "rail 9d"), ("departure", "l0", 8)),
        ((f"road 16h, {LEAVING}", f"barge 15h, {LEAVING}", f"rail 9d, {LEAVING}"), ("departure", "l2", 9)),
    ],
)
def test_of_equals_the_first_one_binds(legs: tuple[str, ...], binding: tuple[str, str, int]) -> None:
    lanes = [f"l{i} {'ABCD'[i]}>{'ABCD'[i + 1]} {leg}, rate: 1 USD" for i, leg in enumerate(legs)]
    text = case.network("A CN\nB CN\nC CN\nD CN", "\n".join(lanes))
    (why,) = plan(text, case.ask("A>D", why=True, depart="2026-12-01"))["why"]
    assert tuple(why["binding"][key] for key in ("kind", "lane", "wait_h")) == binding


def test_differences_are_those_of_the_figures() -> None:
    text = network("transit: 60h, on_time: 60%, late: 40h") + DIRECT + "co2e: {rail: 22 g/tkm, sea: 10 g/tkm}\n"
    found = ask(text, why=True, pareto=True)
    first, *others = found["itineraries"]
    assert others
    for one, why in zip(others, found["why"][1:], strict=True):
        assert why["rank"] == one["rank"]
        for key in ("time_h", "cost", "co2e_kg"):
            assert why[key] == pytest.approx(one[key] - first[key])
        share = one["reliability"]["on_schedule"] - first["reliability"]["on_schedule"]
        assert why["chance"] == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("extra", "query", "what", "reason"),
    [
        (DIRECT, {"by": "cost", "top": 1}, "direct", "ranked"),
        (TRUCK.replace("50h", "90h"), {}, "truck", "dominated"),
        (TRUCK.replace("transit", "status: planned, transit"), {}, "truck", "status"),
        (TRUCK.replace("rate: 3000 USD, ", ""), {}, "truck", "rate"),
        (TRUCK.replace("3000 USD", "{20GP: 3000 USD}"), {}, "truck", "equipment"),
        (TRUCK, {"mode": "rail,sea"}, "truck", "mode"),
        (TRUCK, {"avoid": "lane:truck"}, "truck", "avoid"),
        (TRUCK + "cargo: {nev: {refused_by: [road]}}\n", {"cargo": "nev"}, "truck", "cargo"),
        (TRUCK.replace("transit", "departures: {dates: [2026-12-31T08:00]}, transit"), {"max_wait": "5d"}, "truck",
         "no-departure"),
        (TRUCK + "scenarios: {strike: {active: true, changes: [{match: {lane: truck}, close: true}]}}\n", {}, "truck",
         "closed"),
        ("", {}, "train", "shown"),
        ("", {}, "Port", "shown"),
    ],
)  # fmt: skip
def test_why_not(extra: str, query: dict[str, Any], what: str, reason: str) -> None:
    found = ask(network() + extra, why_not=[what], **query)
    assert found["why_not"][0]["reason"] == reason, found["why_not"]


WAYS = case.network(
    "A CN\nM CN\nB CN",
    """
    best A>B rail 2d, rate: 100 USD, distance: 100 km
    late A>B road 3d, rate: 100 USD, distance: 100 km
    dates A>B sea 3d, rate: 100 USD, distance: 100 km, departures: {dates: [2026-12-08T08:00]}
    first A>M road 2d, rate: 100 USD, distance: 100 km
    slow M>B barge 9d, rate: 100 USD, distance: 100 km
    fast M>B road 1d, rate: 300 USD, distance: 100 km
    """,
    more="value_of_time: {amount: 100 USD/TEU/day}",
)


@pytest.mark.parametrize("query", [{}, {"depart": "2026-12-01"}, {"arrive_by": "2026-12-20"}])
def test_the_best_way_by_a_lane(query: dict[str, str]) -> None:
    """The slow barge is cheaper by 200 USD, and eight days are worth 1600 USD for a box of two TEU."""
    (why,) = plan(WAYS, case.ask("A>B", "balanced", why_not="first", **query))["why_not"]
    assert [leg["lane"] for leg in why["best"]["legs"]] == ["first", "fast"]
    assert why["message"] == "the best way by lane first is 300.00 USD dearer, 1d slower than number 1"
    (why,) = plan(WAYS, case.ask("A>B", "balanced", top=1, why_not="late", **query))["why_not"]
    assert why["message"] == "the best way by lane late is 1d slower than number 1"


def test_a_lane_with_dates_is_asked_for_with_a_date() -> None:
    (why,) = plan(WAYS, case.ask("A>B", why_not="dates"))["why_not"]
    assert (why["reason"], why["message"]) == ("no-departure", "lane dates has dates only: ask with --depart")


def test_a_closed_place_is_named_with_its_scenario() -> None:
    closed = """
scenarios: {strike: {active: true, changes: [{match: {place: Port}, close: true}]}}
"""
    (why,) = ask(network() + closed, why_not="Port")["why_not"]
    assert why["reason"] == "closed"
    assert "strike" in why["message"]


@pytest.mark.parametrize("by", ["cost", "time", "balanced"])
def test_what_it_would_have_to_cost_or_take_is_enough_and_no_more(by: str) -> None:
    text = network() + TRUCK.replace("50h", "90h")
    query = {"by": by, "top": 1, "why_not": "truck", "value_of_time": "200"}
    (why,) = ask(text, **query)["why_not"]
    assert why["best"]["legs"][0]["lane"] == "truck"
    for rate_off, comes_in in ((0, True), (0.01, False)):
        if why["needs_cost"] is None:
            break
        rate = 3000 + why["needs_cost"] + rate_off
        if rate < 0:
            break
        cheaper = text.replace("rate: 3000 USD", f"rate: {rate:.2f} USD")
        shown = [
            leg["lane"] for one in ask(cheaper, **{**query, "why_not": None})["itineraries"] for leg in one["legs"]
        ]
        assert ("truck" in shown) is comes_in


@pytest.mark.parametrize(("what", "kind"), [("B", "place"), ("b", "lane"), ("lane:B", "lane"), ("place:b", "place")])
def test_an_id_in_its_own_letters_goes_first(what: str, kind: str) -> None:
    """A lane `b` and a place `B`."""
    text = case.network("A CN\nB CN\nC CN", "b A>C rail 1h, rate: 1 USD\nab A>B road 9h, rate: 9 USD")
    (why,) = plan(text, case.ask("A>C", why_not=what))["why_not"]
    assert why[kind] == {"place": "B", "lane": "b"}[kind]
