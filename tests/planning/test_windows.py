"""Ready times: over a window, and as late as can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

import routeplan
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request
from routeplan.planning.sequences import dated
from routeplan.units import parse_date
from tests.helpers import plan, read
from tests.planning.reliability.networks import network
from tests.worked.case import ask
from tests.worked.case import network as worked

ENDS = {"origin": "Inland", "destination": "Away", "now": "2026-11-21"}
TRUCK = """
  - {id: truck, from: Inland, to: Port, mode: road, distance: 1500 km, rate: 3000 USD, transit: 30h}
"""


def lanes(itinerary: dict[str, Any]) -> list[str]:
    return [leg["lane"] for leg in itinerary["legs"]]


def test_every_day_of_a_window_is_what_find_says_of_that_day() -> None:
    text = network() + TRUCK
    found = plan(text, {**ENDS, "depart": "2026-12-01..2026-12-14"})
    assert {tuple(lanes(one)) for one in found["itineraries"]} == {("train", "ship"), ("truck", "ship")}
    for one in found["itineraries"]:
        window = one["window"]
        assert window["days"] == window["served"] == 14
        times = sorted(day["time_h"] for day in window["by_day"])
        assert window["time_h"] == {"best": times[0], "median": times[6], "worst": times[-1]}
        for day in window["by_day"]:
            alone = plan(text, {**ENDS, "depart": day["ready"], "by": "cost", "top": 9})["itineraries"]
            same = next(other for other in alone if lanes(other) == lanes(one))
            assert (same["time_h"], same["cost"]) == (day["time_h"], day["cost"])
        best = next(day for day in window["by_day"] if day["ready"] == window["best_ready"])
        assert (one["time_h"], one["cost"]) == (best["time_h"], best["cost"])
    by_train = next(one for one in found["itineraries"] if "train" in lanes(one))
    # A weekly train: the best day is the one before it leaves, the worst the day it has just gone.
    assert by_train["window"]["best_ready"] == "2026-12-08T00:00" or by_train["window"]["best_ready"].startswith(
        "2026-12-01"
    )
    assert by_train["window"]["time_h"]["worst"] - by_train["window"]["time_h"]["best"] == 6 * 24


def test_days_without_a_departure_are_not_served() -> None:
    text = network().replace('{days: [tue], time: "20:00"}', "{dates: [2026-12-08T20:00]}")
    window = plan(text, {**ENDS, "depart": "2026-12-01..2026-12-14", "max_wait": "5d"})["itineraries"][0]["window"]
    assert window["days"] == 14
    assert [day["ready"][:10] for day in window["by_day"]] == [f"2026-12-0{day}" for day in range(4, 9)]


@pytest.mark.parametrize("due", ["2027-02-01", "2027-01-20T12:00", "2027-01-15T13:00"])
@pytest.mark.parametrize("more", ["", TRUCK])
def test_the_latest_ready_time_is_the_latest(due: str, more: str) -> None:
    text = network() + more
    found = plan(text, {**ENDS, "arrive_by": due})
    assert found["itineraries"]
    limit = due if "T" in due else due + "T23:59"
    for one in found["itineraries"]:
        start = datetime.fromisoformat(one["start"])
        assert datetime.fromisoformat(one["delivered"]).replace(tzinfo=None) <= datetime.fromisoformat(limit)
        for wait, in_time in ((0, True), (1, False)):
            depart = (start + timedelta(minutes=wait)).strftime("%Y-%m-%dT%H:%M")
            asked = {**ENDS, "depart": depart, "deadline": due, "top": 9, "by": "cost"}
            alone = plan(text, asked)["itineraries"]
            assert (lanes(one) in [lanes(other) for other in alone]) is in_time


def test_the_bundled_network_says_when_the_goods_must_be_ready() -> None:
    found = routeplan.bundled_network().find("Xian", "Almaty", arrive_by="2026-12-31", now="2026-11-21")
    assert len(found) >= 2
    assert {"cheapest", "fastest"} <= {label for one in found for label in one.labels}
    for one in found:
        assert one.start_min is not None


@pytest.mark.parametrize(("deadline", "by_train", "by_truck"), [("13:00", 8, 11), ("12:59", 1, 4)])
def test_a_window_before_a_deadline(deadline: str, by_train: int, by_truck: int) -> None:
    """The ship of the 13th of December is unloaded on the 12th of January, and a day later delivered at 13:00."""
    asked = {**ENDS, "depart": "2026-12-01..2026-12-14", "deadline": f"2027-01-13T{deadline}"}
    found = plan(network() + TRUCK, asked)["itineraries"]
    assert {tuple(lanes(one)): one["window"]["served"] for one in found} == {
        ("train", "ship"): by_train,
        ("truck", "ship"): by_truck,
    }


def test_a_window_of_one_day() -> None:
    (one,) = plan(network(), {**ENDS, "depart": "2026-12-01..2026-12-01"})["itineraries"]
    assert one["window"]["time_h"] == {"best": 884, "median": 884, "worst": 884}


@pytest.mark.parametrize(("until", "last"), [("08:00", 3), ("07:59", 2), ("08:01", 3)])
def test_a_window_between_moments_has_the_same_moment_of_each_day(until: str, last: int) -> None:
    (one,) = plan(network(), {**ENDS, "depart": f"2026-12-01T08:00..2026-12-03T{until}"})["itineraries"]
    days = [f"2026-12-0{day}T08:00" for day in range(1, last + 1)]
    assert [day["ready"] for day in one["window"]["by_day"]] == days


@pytest.mark.parametrize(("closes", "ways"), [("2026-11-25", ["new"]), ("2026-12-02", ["old", "new"])])
def test_what_closes_before_the_window_is_no_way(closes: str, ways: list[str]) -> None:
    """It runs today, the 21st of November."""
    change = f"{{match: {{lane: old}}, valid: {{from: {closes}}}, close: true}}"
    text = worked(
        "A CN\nB CN",
        "old A>B road 2d, rate: 1 USD\nnew A>B rail 2d, rate: 2 USD",
        more=f"scenarios: {{closing: {{active: true, changes: [{change}]}}}}",
    )
    found = plan(text, ask("A>B", depart="2026-12-01..2026-12-03"))["itineraries"]
    assert [lanes(one) for one in found] == [[way] for way in ways]
    assert found[0]["window"]["served"] == (3 if ways == ["new"] else 1)


def test_what_closes_before_the_window_is_no_way_on_either() -> None:
    change = "{match: {lane: old}, valid: {from: 2026-11-25}, close: true}"
    text = worked(
        "A CN\nH CN\nB CN",
        "feeder A>H road 1d, rate: 1 USD\nold H>B road 1d, rate: 1 USD\nnew A>B rail 2d, rate: 9 USD",
        more=f"scenarios: {{closing: {{active: true, changes: [{change}]}}}}",
    )
    found = plan(text, ask("A>B", depart="2026-12-01..2026-12-03"))["itineraries"]
    assert [lanes(one) for one in found] == [["new"]]


@pytest.mark.parametrize(("first", "second"), [("north", "south"), ("south", "north")])
def test_of_ways_that_come_to_the_same_the_one_that_leaves_earlier_is_first(first: str, second: str) -> None:
    text = worked(
        "A CN\nB CN",
        f"""
        {first} A>B road 2d, rate: 1 USD, departures: {{dates: [2026-12-01T08:00]}}
        {second} A>B road 2d, rate: 1 USD, departures: {{dates: [2026-12-02T08:00]}}
        """,
    )
    found = plan(text, ask("A>B", depart="2026-12-01..2026-12-02"))["itineraries"]
    assert [lanes(one) for one in found] == [[first], [second]]
    assert found[0]["time_h"] == found[1]["time_h"]


WAYS = worked(
    "A CN\nB CN",
    """
    cheap A>B rail 9d, rate: 1 USD, distance: 1000 km, co2e: 5 g/tkm
    fast A>B road 1d, rate: 900 USD, distance: 1000 km, co2e: 50 g/tkm
    green A>B barge 8d, rate: 800 USD, distance: 1000 km, co2e: 1 g/tkm
    first A>B sea 5d, rate: 120 USD, distance: 1000 km, co2e: 9 g/tkm
    second A>B sea 6d, rate: 110 USD, distance: 1000 km, co2e: 8 g/tkm
    """,
    more="value_of_time: {amount: 24 USD/TEU/day}",
)


@pytest.mark.parametrize("when", [{"depart": "2026-12-01..2026-12-02"}, {"arrive_by": "2026-12-23"}])
@pytest.mark.parametrize(
    ("by", "shown"), [("balanced", ["first", "cheap", "fast", "green"]), ("cost", ["cheap"]), ("time", ["fast"])]
)
def test_the_first_and_the_labelled_are_shown(when: dict[str, str], by: str, shown: list[str]) -> None:
    found = plan(WAYS, ask("A>B", by, top=1, weight="10", **when))["itineraries"]
    assert [lanes(one) for one in found] == [[lane] for lane in shown]


def test_the_front_by_a_date_has_what_only_a_date_shows() -> None:
    """Without dates half a week of waiting makes the train slower than the truck; with them it is met."""
    text = worked(
        "A CN\nB CN",
        """
        truck A>B road 3d, rate: 400 USD
        train A>B rail 1d, rate: 500 USD, departures: {days: [sun], time: "12:00"}
        """,
    )
    found = plan(text, ask("A>B", top=1, pareto=True, arrive_by="2026-12-23T00:00"))["itineraries"]
    assert [lanes(one) for one in found] == [["truck"], ["train"]]


def test_a_way_that_opens_shortly_before_the_date() -> None:
    text = worked(
        "A CN\nB CN",
        """
        ship A>B sea 40d, rate: 100 USD
        truck A>B road 3d, rate: 400 USD
        opens A>B rail 2d, rate: 300 USD, valid: {from: 2026-12-05}
        """,
    )
    found = plan(text, ask("A>B", arrive_by="2026-12-23T00:00"))["itineraries"]
    assert [lanes(one) for one in found] == [["ship"], ["opens"], ["truck"]]


@pytest.mark.parametrize(("country", "offset"), [("CN", "+08:00"), ("US", "-05:00")])
def test_a_way_that_closes_before_the_date(country: str, offset: str) -> None:
    text = worked(f"A {country}\nB CN", "ab A>B road 2d, rate: 1 USD, cutoff: 3h, valid: {until: 2026-12-05}")
    (one,) = plan(text, ask("A>B", arrive_by="2026-12-20"))["itineraries"]
    assert one["start"] == f"2026-12-05T20:59:00{offset}"
    assert one["legs"][0]["depart"] == f"2026-12-05T23:59:00{offset}"


@pytest.mark.parametrize("departures", ["", ", departures: {days: [mon], time: '08:00'}"])
def test_a_way_that_closes_long_before_the_date(departures: str) -> None:
    """Ready before it closes is ready in time, as long as that is no earlier than today."""
    old = f"old A>B road 2d, rate: 1 USD, valid: {{until: 2026-11-25}}{departures}"
    older = f"older A>B barge 2d, rate: 3 USD, valid: {{until: 2026-11-20}}{departures}"
    text = worked("A CN\nB CN", f"{old}\n{older}\nnew A>B rail 2d, rate: 2 USD")
    found = plan(text, ask("A>B", arrive_by="2026-12-20"))["itineraries"]
    assert [lanes(one) for one in found] == [["old"], ["new"]]


def test_dates_alone_are_met_as_late_as_can_be() -> None:
    dates = "departures: {dates: [2026-10-01T08:00, 2026-12-08T08:00]}"
    text = worked("A CN\nB CN", f"ab A>B sea 30d, rate: 1 USD, {dates}")
    (one,) = plan(text, ask("A>B", arrive_by="2027-02-01"))["itineraries"]
    assert one["start"] == "2026-12-08T08:00:00+08:00"


def test_too_late_is_an_answer() -> None:
    text = network().replace('{days: [tue], time: "20:00"}', "{dates: [2026-12-08T20:00]}")
    found = plan(text, {**ENDS, "arrive_by": "2026-12-20"})
    assert found["itineraries"] == []
    assert found["no_route"]["reason"] == "arrive-by"


@pytest.mark.parametrize(("labels", "complete"), [(1, False), (10_000, True)])
def test_days_not_searched_to_the_end_prove_nothing(labels: int, complete: bool) -> None:
    net = read(network()).record
    request = Request("Inland", "Away", by="cost", depart=parse_date("2026-12-01") * 1440)
    problem = Problem(Board(net, (), Terms.of(net, request)), request)
    found, proved = dated([problem], request, Budget(labels))
    assert (len(found), proved) == (complete, complete)


def test_a_window_is_proved_where_all_its_days_are() -> None:
    """Without dates there is the truck alone; a ship that leaves once is found by a search of that day."""
    text = worked(
        "A CN\nB CN",
        "truck A>B road 2d, rate: 9 USD\nship A>B sea 9d, rate: 1 USD, departures: {dates: [2026-12-02T08:00]}",
    )
    proved = []
    for labels in range(1, 25):
        answer = plan(text, ask("A>B", depart="2026-12-01..2026-12-02", limit=labels))
        proved.append(answer["complete"])
        assert not answer["complete"] or [lanes(one) for one in answer["itineraries"]] == [["ship"], ["truck"]]
    assert proved == sorted(proved)
    assert set(proved) == {False, True}


@pytest.mark.parametrize(
    "wrong",
    [
        {"depart": "2026-12-21..2026-12-01"},
        {"depart": "2026-01-01..2026-12-01"},
        {"depart": "2026-12-01..soon"},
        {"arrive_by": "2026-12-01", "depart": "2026-11-22"},
        {"draws": 3},
        {"seed": -1},
        {"confidence": "100%"},
        {"confidence": "9"},
        {"why_not": "Atlantis"},
        {"why_not": "lane:nothing"},
    ],
)
def test_wrong_questions(wrong: dict[str, Any]) -> None:
    with pytest.raises(routeplan.UsageError):
        read(network()).find("Inland", "Away", **wrong)


@pytest.mark.parametrize("by", ["cost", "time", "balanced"])
def test_of_two_feeders_for_one_ship_the_cheaper(by: str) -> None:
    """Both end the journey at the same hour; who is at the port from the 3rd on pays what the ship costs by then."""
    text = worked(
        "A CN\nH CN\nZ CN",
        """
        feeder A>H rail 6h, rate: 10 USD, departures: {dates: [2026-12-01T08:00, 2026-12-02T08:00, 2026-12-03T08:00]}
        ship H>Z sea 2d, rate: 100 USD, departures: {dates: [2026-12-04T08:00]}
        """,
        more="scenarios: {dearer: {active: true, changes: [{match: {lane: ship}, valid: {from: 2026-12-03}, "
        "set: {rate: 200 USD}}]}}",
    )
    (one,) = plan(text, ask("A>Z", by, depart="2026-12-01..2026-12-01"))["itineraries"]
    assert (one["legs"][0]["depart"], one["cost"]) == ("2026-12-01T08:00:00+08:00", 110)


@pytest.mark.parametrize(("hours", "day"), [(18, 2), (19, 4)])
def test_handling_at_the_port_decides_which_ship_is_met(hours: int, day: int) -> None:
    """The train is there at 14:00, eighteen hours before the ship of the next day."""
    text = worked(
        f"A CN\nH CN handling: {{rail>sea: {{time: {hours}h}}}}\nZ CN",
        """
        train A>H rail 6h, rate: 10 USD, departures: {dates: [2026-12-01T08:00]}
        ship H>Z sea 2d, rate: 100 USD, departures: {dates: [2026-12-02T08:00, 2026-12-04T08:00]}
        """,
    )
    (one,) = plan(text, ask("A>Z", depart="2026-12-01..2026-12-01"))["itineraries"]
    assert one["legs"][1]["depart"] == f"2026-12-0{day}T08:00:00+08:00"
