"""What keeps a way from the answers: whether it is dominated, by how much, and what would bring it in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import plan
from tests.worked.case import ask, network

# Each carries 20 t over 100 km: 10 g/tkm are 20 kg.
WAYS = network(
    "A CN\nM CN\nB CN",
    """
    a A>B rail 72h, rate: 100 USD, distance: 100 km, co2e: 10 g/tkm
    b A>B rail 48h, rate: 130 USD, distance: 100 km, co2e: 20 g/tkm
    c A>B rail 96h, rate: 150 USD, distance: 100 km, co2e: 10 g/tkm
    d A>B rail 48h, rate: 170 USD, distance: 100 km, co2e: 30 g/tkm
    e A>B rail 24h, rate: 200 USD, distance: 100 km, co2e: 40 g/tkm
    am A>M rail 24h, rate: 90 USD, distance: 50 km, co2e: 10 g/tkm
    mb M>B rail 96h, rate: 90 USD, distance: 50 km, co2e: 10 g/tkm
    mb2 M>B road 90h, rate: 300 USD, distance: 50 km, co2e: 50 g/tkm
    """,
)


@pytest.mark.parametrize(
    ("query", "item", "message", "cents", "minutes"),
    [
        # Of equal costs the quicker one comes first.
        ({}, "b", "ranks below those shown; it would have to be 30.00 USD cheaper", 3000, None),
        ({}, "c", "is 50.00 USD dearer, 1d slower than number 1", 5001, None),
        ({}, "d", "ranks below those shown; it would have to be 70.00 USD cheaper", 7000, None),
        ({"top": 3}, "d", "is 40.00 USD dearer, 20 kg CO2e more than number 2", 2000, None),
        ({"by": "time"}, "b", "ranks below those shown; it would have to be 1d faster", None, 1440),
        ({"by": "time"}, "c", "ranks below those shown; it would have to be 3d faster", None, 4320),
        ({"by": "co2e"}, "b", "ranks below those shown", None, None),
        ({"pareto": True}, "c", "is 50.00 USD dearer, 1d slower than number 1", 5001, 1441),
        ({"pareto": True}, "d", "is 40.00 USD dearer, 20 kg CO2e more than number 2", 4001, 1),
        # a comes first, e is shown as the fastest: as quick as e and cheaper is quick enough.
        *(
            (
                {"by": "balanced", **when},
                "b",
                "ranks below those shown; it would have to be 30.01 USD cheaper or 1d faster",
                3001,
                1440,
            )
            for when in ({}, {"depart": "2026-12-01"}, {"arrive_by": "2026-12-20"})
        ),
    ],
)
def test_what_would_bring_a_lane_in(
    query: dict[str, Any], item: str, message: str, cents: int | None, minutes: int | None
) -> None:
    (why,) = plan(WAYS, ask("A>B", **{"top": 1, "why_not": item, "weight": "20", **query}))["why_not"]
    assert why["message"] == f"the best way by lane {item} {message}"
    assert why["needs_cost"] == (None if cents is None else -cents / 100)
    assert why["needs_time_h"] == (None if minutes is None else pytest.approx(-minutes / 60))
    assert (why["reason"], why["dominated_by"]) == (
        ("dominated", int(message[-1])) if " than number " in message else ("ranked", None)
    )
    assert [leg["lane"] for leg in why["best"]["legs"]] == [item]


@pytest.mark.parametrize(
    ("by", "best"),
    [("cost", ["am", "mb"]), ("time", ["am", "mb2"]), ("co2e", ["am", "mb"]), ("balanced", ["am", "mb"])],
)
@pytest.mark.parametrize("item", ["am", "M"])
@pytest.mark.parametrize("when", [{}, {"depart": "2026-12-01"}, {"arrive_by": "2026-12-20"}])
def test_the_best_way_by_a_place_or_lane(by: str, best: list[str], item: str, when: dict[str, str]) -> None:
    (why,) = plan(WAYS, ask("A>B", by, top=1, weight="20", why_not=item, **when))["why_not"]
    assert [leg["lane"] for leg in why["best"]["legs"]] == best
    (why,) = plan(WAYS, ask("A>B", by, top=9, why_not="place:B", **when))["why_not"]
    assert (why["reason"], why["message"]) == ("shown", "place B is among the answers: number 1")


def test_where_nothing_is_emitted_less_time_may_help_as_well() -> None:
    text = network("A CN\nB CN", "best A>B rail 2d, rate: 100 USD\nlate A>B road 3d, rate: 100 USD")
    (why,) = plan(text, ask("A>B", "time", top=1, why_not="late"))["why_not"]
    assert (why["needs_cost"], why["needs_time_h"]) == (None, pytest.approx(-1441 / 60))
    assert why["message"] == "the best way by lane late is 1d slower than number 1"


CLOSED = network(
    "A CN\nM CN part_of: G\nN CN part_of: G\nG CN\nZ CN\nB CN",
    """
    ab A>B rail 2d, rate: 100 USD
    am A>M road 1d, rate: {40HC: 60 USD}
    mb M>B road 1d, rate: 60 USD
    nb N>B road 1d, rate: 60 USD
    new A>B barge 9d, rate: 200 USD, valid: {from: 2026-12-01}
    some A>B sea 3d, rate: 200 USD, status: planned
    """,
    more="""
