"""Allocations equal the best of all combinations, and prove it."""

from __future__ import annotations

import random
from time import monotonic

import pytest

import routeplan
from routeplan.analysis.allocation import Allocation, Shipment, _Model, allocate
from routeplan.errors import UsageError
from routeplan.question import request_from_options
from tests.analysis.allocations import brute_force, network

pytest.importorskip("highspy", reason="routeplan[allocate] is not installed")


def shipments(net: routeplan.Network, asked: list[dict[str, object]]) -> list[Shipment]:
    listed = []
    for number, options in enumerate(asked):
        fill = options.pop("fill", (1, 1))
        options.setdefault("now", "2026-03-01")
        listed.append(Shipment(f"s{number}", request_from_options(net.record, options), fill))  # type: ignore[arg-type]
    return listed


def asked(chance: random.Random, places: int, count: int, days: int = 6, share: float = 0.0) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for _ in range(count):
        start = chance.randrange(max(1, places // 3))
        row: dict[str, object] = {
            "origin": f"P{start}",
            "destination": f"P{places - 1 - chance.randrange(max(1, places // 4))}",
            "depart": f"2026-03-0{chance.randint(2, 3)}",
            "deadline": f"2026-03-{3 + days + chance.randint(0, 1):02}",
            "equipment": "20GP",
        }
        if chance.random() < share:
            row["fill"] = (chance.choice((20, 30, 50, 60)), 100)
        else:
            row["quantity"] = chance.randint(1, 2)
        rows.append(row)
    return rows


@pytest.mark.parametrize("seed", range(14))
def test_equals_every_combination(seed: int) -> None:
    chance = random.Random(seed)
    net = routeplan.read_network_text(network(chance, 5, 7))
    listed = shipments(net, asked(chance, 5, 3, share=0.5 if seed % 2 else 0.0))
    model = _Model(net.record, (), listed, monotonic() + 60)
    expected = brute_force(model)
    got = allocate(net.record, (), listed)
    if expected is None:
        assert got.left
        assert all(reason for _, reason in got.left)
    else:
        assert not got.left
        assert got.cost_cents == expected
        assert got.gap == 0
        _keeps_capacity(got)


def _keeps_capacity(got: Allocation) -> None:
    for load in got.loads:
        assert load.capacity is None or load.teu <= load.capacity


def test_a_case_of_fifty_lanes_closes_its_gap() -> None:
    chance = random.Random(2)
    net = routeplan.read_network_text(network(chance, 16, 50))
    listed = shipments(net, asked(chance, 16, 8, days=9, share=0.6))
    got = allocate(net.record, (), listed)
    assert not got.left
    assert got.gap == 0
    _keeps_capacity(got)


TWO = """\
routeplan: 1
name: Two trains
currency: USD
places:
  A: {country: CN, kind: city, lat: 0, lon: 0, timezone: Asia/Shanghai}
  B: {country: CN, kind: city, lat: 0, lon: 1, timezone: Asia/Shanghai}
lanes:
  - {id: train, from: A, to: B, mode: rail, distance: 100 km, transit: 1d, rate: 100 USD/container, capacity: 2 TEU,
     departures: {days: [mon, wed], time: "08:00"}, fixed_cost: 50 USD}
  - {id: truck, from: A, to: B, mode: road, distance: 100 km, transit: 10h, rate: 300 USD/container}
"""


def two(*quantities: int, deadline: str = "2026-03-06") -> Allocation:
    net = routeplan.read_network_text(TWO)
    rows: list[dict[str, object]] = [
        {
            "origin": "A",
            "destination": "B",
            "depart": "2026-03-02",
            "deadline": deadline,
            "equipment": "20GP",
            "quantity": n,
        }
        for n in quantities
    ]
    return allocate(net.record, (), shipments(net, rows))


def test_the_third_container_takes_the_next_train() -> None:
    got = two(1, 1, 1)
    assert got.cost_cents == 100 * (100 + 100 + 100 + 50 + 50)
    assert sorted(len(load.shipments) for load in got.loads) == [1, 2]


def test_the_deadline_sends_it_by_road() -> None:
    got = two(1, 1, 1, deadline="2026-03-03")
    assert got.cost_cents == 100 * (100 + 100 + 50 + 300)


def test_containers_are_shared() -> None:
    net = routeplan.read_network_text(TWO)
    rows: list[dict[str, object]] = [
        {"origin": "A", "destination": "B", "depart": "2026-03-02", "equipment": "20GP", "fill": (n, 10)}
        for n in (4, 6, 5)
    ]
    got = allocate(net.record, (), shipments(net, rows))
    assert got.cost_cents == 100 * (2 * 100 + 50)
    assert [load.boxes for load in got.loads] == [2]


def test_what_cannot_be_sent_says_why() -> None:
    assert two(1, deadline="2026-03-02T01:00").left == (("s0", "no itinerary is delivered by the deadline"),)
    net = routeplan.read_network_text(TWO.split("  - {id: truck")[0])
    row = {"origin": "A", "destination": "B", "depart": "2026-03-02", "deadline": "2026-03-04", "equipment": "20GP"}
    got = allocate(net.record, (), shipments(net, [{**row, "quantity": 2}, {**row, "quantity": 1}]))
    assert len(got.left) == 1
    assert "no room: train" in got.left[0][1]


def test_dates_are_needed() -> None:
    net = routeplan.read_network_text(TWO)
    with pytest.raises(UsageError, match="no date"):
        allocate(net.record, (), shipments(net, [{"origin": "A", "destination": "B"}]))
