"""Delivered by a date, against the same question asked for every moment at which the goods could be ready."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.helpers import plan
from tests.oracle.brute_force import BruteForce, criteria
from tests.oracle.random_networks import dump
from tests.worked.case import ask
from tests.worked.case import network as worked

HOURS = 6
"""Everything below lasts so many hours, or a multiple, and happens on such a clock."""
NOW = datetime(2026, 11, 21)
DUE = datetime(2026, 12, 19, 12)
PLACES = {"A": "CN", "B": "KZ", "C": "KZ", "D": "CN"}
ZONES = {"CN": "Asia/Shanghai", "KZ": "Asia/Almaty"}
LANES = ("AB", "AC", "AD", "AB", "BC", "CB", "BD", "CD", "CD")
ALL = 60
"""More lane sequences than there are."""


def network(seed: int) -> dict[str, Any]:
    """Lanes with fixed dates far apart, weekly ones and ones that leave when ready, some for part of the time only."""
    rng = Random(seed)

    def hours(*some: int) -> str:
        return f"{rng.choice(some) * HOURS}h"

    def day(first: int, last: int) -> datetime:
        return NOW + timedelta(days=rng.randint(first, last))

    places: dict[str, Any] = {}
    for name, country in PLACES.items():
        places[name] = {"country": country, "kind": "city", "lat": 0, "lon": 0, "timezone": ZONES[country]}
        if rng.random() < 0.4:
            places[name]["storage"] = {"free": "1d", "rate": f"{rng.randint(1, 40)} USD/TEU/day"}
    lanes = []
    for number, (start, end) in enumerate(LANES):
        lane = {
            "id": f"l{number}",
            "from": start,
            "to": end,
            "mode": rng.choice(("rail", "sea")),
            "transit": hours(1, 4, 9, 20),
            "distance": "100 km",
            "rate": f"{rng.randint(1, 30) * 10} USD",
            "co2e": f"{rng.randint(1, 5)} g/tkm",
            "cutoff": hours(0, 0, 1, 2),
            "empty_wait": hours(0, 0, 3),
        }
        kind = rng.random()
        if kind < 0.4:
            moments = [day(-1, 26) + timedelta(hours=HOURS * rng.randint(0, 3)) for _ in range(rng.randint(1, 3))]
            lane["departures"] = {"dates": [f"{moment:%Y-%m-%dT%H:%M}" for moment in moments]}
        elif kind < 0.7:
            days = rng.sample(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), rng.randint(1, 2))
            lane["departures"] = {"days": days, "time": f"{rng.randint(0, 3) * HOURS:02}:00"}
        if rng.random() < 0.3:
            lane["valid"] = {rng.choice(("from", "until")): f"{day(1, 24):%Y-%m-%d}"}
        lanes.append(lane)
    change = {"match": {"lane": f"l{rng.randrange(len(LANES))}"}, "valid": {"from": f"{day(3, 20):%Y-%m-%d}"}}
    change |= {"set": {"transit": hours(1, 12)}} if rng.random() < 0.5 else {"close": True}
    return {
        "routeplan": 1,
        "name": "Dates",
        "currency": "USD",
        "places": places,
        "lanes": lanes,
        "scenarios": {"later": {"active": rng.random() < 0.4, "changes": [change]}},
    }


def asked(by: str, **more: Any) -> dict[str, Any]:
    ends = {"origin": "A", "destination": "D", "now": f"{NOW:%Y-%m-%d}"}
    return {**ends, "by": by, "arrive_by": f"{DUE:%Y-%m-%dT%H:%M}", **more}


def ready_as_late(network: dict[str, Any], **more: Any) -> dict[tuple[str, ...], datetime]:
    """For each lane sequence the last moment of the clock at which it still is in time."""
    latest: dict[tuple[str, ...], datetime] = {}
    ready = DUE
    while ready >= NOW:
        query = asked("cost", depart=f"{ready:%Y-%m-%dT%H:%M}", deadline=f"{DUE:%Y-%m-%dT%H:%M}", **more)
        del query["arrive_by"]
        for one in BruteForce(network, query).found:
            latest.setdefault(one.lanes, ready)
        ready -= timedelta(hours=HOURS)
    return latest


def shown(network: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    itineraries: list[dict[str, Any]] = plan(dump(network), query)["itineraries"]
    return itineraries


def lanes(itinerary: dict[str, Any]) -> tuple[str, ...]:
    return tuple(leg["lane"] for leg in itinerary["legs"])


@pytest.mark.parametrize("seed", range(24))
def test_every_lane_sequence_is_ready_as_late_as_can_be(seed: int) -> None:
    net, wait = network(seed), ("30d", "4d", "9d")[seed % 3]
    expected = ready_as_late(net, max_wait=wait)
    for by in ("cost", "time", "co2e"):
        answer = shown(net, **asked(by, top=ALL, max_wait=wait))
        start = {lanes(one): datetime.fromisoformat(one["start"]).replace(tzinfo=None) for one in answer}
        # What is ready before today may be there as well.
        assert {one for one, ready in start.items() if ready >= NOW} == set(expected)
        for one, ready in expected.items():
            # A lane that closes with the day does so a minute before the clock.
            assert ready <= start[one] < ready + timedelta(hours=HOURS)
            query = asked(by, depart=f"{start[one]:%Y-%m-%dT%H:%M}", deadline=f"{DUE:%Y-%m-%dT%H:%M}", max_wait=wait)
            del query["arrive_by"]
            best = min((found for found in BruteForce(net, query).found if found.lanes == one), key=criteria(by))
            found = next(other for other in answer if lanes(other) == one)
            assert [leg["depart"] for leg in found["legs"]] == [leg["depart"] for leg in best.figures["legs"]]


@pytest.mark.parametrize("by", ["cost", "time", "co2e"])
@pytest.mark.parametrize("seed", range(12))
def test_the_first_are_the_first_of_all(seed: int, by: str) -> None:
    net = network(seed)
    every = [lanes(one) for one in shown(net, **asked(by, top=ALL))]
    for top in (1, 3):
        assert [lanes(one) for one in shown(net, **asked(by, top=top))] == every[:top]


SHIP = "ship A>B sea 30d, rate: 1 USD, departures: {dates: [2026-12-08T08:00]}"


@pytest.mark.parametrize("due", ["2027-02-01", "2028-02-01"])
@pytest.mark.parametrize("more", ["", "truck A>B road 2d, rate: 2 USD"])
def test_dates_long_before_the_date(due: str, more: str) -> None:
    found = plan(worked("A CN\nB CN", f"{SHIP}\n{more}"), ask("A>B", arrive_by=due))["itineraries"]
    assert (lanes(found[0]), found[0]["start"]) == (("ship",), "2026-12-08T08:00:00+08:00")


def test_a_long_way_to_dates_long_before_the_date() -> None:
    """Nothing is known of it without dates, and it begins before today."""
    text = worked("A CN\nB CN\nC CN", f"coast C>A sea 40d, rate: 1 USD\n{SHIP}")
    (one,) = plan(text, ask("C>B", arrive_by="2027-12-01"))["itineraries"]
    assert one["start"] == "2026-10-29T08:00:00+08:00"


def test_a_wait_that_is_too_long_is_not_begun() -> None:
    """The feeder of the 20th would wait for two months; the one of the 1st meets the ship of the 10th."""
    text = worked(
        "A CN\nB CN\nC CN",
        """
        feeder A>B sea 2d, rate: 1 USD, departures: {dates: [2026-12-01T08:00, 2026-12-20T08:00]}
        ship B>C sea 5d, rate: 1 USD, departures: {dates: [2026-12-10T08:00, 2027-02-15T08:00]}
        """,
    )
    (one,) = plan(text, ask("A>C", arrive_by="2027-03-01"))["itineraries"]
    assert one["start"] == "2026-12-01T08:00:00+08:00"


def test_seasons_that_are_over() -> None:
    """A dozen seasons of five legs: a quarter of a million ways, all but one of them over."""
    seasons = "\n".join(
        f"{start}{year} {start}>{end} road 1d, rate: {year - 2014} USD, valid: {{until: {year}-12-31}}"
        for start, end in ("AB", "BC", "CD", "DE", "EF")
        for year in range(2015, 2027)
    )
    text = worked("\n".join(f"{name} CN" for name in "ABCDEF"), seasons)
    answer = plan(text, ask("A>F", arrive_by="2026-12-25"))
    assert [lanes(one) for one in answer["itineraries"]] == [("A2026", "B2026", "C2026", "D2026", "E2026")]
    assert answer["complete"]


@pytest.mark.parametrize("closing", ["valid: {until: 2019-05-01}", "departures: {dates: [2019-05-01T23:59]}"])
def test_where_all_has_closed_the_last_moment_is_said(closing: str) -> None:
    (one,) = plan(worked("A CN\nB CN", f"ab A>B road 2d, rate: 1 USD, {closing}"), ask("A>B", arrive_by="2026-12-20"))[
        "itineraries"
    ]
    assert one["start"] == "2019-05-01T23:59:00+08:00"
