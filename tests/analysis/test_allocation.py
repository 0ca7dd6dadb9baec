"""Allocations equal the best of all combinations, and prove it.

ROUTEPLAN_CASES sets how many are compared with every combination, ROUTEPLAN_HARD_CASES=1 adds those of fifty lanes
that take longest.
"""

from __future__ import annotations

import os
import random
from itertools import chain, combinations
from typing import Any

import pytest

import routeplan
from routeplan.analysis.allocation import Allocation, allocate
from routeplan.analysis.allocation.departures import Departure
from routeplan.errors import UsageError
from routeplan.library import select_scenarios
from tests.analysis.allocations import TWO_TRAINS, Rows, asked, brute_force, case_of_fifty_lanes, network, shipments

pytest.importorskip("highspy", reason="routeplan[allocate] is not installed")

CASES = int(os.environ.get("ROUTEPLAN_CASES", "30"))
# Share of shipments that share containers, seed, total in cents.
FIFTY_LANES = [(0.6, 0, 1303200), (0.6, 14, 875500), (1.0, 2, 824800), (1.0, 7, 768400)]
HARD = [(0.6, 11, 1359400), (1.0, 3, 566400), (1.0, 8, 684170), (1.0, 10, 678160), (1.0, 11, 757320), (1.0, 25, 878300)]


@pytest.mark.parametrize("seed", range(CASES))
def test_equals_every_combination(seed: int) -> None:
    chance = random.Random(seed)
    net = routeplan.read_network_text(network(chance, 5, 7, capacity=(1, 4)))
    listed = shipments(net, asked(chance, 5, chance.randint(2, 4), share=chance.choice((0.0, 0.5, 1.0))))
    expected = brute_force(net.record, listed)
    got = allocate(net.record, (), listed)
    assert got.gap == 0
    if expected is None:
        assert got.left
        assert all(reason for _, reason in got.left)
    else:
        assert not got.left
        assert got.cost_cents == got.bound_cents == expected
        _keeps_capacity(got)


def _keeps_capacity(got: Allocation) -> None:
    for load in got.loads:
        assert load.capacity is None or load.teu <= load.capacity


@pytest.mark.parametrize(
    ("share", "seed", "cents"), FIFTY_LANES + (HARD if os.environ.get("ROUTEPLAN_HARD_CASES") else [])
)
def test_cases_of_fifty_lanes_close_their_gap(share: float, seed: int, cents: int) -> None:
    net, listed = case_of_fifty_lanes(seed, share)
    got = allocate(net.record, (), listed)
    assert not got.left
    assert got.gap == 0
    assert got.cost_cents == cents
    _keeps_capacity(got)


def test_many_on_one_departure_are_counted() -> None:
    """More than have their loads written down one by one."""
    net = routeplan.read_network_text(TWO_TRAINS)
    rows: Rows = [{**ROW, "fill": (3, 10)} for _ in range(11)] + [{**ROW, "deadline": "2026-03-03"}]
    got = allocate(net.record, (), shipments(net, rows))
    # The one in a hurry leaves room for one container on the first train; the other three need two trains more.
    assert got.gap == 0
    assert got.cost_cents == 100 * (5 * 100 + 3 * 50)
    assert sorted(load.boxes for load in got.loads) == [1, 1, 2]


ROW = {"origin": "A", "destination": "B", "depart": "2026-03-02", "equipment": "20GP"}


def two(*quantities: int, deadline: str = "2026-03-06") -> Allocation:
    net = routeplan.read_network_text(TWO_TRAINS)
    return allocate(net.record, (), shipments(net, [{**ROW, "deadline": deadline, "quantity": n} for n in quantities]))


def test_the_third_container_takes_the_next_train() -> None:
    got = two(1, 1, 1)
    assert got.cost_cents == 100 * (100 + 100 + 100 + 50 + 50)
    assert sorted(len(load.shipments) for load in got.loads) == [1, 2]


def test_the_deadline_sends_it_by_road() -> None:
    got = two(1, 1, 1, deadline="2026-03-03")
    assert got.cost_cents == 100 * (100 + 100 + 50 + 300)


def test_what_is_larger_than_a_departure_goes_another_way() -> None:
    assert two(3).cost_cents == 100 * 3 * 300


def test_containers_are_shared() -> None:
    net = routeplan.read_network_text(TWO_TRAINS)
    got = allocate(net.record, (), shipments(net, [{**ROW, "fill": (n, 10)} for n in (4, 6, 5)]))
    assert got.cost_cents == 100 * (2 * 100 + 50)
    assert [load.boxes for load in got.loads] == [2]


