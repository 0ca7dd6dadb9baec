"""What must hold of every simulation, whatever it draws."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from math import exp
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import routeplan
from routeplan.planning.board import Board, Terms
from routeplan.planning.find import find
from routeplan.planning.reliability.luck import Luck
from routeplan.planning.reliability.running import NEVER, run
from routeplan.planning.request import Request
from routeplan.units import parse_date
from tests.helpers import plan, read
from tests.planning.reliability.networks import DEPART, chances, network
from tests.sample_network import TEXT
from tests.worked.case import network as worked

if TYPE_CHECKING:
    from routeplan.planning.reliability.luck import Shares

LATE = "transit: 60h, on_time: 60%, late: 40h"


@pytest.mark.parametrize("depart", [None, DEPART])
@pytest.mark.parametrize("text", [network(), TEXT])
def test_without_spread_everything_comes_as_planned(text: str, depart: str | None) -> None:
    ends = (
        {"origin": "Inland", "destination": "Away"}
        if text is not TEXT
        else {"origin": "Xian", "destination": "Valencia"}
    )
    found = plan(text, {**ends, "depart": depart, "draws": 200, "now": "2026-11-21", "include": "planned"})
    assert found["itineraries"]
    for one in found["itineraries"]:
        ran = one["reliability"]
        assert ran["on_schedule"] == 1
        assert ran["never_delivered"] == 0
        for name in ("p50", "p80", "p95", "mean"):
            assert ran["time_h"][name] == pytest.approx(one["time_h"], abs=1e-6)
            assert ran["cost"][name] == one["cost"]
        assert all(connection["missed"] == 0 for connection in ran["connections"])
        if depart is not None:
            assert ran["delivered"]["p50"] == ran["delivered"]["p95"] == one["delivered"]


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not() -> None:
    def text(seed: int) -> str:
        asked = read(network(LATE)).find("Inland", "Away", depart=DEPART, seed=seed, now="2026-11-21")
        return asked.to_json()

    assert text(7) == text(7)
    assert text(7) != text(8)
    assert json.loads(text(7))["request"]["seed"] == 7


def test_more_delay_never_raises_the_chance_of_being_in_time() -> None:
    def in_time(train: str, ship: str = "transit: 30d, cutoff: 24h") -> float:
        found = chances(network(train, ship), deadline="2027-01-08")["reliability"]["in_time"]
        return float(found)

    later = [in_time(f"transit: 60h, on_time: 60%, late: {late}h") for late in (0, 5, 20, 40, 80, 300)]
    assert later == sorted(later, reverse=True)
    assert later[0] > later[-1]
    rarer = [in_time(f"transit: 60h, on_time: {share}%, late: 40h") for share in (100, 90, 60, 30, 0)]
    assert rarer == sorted(rarer, reverse=True)
    wider = [in_time(f"transit: {{typical: 60h, p90: {p90}h}}") for p90 in (60, 70, 90, 120, 200)]
    assert wider == sorted(wider, reverse=True)
    at_sea = [in_time(LATE, f"transit: 30d, cutoff: 24h, on_time: 65%, late: {late}d") for late in (0, 1, 5, 20)]
    assert at_sea == sorted(at_sea, reverse=True)
    for falling in (rarer, wider, at_sea):
        assert falling[0] > falling[-1]


def test_a_longer_cutoff_never_lowers_the_chance_of_a_miss() -> None:
    found = [chances(network(LATE, f"transit: 30d, cutoff: {cutoff}h")) for cutoff in (0, 12, 24, 36, 48, 54)]
    assert len({one["depart"] for one in found}) == 1  # the same plan
    missed = [one["reliability"]["connections"][1]["missed"] for one in found]
    assert missed == sorted(missed)
    assert missed[0] < missed[-1]


def test_the_next_ship_is_a_real_one() -> None:
    dates = "departures: {dates: [2026-12-06T20:00, 2026-12-08T20:00]}, transit: 30d, cutoff: 24h"
    text = network(LATE).replace('departures: {days: [sun], time: "20:00"}, transit: 30d, cutoff: 24h', dates)
    found = chances(text)["reliability"]
    assert found["never_delivered"] > 0  # later than the last ship
    assert found["time_h"]["mean"] is None
    assert found["time_h"]["p80"] is not None


@pytest.mark.parametrize("following", ["2027-02-08T20:00", "2028-12-01T20:00"])
def test_the_next_ship_may_be_long_in_coming(following: str) -> None:
    dates = f"departures: {{dates: [2026-12-06T20:00, {following}]}}, transit: 30d, cutoff: 24h"
    text = network(LATE).replace('departures: {days: [sun], time: "20:00"}, transit: 30d, cutoff: 24h', dates)
    found = chances(text)["reliability"]
    assert found["never_delivered"] == 0
    assert 0.05 < found["connections"][1]["missed"] < 0.5
    sailed = datetime.fromisoformat(following) + timedelta(days=31)
    ready = datetime.fromisoformat(DEPART)
    assert found["time_h"]["p95"] == (sailed - ready).total_seconds() / 3600


def test_who_arrives_at_a_closed_place_is_never_delivered() -> None:
    """The ship of the 6th is there on the 5th of January, the next one a week later."""
    close = """
scenarios:
  strike: {active: true, changes: [{match: {place: Away}, valid: {from: 2027-01-06}, close: true}]}
