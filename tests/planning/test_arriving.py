"""Delivered by a date, against the same question asked for every moment at which the goods could be ready."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.helpers import figures, plan
from tests.oracle.brute_force import BruteForce, Found, criteria
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
OBJECTIVES = ("cost", "time", "co2e")
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
    for number, (start, end) in enumerate(map(tuple, LANES)):
        lane: dict[str, Any] = {
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
    change: dict[str, Any] = {
        "match": {"lane": f"l{rng.randrange(len(LANES))}"},
        "valid": {"from": f"{day(3, 20):%Y-%m-%d}"},
    }
    change |= {"set": {"transit": hours(1, 12)}} if rng.random() < 0.5 else {"close": True}
    return {
        "routeplan": 1,
        "name": "Dates",
        "currency": "USD",
        "places": places,
        "lanes": lanes,
        "scenarios": {"later": {"active": rng.random() < 0.4, "changes": [change]}},
    }


ENDS = {"origin": "A", "destination": "D", "now": f"{NOW:%Y-%m-%d}"}
BY_THEN = f"{DUE:%Y-%m-%dT%H:%M}"


def ready_at(network: dict[str, Any], ready: datetime, max_wait: str) -> list[Found]:
    """Every schedule that is in time."""
    query = {**ENDS, "depart": f"{ready:%Y-%m-%dT%H:%M}", "deadline": BY_THEN, "max_wait": max_wait}
    return BruteForce(network, query, keep_all=True).found


def ready_as_late(network: dict[str, Any], max_wait: str) -> dict[tuple[str, ...], datetime]:
    """For each lane sequence the last moment of the clock at which it still is in time."""
    latest: dict[tuple[str, ...], datetime] = {}
    ready = DUE
    while ready >= NOW:
        for one in ready_at(network, ready, max_wait):
            latest.setdefault(one.lanes, ready)
        ready -= timedelta(hours=HOURS)
    return latest


def shown(network: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    answer = plan(dump(network), {**ENDS, "arrive_by": BY_THEN, **query})
    assert answer["complete"] is True
    itineraries: list[dict[str, Any]] = answer["itineraries"]
    return itineraries


def lanes(itinerary: dict[str, Any]) -> tuple[str, ...]:
    return tuple(leg["lane"] for leg in itinerary["legs"])


@pytest.mark.parametrize("seed", range(24))
def test_every_lane_sequence_is_ready_as_late_as_can_be(seed: int) -> None:
    net, wait = network(seed), ("30d", "4d", "9d")[seed % 3]
    expected = ready_as_late(net, wait)
    for by in OBJECTIVES:
        answer = {lanes(one): one for one in shown(net, by=by, top=ALL, max_wait=wait)}
        start = {one: datetime.fromisoformat(found["start"]).replace(tzinfo=None) for one, found in answer.items()}
        for one, ready in expected.items():
            # A lane that closes with the day does so a minute before the clock.
            assert ready <= start[one] < ready + timedelta(hours=HOURS)
        for one, ready in start.items():
            schedules = [found for found in ready_at(net, ready, wait) if found.lanes == one]
            found = figures(answer[one])
            assert (found["cost"], found["time"], found["co2e"]) == min(schedules, key=criteria(by)).vector


@pytest.mark.parametrize("by", OBJECTIVES)
@pytest.mark.parametrize("seed", range(12))
def test_the_first_are_the_first_of_all(seed: int, by: str) -> None:
    net = network(seed)
    every = [lanes(one) for one in shown(net, by=by, top=ALL)]
    for top in (1, 3):
        assert [lanes(one) for one in shown(net, by=by, top=top)] == every[:top]


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


@pytest.mark.parametrize(("until", "counts"), [("2026-11-14", True), ("2026-11-13", False)])
def test_before_today_as_long_as_the_journey_takes_and_two_weeks(until: str, counts: bool) -> None:
    """Two days, a fortnight and a day before the last minute of the 1st of December."""
    text = worked(
        "A CN\nB CN", f"old A>B road 2d, rate: 1 USD, valid: {{until: {until}}}\nnew A>B rail 2d, rate: 2 USD"
    )
    found = plan(text, ask("A>B", arrive_by="2026-12-01"))["itineraries"]
    assert [lanes(one) for one in found] == [("old",)] * counts + [("new",)]


@pytest.mark.parametrize(("clock", "counts"), [("23:59", True), ("23:58", False)])
def test_before_today_where_nothing_is_known_without_dates(clock: str, counts: bool) -> None:
    text = worked(
        "A CN\nB CN",
        f"""
        old A>B road 2d, rate: 1 USD, departures: {{dates: [2026-07-13T{clock}]}}
        new A>B rail 2d, rate: 2 USD, departures: {{dates: [2026-11-01T08:00]}}
        """,
    )
    found = plan(text, ask("A>B", arrive_by="2026-11-25"))["itineraries"]
    assert [lanes(one) for one in found] == [("old",)] * counts + [("new",)]


@pytest.mark.parametrize(
    ("opens", "start"),
    [
        ("valid: {from: 2026-12-20}", "2026-12-21T04:59"),
        ("valid: {from: 2026-12-21}", "2026-12-21T04:59"),
        ("departures: {dates: [2026-12-20T08:00]}", "2026-12-20T08:00"),
        ("departures: {dates: [2026-12-21T02:00]}", "2026-12-21T02:00"),
        ("departures: {dates: [2026-12-21T05:00]}", None),
        ("valid: {from: 2026-12-22}", None),
    ],
)
def test_what_runs_from_the_last_day_on_counts(opens: str, start: str | None) -> None:
    """The last minute of the 20th in Spain is just before seven in the morning of the 21st in China."""
    text = worked("A CN\nB ES", f"ab A>B road 2h, rate: 1 USD, {opens}")
    found = plan(text, ask("A>B", arrive_by="2026-12-20"))["itineraries"]
    assert [one["start"] for one in found] == ([] if start is None else [f"{start}:00+08:00"])


@pytest.mark.parametrize(("days", "counts"), [(117, True), (118, False)])
def test_a_journey_longer_than_a_year(days: int, counts: bool) -> None:
    text = worked(
        "A CN\nB CN\nC CN\nD CN", f"far D>C sea 300d, rate: 1 USD\ncoast C>A sea {days}d, rate: 1 USD\n{SHIP}"
    )
    assert len(plan(text, ask("D>B", arrive_by="2027-12-01"))["itineraries"]) == counts


def test_a_search_cut_short_says_so() -> None:
    net = network(0)
    whole = plan(dump(net), {**ENDS, "arrive_by": BY_THEN, "by": "cost", "top": ALL})["itineraries"]
    assert len(whole) > 3
    part = plan(dump(net), {**ENDS, "arrive_by": BY_THEN, "by": "cost", "top": ALL, "limit": 60})
    assert not part["complete"]
    assert 0 < len(part["itineraries"]) < len(whole)
    assert {lanes(one) for one in part["itineraries"]} < {lanes(one) for one in whole}


def test_a_date_before_today() -> None:
    """What has opened since is known without dates, but did not run then."""
    text = worked(
        "A CN\nB CN\nC CN",
        """
        ab A>B road 1d, rate: 1 USD
        now B>C road 1d, rate: 1 USD, valid: {from: 2026-11-01}
        then B>C road 2d, rate: 2 USD
        """,
    )
    found = plan(text, ask("A>C", arrive_by="2026-09-01"))["itineraries"]
    assert [lanes(one) for one in found] == [("ab", "then")]


def test_what_is_best_in_nothing_can_be_best_of_all() -> None:
    text = worked(
        "A CN\nB CN",
        """
        cheap A>B sea 20d, rate: 1 USD, distance: 100 km, co2e: 1 g/tkm
        dearer A>B sea 19d, rate: 2 USD, distance: 100 km, co2e: 2 g/tkm
        middle A>B rail 6d, rate: 300 USD, distance: 100 km, co2e: 3 g/tkm
        slower A>B road 2d, rate: 1900 USD, distance: 100 km, co2e: 4 g/tkm
        fast A>B road 1d, rate: 2000 USD, distance: 100 km, co2e: 5 g/tkm
        """,
        more="value_of_time: {amount: 24 USD/TEU/day}",
    )
    found = plan(text, ask("A>B", "balanced", top=1, arrive_by="2026-12-23"))["itineraries"]
    assert [lanes(one) for one in found] == [("middle",), ("cheap",), ("fast",)]


@pytest.mark.parametrize("valid", ["", ", valid: {until: 2030-01-01}", ", valid: {until: 2026-11-20}"])
def test_rare_departures_are_found_however_long_before_the_date(valid: str) -> None:
    """Longer than journeys take on average; whether a lane elsewhere closes at some time makes no difference."""
    text = worked(
        "A CN\nB CN\nC CN\nD CN",
        f"""
        ab A>B road 1d, rate: 1 USD, departures: {{every: 28d, starting: 2025-01-01T08:00}}
        bc B>C road 1d, rate: 1 USD, departures: {{every: 28d, starting: 2025-01-02T07:00}}
        ad A>D road 1d, rate: 1 USD{valid}
        """,
    )
    for due, ready in (("2026-11-25", "2026-10-07"), ("2026-12-03", "2026-10-07"), ("2026-12-05", "2026-11-04")):
        answer = plan(text, ask("A>C", arrive_by=due))
        assert [one["start"] for one in answer["itineraries"]] == [f"{ready}T08:00:00+08:00"]


def test_a_stay_has_the_figures_of_the_day_it_begins() -> None:
    """Reckoned back as well: what is quicker from the 10th on is no help to who leaves on the 9th."""
    text = worked(
        "A CN\nB CN delay: 6d\nC CN",
        """
        ab A>B rail 1d, rate: 1 USD
        bc B>C rail 1d, rate: 1 USD, departures: {dates: [2026-12-09T08:00]}
        """,
    )
    text += "\nscenarios:\n  quick: {active: true, changes: ["
    text += "{match: {place: B}, set: {delay: 0d}, valid: {from: 2026-12-10}}]}\n"
    found = plan(text, ask("A>C", arrive_by="2026-12-12"))["itineraries"]
    assert [one["start"] for one in found] == ["2026-12-02T08:00:00+08:00"]


@pytest.mark.parametrize(
    ("due", "ready"),
    [
        ("2026-12-08T12:00", "2026-12-04T23:59"),
        ("2026-12-10T23:59", "2026-12-04T23:59"),
        ("2026-12-11T00:00", "2026-12-10T00:00"),
        ("2026-12-12T12:00", "2026-12-11T12:00"),
    ],
)
def test_ready_in_the_last_minute_before_a_change(due: str, ready: str) -> None:
    """A stay that begins from the 5th to the 9th lasts 20 days more."""
    change = "{match: {place: A}, valid: {from: 2026-12-05, until: 2026-12-09}, add: {delay: 20d}}"
    text = worked("A CN\nB CN", "ab A>B road 1d, rate: 1 USD")
    text += f"\nscenarios: {{strike: {{active: true, changes: [{change}]}}}}\n"
    (one,) = plan(text, ask("A>B", arrive_by=due))["itineraries"]
    assert one["start"] == f"{ready}:00+08:00"


def test_who_leaves_later_may_be_there_before_the_next_lane_opens() -> None:
    """The train is quicker from the 6th on, and gone after the 8th; the truck runs from the 20th on."""
    text = worked(
        "A CN\nB CN\nC CN",
        """
        ab A>B rail 20d, rate: 1 USD, valid: {until: 2026-12-08}
        bc B>C road 1d, rate: 1 USD, valid: {from: 2026-12-20}
        """,
    )
    text += "\nscenarios:\n  quick: {active: true, changes: ["
    text += "{match: {lane: ab}, set: {transit: 1d}, valid: {from: 2026-12-06}}]}\n"
    (one,) = plan(text, ask("A>C", arrive_by="2026-12-31"))["itineraries"]
    assert one["start"] == "2026-12-05T23:59:00+08:00"


@pytest.mark.parametrize(("max_wait", "start"), [("47h 58min", "2026-12-09T08:00"), ("47h 59min", "2026-12-10T02:01")])
def test_a_wait_that_is_a_minute_too_long_is_not_begun(max_wait: str, start: str) -> None:
    """The second feeder misses the first ship by a minute."""
    text = worked(
        "A CN\nB CN\nC CN",
        """
        feeder A>B rail 6h, rate: 1 USD, departures: {dates: [2026-12-09T08:00, 2026-12-10T02:01]}
        ship B>C sea 5d, rate: 1 USD, departures: {dates: [2026-12-10T08:00, 2026-12-12T08:00]}
        """,
    )
    (one,) = plan(text, ask("A>C", arrive_by="2026-12-31", max_wait=max_wait))["itineraries"]
    assert one["start"] == f"{start}:00+08:00"


@pytest.mark.parametrize("elsewhere", ["2019-05-01", "2026-05-01", "2030-05-01"])
def test_what_closes_later_elsewhere_is_no_reason_to_look_back_less(elsewhere: str) -> None:
    text = worked(
        "A CN\nB CN\nC CN",
        f"""
        ab A>B road 2d, rate: 1 USD, valid: {{until: 2015-05-01}}
        ac A>C road 2d, rate: 1 USD, valid: {{until: {elsewhere}}}
        """,
    )
    (one,) = plan(text, ask("A>B", arrive_by="2026-12-20"))["itineraries"]
    assert one["start"] == "2015-05-01T23:59:00+08:00"