cargo: {car: {refused_by: [road]}}
scenarios:
  none: {changes: [{match: {lane: ab}, add: {transit: 1h}}]}
  strike: {changes: [{match: {place: M}, valid: {from: 2026-12-05}, close: true}]}
""",
)
STRIKE = {"with_": ["none", "strike"]}


@pytest.mark.parametrize(
    ("query", "item", "reason", "message"),
    [
        ({"avoid": ["M"]}, "M", "avoid", "place M is avoided"),
        ({"avoid": ["M"]}, "mb", "avoid", "lane mb is avoided"),
        ({"modes": ["rail"]}, "mb", "mode", "lane mb goes by road, which --mode leaves out"),
        ({"cargo": "car"}, "mb", "cargo", "lane mb refuses the cargo car, or one of its ends does"),
        ({}, "some", "status", "lane some is planned; --include planned plans with it"),
        ({"equipment": "20GP"}, "am", "equipment", "lane am has no rate for 20GP"),
        ({}, "new", "valid", "lane new is not valid today"),
        ({"depart": "2026-12-01"}, "new", "dominated", "the best way by lane new is 100.00 USD dearer, 7d slower than"),
        ({"arrive_by": "2026-12-20"}, "new", "dominated", "the best way by lane new is 100.00 USD dearer, 7d slower than"),
        ({}, "Z", "not-connected", "no way from A to B uses place Z"),
        ({"depart": "2026-12-05", **STRIKE}, "M", "closed", "place M is closed by the scenario strike"),
        ({"depart": "2026-12-05", **STRIKE}, "mb", "closed", "lane mb: M is closed by the scenario strike"),
        ({"depart": "2026-12-05", **STRIKE}, "G", "no-departure",
         "place G: there is a way, but not with departures on or after this date"),
        ({"depart": "2026-12-05T12:00", "with_": ["strike"]}, "mb", "closed", "lane mb: M is closed by the scenario strike"),
        ({"depart": "2026-12-02", **STRIKE}, "mb", "ranked",
         "the best way by lane mb ranks below those shown; it would have to be 20.00 USD cheaper"),
        ({"avoid": ["M"]}, "G", "avoid", "place G: --avoid M closes every way"),
    ],
)  # fmt: skip
def test_what_keeps_a_place_or_a_lane_out(query: dict[str, Any], item: str, reason: str, message: str) -> None:
    (why,) = plan(CLOSED, ask("A>B", **{"top": 1, "why_not": item, **query}))["why_not"]
    assert (why["reason"], why["message"].removesuffix(" number 1")) == (reason, message)


@pytest.mark.parametrize("when", [{}, {"depart": "2026-12-01"}, {"arrive_by": "2026-12-28"}])
def test_what_would_make_it_worth_more_than_the_first(when: dict[str, str]) -> None:
    """A day of a box is worth 48 USD: the first one comes to 588 USD, the other to 740, in between by cost and time."""
    text = network(
        "A CN\nB CN",
        """
        cheap A>B sea 20d, rate: 1 USD
        first A>B rail 6d, rate: 300 USD
        other A>B rail 5d, rate: 500 USD
        fast A>B road 1d, rate: 2000 USD
        """,
        more="value_of_time: {amount: 24 USD/TEU/day}",
    )
    (why,) = plan(text, ask("A>B", "balanced", top=1, why_not="other", **when))["why_not"]
    assert (why["reason"], why["needs_cost"]) == ("ranked", -152.01)
    assert why["message"].endswith("it would have to be 152.01 USD cheaper or 3d 4h 1min faster")