"""
    found = chances(network(LATE) + close)["reliability"]
    missed = found["connections"][1]["missed"]
    assert missed > 0
    assert found["never_delivered"] == round(missed * 10_000)


class Late(Luck):
    """Luck with which a lane that is late by 1000 minutes on average is late by so many."""

    def __init__(self, minutes: list[int]) -> None:
        super().__init__(0, len(minutes))
        self._shares = np.array([1 - exp(-late / 1000) for late in minutes])

    def row(self, what: str, id: str) -> Shares:
        return self._shares


def test_a_lane_leaves_until_the_last_minute_of_its_last_day() -> None:
    """Due at midnight of that day, when it would leave at once for an hour."""
    net = read(
        worked(
            "A CN\nB CN\nC CN",
            "ab A>B rail 1d, rate: 1 USD, on_time: 0%, late: 1000min\n"
            "bc B>C road 1h, rate: 1 USD, valid: {until: 2026-12-02}",
        )
    ).record
    ready = parse_date("2026-12-01") * 1440
    request = Request("A", "C", depart=ready, today=ready // 1440)
    (itinerary,) = find(net, (), request).itineraries
    runs = run(Board(net, (), Terms.of(net, request)), itinerary, Late([0, 1, 1439, 1440, 3000]))
    midnight = ready + 1440 - 8 * 60
    assert list(runs.delivered) == [midnight + 60, midnight + 61, midnight + 1499, NEVER, NEVER]


def test_a_lane_has_the_same_luck_beside_others() -> None:
    alone = chances(network(LATE))["reliability"]
    other = "\n  - {id: truck, from: Inland, to: Port, mode: road, distance: 1500 km, rate: 3000 USD, transit: 30h}\n"
    both = plan(
        network(LATE) + other,
        {"origin": "Inland", "destination": "Away", "depart": DEPART, "draws": 10_000, "now": "2026-11-21"},
    )
    by_train = next(one for one in both["itineraries"] if one["legs"][0]["lane"] == "train")
    assert by_train["reliability"] == alone


def test_dwell_and_defaults_hold_where_nothing_else_is_said() -> None:
    sure = chances(network(), deadline="2027-01-08")["reliability"]
    assert sure["in_time"] == 1
    dwelling = chances(network(port="    dwell: {p90: 3d}"), deadline="2027-01-08")["reliability"]
    assert 0 < dwelling["connections"][1]["missed"] < 1
    waiting = chances(network(port="    dwell: {on_time: 70%, late: 2d}"))["reliability"]
    assert waiting["connections"][1]["missed"] > 0
    rule = "\nreliability: {rail: {on_time: 60%, late: 40h}, seaport: {on_time: 90%, late: 2d}}\n"
    by_default = chances(network() + rule)["reliability"]
    assert by_default["connections"][1]["missed"] > chances(network(LATE))["reliability"]["connections"][1]["missed"]
    lane_first = chances(network("transit: 60h, on_time: 100%") + "\nreliability: {rail: {on_time: 60%, late: 40h}}\n")
    assert lane_first["reliability"]["on_schedule"] == 1


def test_a_dated_event_holds_for_those_it_meets() -> None:
    strike = """
scenarios:
  strike: {active: true, changes: [{match: {place: Port}, valid: {from: 2026-12-05}, add: {delay: 10d}}]}
"""
    before = chances(network(LATE))["reliability"]
    after = chances(network(LATE) + strike)["reliability"]
    # The train is due on the 4th, before the strike: those in time sail as planned, late ones meet it.
    assert after["time_h"]["p50"] == before["time_h"]["p50"]
    assert after["time_h"]["p95"] > before["time_h"]["p95"]


def test_reliable_ones_first() -> None:
    slow_but_sure = """
  - {id: sure, from: Inland, to: Away, mode: rail, distance: 12000 km, rate: 9000 USD, transit: 40d}
"""
    text = network("transit: 60h, on_time: 10%, late: 20d") + slow_but_sure
    query = {"origin": "Inland", "destination": "Away", "depart": DEPART, "now": "2026-11-21"}
    by_time = plan(text, {**query, "by": "time"})["itineraries"]
    assert by_time[0]["legs"][0]["lane"] == "train"
    for asked in ({"by": "reliability"}, {"confidence": "90%"}):
        first = plan(text, {**query, **asked})["itineraries"][0]
        assert first["legs"][0]["lane"] == "sure"
        assert "most-reliable" in first["labels"]
        assert first["rank"] == 1
    in_time = plan(text, {**query, "by": "reliability", "deadline": "2027-01-12"})["itineraries"]
    assert [one["legs"][0]["lane"] for one in in_time] == ["sure", "train"]
    assert in_time[0]["reliability"]["in_time"] == 1 > in_time[1]["reliability"]["in_time"]
    half = plan(text, {**query, "confidence": "5%"})["itineraries"]
    assert half[0]["legs"][0]["lane"] == "train"


def test_without_numpy_chances_are_left_out_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name == "numpy" or name.startswith(("numpy.", "routeplan.planning.reliability")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    asked: dict[str, Any] = {"depart": DEPART, "now": "2026-11-21"}
    found = read(network(LATE)).find("Inland", "Away", deadline="2027-01-08", **asked)
    assert found[0].reliability is None
    assert any("routeplan[reliability]" in warning for warning in found.warnings)
    with pytest.raises(routeplan.UsageError) as caught:
        read(network(LATE)).find("Inland", "Away", by="reliability", **asked)
    assert "routeplan[reliability]" in caught.value.help
