"""Seeded hub-and-spoke networks of any size, as a record for searches and as YAML for loading.

A few per cent of the places are hubs: ports joined by sea, inland hubs joined by rail. Every other place is joined to
its nearest hubs by road or rail; the remaining lanes go from hubs to hubs and from spokes to hubs at random. Prices
and times grow with the distance and carry independent noise, so that cost, time and CO2e disagree. No two lanes join
the same places by the same mode, which lets other libraries hold the network in a graph without parallel edges.
"""

from __future__ import annotations

import random
from pathlib import Path

from routeplan.network.model import (
    Amount,
    Departures,
    Factor,
    Handling,
    Lane,
    Network,
    Place,
    Transit,
)

CO2E = {
    "rail": Factor(22, 1, "tkm"),
    "sea": Factor(7, 1, "tkm"),
    "road": Factor(73, 1, "tkm"),
    "barge": Factor(30, 1, "tkm"),
}
SPEED_KMH = {"rail": 40, "sea": 30, "road": 60, "barge": 12}
CENTS_PER_KM = {"rail": 50, "sea": 12, "road": 130, "barge": 25}
DAYS = tuple(range(7))


def network(places: int, lanes: int, seed: int, *, weekly: bool = False) -> Network:
    """A network of so many places and lanes; with `weekly`, rail and sea leave on one to three days of the week."""
    rng = random.Random(seed)
    hubs = max(4, places // 40)
    spots = [(rng.uniform(-50, 60), rng.uniform(-120, 140)) for _ in range(places)]
    records = {
        f"P{i}": Place(
            f"P{i}",
            f"Place {i}",
            "XX",
            "seaport" if i < hubs // 2 else "rail_terminal" if i < hubs else "city",
            (round(lat * 10000), 10000),
            (round(lon * 10000), 10000),
            "UTC",
        )
        for i, (lat, lon) in enumerate(spots)
    }
    made: dict[tuple[int, int, str], Lane] = {}

    def add(start: int, end: int, mode: str) -> None:
        if start == end or (start, end, mode) in made or len(made) >= lanes:
            return
        (lat, lon), (lat2, lon2) = spots[start], spots[end]
        km = max(20, round(111 * ((lat - lat2) ** 2 + ((lon - lon2) * 0.7) ** 2) ** 0.5 * rng.uniform(1.0, 1.4)))
        departures = None
        if weekly and mode in ("rail", "sea"):
            days = tuple(sorted(rng.sample(DAYS, rng.randint(1, 3 if mode == "rail" else 2))))
            departures = Departures("days", days, rng.randrange(0, 1440, 30))
        made[start, end, mode] = Lane(
            f"{mode}-{start}-{end}",
            f"P{start}",
            f"P{end}",
            mode,
            Transit(round(60 * km / SPEED_KMH[mode] * rng.uniform(0.8, 1.3)) + 60),
            distance=(km, 1),
            rate=(("", Amount(round(km * CENTS_PER_KM[mode] * rng.uniform(0.6, 1.5)) + 5000, 100, "USD")),),
            departures=departures,
            cutoff_min=rng.choice((0, 360, 720)),
        )

    seaports, inland = range(hubs // 2), range(hubs // 2, hubs)
    for place in range(hubs, places):
        near = sorted(rng.sample(range(hubs), min(hubs, 6)), key=lambda hub: _apart(spots[place], spots[hub]))[:2]
        for hub in near:
            mode = rng.choice(("road", "rail"))
            add(place, hub, mode)
            add(hub, place, mode)
    while len(made) < lanes:
        kind = rng.random()
        if kind < 0.35:
            add(rng.choice(seaports), rng.choice(seaports), "sea")
        elif kind < 0.6:
            add(rng.choice(inland), rng.choice(range(hubs)), rng.choice(("rail", "road", "barge")))
        else:
            ends = [rng.randrange(places), rng.choice(range(hubs))]
            rng.shuffle(ends)
            add(ends[0], ends[1], rng.choice(("road", "rail", "barge")))
    handling = {
        f"{a}>{b}": Handling(f"{a}>{b}", 360 + 60 * i + 30 * j, (("", Amount(40 + 7 * i + 3 * j, 1, "USD")),))
        for i, a in enumerate(("origin", "rail", "sea", "road", "barge"))
        for j, b in enumerate(("rail", "sea", "road", "barge", "destination"))
        if (a, b) != ("origin", "destination")
    }
    return Network(
        name=f"{places} places, {lanes} lanes, seed {seed}",
        currency="USD",
        places=records,
        lanes={lane.id: lane for lane in made.values()},
        handling=handling,
        scenarios={},
        sources={},
        exchange_rates={},
        co2e=CO2E,
        digest=f"generated:{places}:{lanes}:{seed}:{weekly}",
    )


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


LANES_EACH = 100_000
"""Lanes of a file: one may be 64 MB long."""


def to_folder(network: Network, folder: Path) -> None:
    """Write the network as files of the format, every lane with all the fields that are commonly written."""
    lines = ["routeplan: 1", f"name: {network.name}", "currency: USD", "exchange_rates: {CNY: 7.10}",
             "co2e: {rail: 22 g/tkm, sea: 7 g/tkm, road: 73 g/tkm, barge: 30 g/tkm}",
             "sources:", "  s1: {title: Generated}", "handling:"]  # fmt: skip
    for handling in network.handling.values():
        assert handling.cost is not None
        lines.append(f"  {handling.pair}: {{time: {handling.time_min}min, cost: {handling.cost[0][1].num} USD}}")
    lines.append("places:")
    for place in network.places.values():
        lines.append(
            f"  {place.id}: {{name: {place.name}, country: CN, kind: {place.kind}, lat: {place.lat[0] / 10000:.4f}, "
            f"lon: {place.lon[0] / 10000:.4f}, timezone: UTC}}"
        )
    lanes = list(network.lanes.values())
    for start in range(0, len(lanes), LANES_EACH):
        lines.append("lanes:")
        for lane in lanes[start : start + LANES_EACH]:
            lines += _lane(lane)
        (folder / f"{start // LANES_EACH:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        lines = ["routeplan: 1"]


def _lane(lane: Lane) -> list[str]:
    assert lane.rate is not None
    assert lane.distance is not None
    amount = lane.rate[0][1]
    return [
        f"  - id: {lane.id}",
        f"    from: {lane.from_place}",
        f"    to: {lane.to_place}",
        f"    mode: {lane.mode}",
        "    operator: Some operator",
        f"    distance: {lane.distance[0]} km",
        f"    transit: {lane.transit.typical_min}min",
        f"    rate: {{40HC: {amount.num / 100:.2f} USD, 20GP: {amount.num / 150:.2f} USD}}",
        "    surcharges: [{name: fuel, amount: 12.50 USD/TEU}]",
        "    departures: {per_week: 3}",
        f"    cutoff: {lane.cutoff_min}min",
        "    source: s1",
        "    confidence: estimate",
        "    notes: generated for measuring",
    ]


def questions(network: Network, count: int, seed: int) -> list[tuple[str, str]]:
    """Origin and destination of so many questions between ordinary places."""
    rng = random.Random(seed)
    ids = list(network.places)
    return [tuple(rng.sample(ids, 2)) for _ in range(count)]  # type: ignore[misc]
