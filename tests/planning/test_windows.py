"""Ready times: over a window, and as late as can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

import routeplan
from tests.helpers import plan, read
from tests.planning.reliability.networks import network

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


def test_too_late_is_an_answer() -> None:
    text = network().replace('{days: [tue], time: "20:00"}', "{dates: [2026-12-08T20:00]}")
    found = plan(text, {**ENDS, "arrive_by": "2026-12-20"})
    assert found["itineraries"] == []
    assert found["no_route"]["reason"] == "arrive-by"


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
