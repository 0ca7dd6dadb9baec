"""Small networks with departures that fill up, and the cheapest allocation by trying every combination."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

from routeplan.analysis.allocation import _Model

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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
            f"  - {{id: l{number}, from: P{start}, to: P{end}, mode: {chance.choice(['rail', 'sea', 'road'])}, distance: 100 km, "
            f"transit: {chance.randint(6, 40)}h, rate: {chance.randint(100, 600)} USD/container, "
            f'departures: {{days: [{days}], time: "08:00"}}{extra}}}'
        )
    return "\n".join(lines) + "\n"


def brute_force(model: _Model) -> int | None:
    """The least total in cents over every combination of ways; None where no combination fits."""
    ways = [[way for _, way in voyages.cheapest(lambda voyage: 0.0, 10_000)] for voyages in model._voyages]
    best = None
    for choice in product(*ways):
        total = _total(model, choice)
        if total is not None and (best is None or total < best):
            best = total
    return best


def _total(model: _Model, choice: Any) -> int | None:
    total = 0
    aboard: dict[Any, list[int]] = {}
    for s, way in enumerate(choice):
        total += way.cents
        for voyage in way.voyages:
            aboard.setdefault(model._runs_of[s][voyage], []).append(s)
    for run, users in aboard.items():
        lane = model._network.lanes[run[0]]
        sharing = [s for s in users if model._voyages[s].shares]
        boxes = -(-sum(model._shipments[s].fill[0] * 100 // model._shipments[s].fill[1] for s in sharing) // 100)
        teu = sum(model._teu[s] for s in users if s not in sharing)
        if boxes:
            cents, each = model._box[run]
            total += boxes * cents
            teu += boxes * each
        if lane.capacity is not None and teu > lane.capacity[0] / lane.capacity[1]:
            return None
        if lane.fixed_cost:
            total += 100 * lane.fixed_cost[0][1].num // lane.fixed_cost[0][1].den
    return total
