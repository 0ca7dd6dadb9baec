"""Shipments over small networks with departures that fill up, and the least total of all combinations."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Any

import routeplan
from routeplan.analysis.allocation.records import Shipment
from routeplan.analysis.voyages import Voyages, Way
from routeplan.network.model import EQUIPMENT_TEU, Lane, Network
from routeplan.planning.board import Boards
from routeplan.planning.problem import Problem
from routeplan.question import request_from_options

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Rows = list[dict[str, Any]]
TWO_TRAINS = """\
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


def network(chance: random.Random, places: int, lanes: int, capacity: tuple[int, int] = (2, 5)) -> str:
    """A layered network: lanes lead from lower to higher places, some with capacity, some with a fixed cost."""
    lines = ["routeplan: 1", "name: Random", "currency: USD", "places:"]
    for number in range(places):
        storage = ", storage: {free: 1d, rate: 7 USD/TEU/day}" if number % 3 == 1 else ""
        lines.append(
            f"  P{number}: {{country: CN, kind: city, lat: {number}, lon: 100, timezone: Asia/Shanghai{storage}}}"
        )
    lines.append("lanes:")
    for number in range(lanes):
        start = chance.randrange(places - 1)
        end = min(places - 1, start + chance.randint(1, 3))
        days = ", ".join(DAYS[day] for day in sorted(chance.sample(range(7), chance.randint(2, 4))))
        extra = ""
        if chance.random() < 0.5:
            extra += f", capacity: {chance.randint(*capacity)} TEU"
        if chance.random() < 0.4:
            extra += f", fixed_cost: {chance.randint(50, 400)} USD"
        lines.append(
            f"  - {{id: l{number}, from: P{start}, to: P{end}, mode: {chance.choice(['rail', 'sea', 'road'])}, "
            f"distance: 100 km, transit: {chance.randint(6, 40)}h, rate: {chance.randint(100, 600)} USD/container, "
            f'departures: {{days: [{days}], time: "08:00"}}{extra}}}'
        )
    return "\n".join(lines) + "\n"


def asked(chance: random.Random, places: int, count: int, days: int = 6, share: float = 0.0) -> Rows:
    """Shipments from the first third of the places to the last quarter; a `share` of them fill containers in part."""
    rows: Rows = []
    for _ in range(count):
        start = chance.randrange(max(1, places // 3))
        row: dict[str, Any] = {
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


def shipments(net: routeplan.Network, rows: Rows) -> list[Shipment]:
    """Rows as shipments s0, s1, ..."""
    listed = []
    for number, row in enumerate(rows):
        options = {"now": "2026-03-01", **row}
        fill = options.pop("fill", (1, 1))
        listed.append(Shipment(f"s{number}", request_from_options(net.record, options), fill))
    return listed


def case_of_fifty_lanes(seed: int, share: float) -> tuple[routeplan.Network, list[Shipment]]:
    """Fifty lanes, sixteen places and eight shipments, each of which could be sent if it were the only one."""
    chance = random.Random(1000 + seed)
    net = routeplan.read_network_text(network(chance, 16, 50))
    listed: list[Shipment] = []
    while len(listed) < 8:
        one = shipments(net, asked(chance, 16, 1, days=9, share=share))[0]
        if ways_of(net.record, one):
            listed.append(one._replace(id=f"s{len(listed)}"))
    return net, listed


def ways_of(net: Network, shipment: Shipment) -> list[tuple[Way, list[tuple[str, int]]]]:
    """Every way of the shipment, with the lane and the minute of its departures."""
    board = Boards(net, ()).of(shipment.request)
    voyages = Voyages(Problem(board, shipment.request._replace(by="cost")), shipment.fill)
    return [
        (way, [(board.lane_ids[lane], departure) for lane, departure, _ in way.voyages])
        for _, way in voyages.cheapest(lambda voyage: 0, 10_000)
    ]


def brute_force(net: Network, listed: Sequence[Shipment]) -> int | None:
    """The least total in cents over every combination of ways; None where no combination fits."""
    ways = [ways_of(net, one) for one in listed]
    best: int | None = None

    def extend(s: int, cents: int, aboard: dict[tuple[str, int], tuple[int, ...]]) -> None:
        nonlocal best
        # What is aboard already costs no less with more aboard.
        total = cents
        for (lane, _), users in aboard.items():
            more = _departure_cents(net.lanes[lane], [listed[user] for user in users])
            if more is None:
                return
            total += more
        if best is not None and total >= best:
            return
        if s == len(listed):
            best = total
            return
        for way, departures in ways[s]:
            extend(s + 1, cents + way.cents, {**aboard, **{one: (*aboard.get(one, ()), s) for one in departures}})

    extend(0, 0, {})
    return best


def _departure_cents(lane: Lane, aboard: Sequence[Shipment]) -> int | None:
    """Its fixed cost and shared containers; None where they do not fit."""
    num, den = EQUIPMENT_TEU["20GP"]
    boxes = ceil(sum(Fraction(*one.fill) for one in aboard if one.fill != (1, 1)))
    own = sum(one.request.quantity for one in aboard if one.fill == (1, 1))
    if lane.capacity is not None and Fraction(num, den) * (boxes + own) > Fraction(*lane.capacity):
        return None
    assert lane.rate is not None
    fixed = 100 * lane.fixed_cost[0][1].num // lane.fixed_cost[0][1].den if lane.fixed_cost else 0
    return fixed + boxes * 100 * lane.rate[0][1].num // lane.rate[0][1].den