def test_without_capacity_or_fixed_cost_each_goes_its_cheapest_way() -> None:
    text = TWO_TRAINS.replace("capacity: 2 TEU,", "").replace(", fixed_cost: 50 USD", "")
    net = routeplan.read_network_text(text)
    got = allocate(net.record, (), shipments(net, [ROW, {**ROW, "quantity": 5}]))
    cheapest = [net.find(**ROW, quantity=n, by="cost", now="2026-03-01")[0] for n in (1, 5)]
    assert [_figures(one) for one in got.itineraries] == [_figures(one) for one in cheapest]
    assert got.cost_cents == sum(one.cost_cents for one in cheapest)


def _figures(itinerary: Any) -> tuple[Any, ...]:
    legs = tuple((leg.lane.id, leg.depart_min) for leg in itinerary.legs)
    return legs, itinerary.cost_cents, itinerary.time_min, itinerary.co2e_g


def test_a_scenario_changes_the_capacity() -> None:
    text = TWO_TRAINS + "scenarios:\n  long: {changes: [{match: {lane: train}, set: {capacity: 3 TEU}}]}\n"
    net = routeplan.read_network_text(text)
    (scenario,) = select_scenarios(net.record, ["long"])
    listed = shipments(net, [{**ROW, "deadline": "2026-03-03"}] * 3)
    assert allocate(net.record, (), listed).cost_cents == 100 * (2 * 100 + 50 + 300)
    got = allocate(net.record, (scenario,), listed)
    assert got.cost_cents == 100 * (3 * 100 + 50)
    assert [load.capacity for load in got.loads] == [3]


def test_nothing_to_send_costs_nothing() -> None:
    net = routeplan.read_network_text(TWO_TRAINS)
    got = allocate(net.record, (), [])
    assert (got.cost_cents, got.gap, got.itineraries, got.left) == (0, 0, (), ())


def test_what_cannot_be_sent_says_why() -> None:
    assert two(1, deadline="2026-03-02T01:00").left == (("s0", "no itinerary is delivered by the deadline"),)
    net = routeplan.read_network_text(TWO_TRAINS.split("  - {id: truck")[0])
    row = {**ROW, "deadline": "2026-03-04"}
    got = allocate(net.record, (), shipments(net, [{**row, "quantity": 2}, {**row, "quantity": 1}]))
    assert got.left == (("s0", "no room: train cannot take all shipments in time"),)
    got = allocate(net.record, (), shipments(net, [{**row, "quantity": 3}]))
    assert got.left == (("s0", "no room: train cannot take it in time"),)


def test_without_time_nothing_is_called_impossible() -> None:
    net, listed = case_of_fifty_lanes(7, 1.0)
    got = allocate(net.record, (), listed, seconds=0)
    assert got.gap > 0
    assert got.bound_cents <= 768400
    assert got.left or got.cost_cents >= 768400


def test_dates_are_needed() -> None:
    net = routeplan.read_network_text(TWO_TRAINS)
    with pytest.raises(UsageError, match="no date"):
        allocate(net.record, (), shipments(net, [{"origin": "A", "destination": "B"}]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_transfers": 1}, "heeds no max_transfers"),
        ({"via": "B", "destination": "A", "origin": "B"}, "heeds no via"),
        ({"depart": "2026-03-02..2026-03-04"}, "heeds no window"),
        ({"fill": (1, 2), "quantity": 2}, "takes one"),
        ({"fill": (1, 2), "equipment": "40HC"}, "differ in equipment"),
    ],
)
def test_what_is_not_heeded_is_refused(options: dict[str, object], message: str) -> None:
    net = routeplan.read_network_text(TWO_TRAINS)
    with pytest.raises(UsageError, match=message):
        allocate(net.record, (), shipments(net, [{**ROW, "fill": (1, 2)}, {**ROW, **options}]))


@pytest.mark.parametrize("seed", range(20))
def test_the_best_lading_is_the_best_of_all(seed: int) -> None:
    chance = random.Random(seed)
    lots = {s: chance.choice(((chance.randint(1, 3), 0), (0, chance.randint(1, 10)))) for s in range(6)}
    departure = Departure(
        *("lane", 0, True, "A", "B"),
        capacity=chance.choice((None, (chance.randint(2, 9), 2))),
        unit=2,
        fixed_cents=chance.choice((0, 40)),
        box_cents=100,
        box_room=2,
        whole=10,
        lots=lots,
    )
    rebate = chance.choice((0, 30, 150))
    worth = {s: chance.randint(0, 80) for s in lots}
    gains = [0]
    for members in chain.from_iterable(combinations(lots, count) for count in range(1, 7)):
        lading = departure.lading(frozenset(members))
        if lading:
            gains.append(sum(worth[s] for s in members) - lading.cents + rebate * lading.boxes)
    profit, lading = departure.best(worth, rebate)
    assert profit == max(gains)
    if lading:
        assert profit == sum(worth[s] for s in lading.members) - lading.cents + rebate * lading.boxes
