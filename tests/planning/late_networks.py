"""Seeded small networks in which it can pay to be somewhere later.

From A by any of a few hubs to Z. One can go about between the hubs at any hour for little money; the ways on leave on
some days only, further apart than a query waits for, or are not valid yet; some change within the week.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.worked.case import ask, network

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WAITS = ("2h", "5h", "8h", "12h", "20h", "2d")

FIGURES = """
co2e: {rail: 20 g/tkm, sea: 10 g/tkm, road: 60 g/tkm}
handling:
  rail>destination: {cost: 30 USD, time: 1h}
  sea>destination: {cost: 5 USD, time: 9h}
  road>destination: {cost: 17 USD}
"""


def late_network(seed: int) -> tuple[str, dict[str, Any]]:
    """YAML, and a query for the Pareto front."""
    rng = Random(seed)
    hubs = [chr(ord("B") + i) for i in range(rng.randint(3, 4))]
    inland = [chr(ord("K") + i) for i in range(rng.randint(0, 1))]
    ends = [*inland, "Z"]
    storage = rng.random() < 0.25
    places = [f"{place} CN{_storage(rng) if storage else ''}" for place in ("A", *hubs, *ends)]
    lanes = [_lane(rng, "A", hub, 30, 60, rng.choice(("", "", ", departures: {per_week: 7}"))) for hub in hubs]
    for start in hubs:
        lanes += [_lane(rng, start, hub, 20, 20, _valid(rng)) for hub in hubs if hub != start and rng.random() < 0.9]
    for _ in range(rng.randint(3, 6)):
        lanes.append(_lane(rng, rng.choice(hubs), rng.choice(ends), 90, 100, _departures(rng) + _valid(rng)))
    for place in inland:
        for end in rng.sample([*hubs, *(end for end in ends if end != place)], 2):
            lanes.append(_lane(rng, place, end, 90, 100, _departures(rng) + _valid(rng)))
    more = FIGURES
    if rng.random() < 0.5:
        changes = ", ".join(_change(rng, len(lanes)) for _ in range(rng.randint(1, 3)))
        more += f"scenarios: {{s: {{active: true, changes: [{changes}]}}}}"
    text = network("\n".join(places), "\n".join(f"l{i:02} {lane}" for i, lane in enumerate(lanes)), more)
    limit = {"max_transfers": rng.randint(2, 4)} if rng.random() < 0.15 else {}
    return text, ask("A>Z", depart="2026-12-01T00:00", max_wait=rng.choice(WAITS), pareto=True, **limit)


def _storage(rng: Random) -> str:
    if rng.random() < 0.5:
        return ""
    return f" storage: {{free: {rng.randint(0, 2)}d, rate: {rng.choice((1, 10, 40))} USD/TEU/day}}"


def _lane(rng: Random, start: str, end: str, hours: int, most: int, rest: str) -> str:
    mode, transit = rng.choice(("rail", "sea", "road")), rng.randint(1, hours)
    rate, distance = rng.randint(most // 10, most), rng.randint(0, most)
    return f"{start}>{end} {mode} {transit}h, rate: {rate} USD, distance: {distance} km{rest}"


def _departures(rng: Random) -> str:
    kind, clock = rng.random(), f"{rng.randrange(24):02}:00"
    if kind < 0.05:
        return ""
    if kind < 0.2:
        return f", departures: {{per_week: {rng.choice((1, 2, 3, 7, 14))}}}"
    if kind < 0.8:
        days = sorted(rng.sample(range(7), rng.choice((1, 1, 2, 3))))
        return f', departures: {{days: [{", ".join(WEEKDAYS[day] for day in days)}], time: "{clock}"}}'
    if kind < 0.9:
        return f", departures: {{every: {rng.randint(1, 8)}d, starting: {_date(rng, 12)}T{clock}}}"
    dates = sorted(_date(rng, 30) for _ in range(4))
    return f", departures: {{dates: [{', '.join(f'{day}T{clock}' for day in dict.fromkeys(dates))}]}}"


def _valid(rng: Random) -> str:
    return f", valid: {{from: {_date(rng, 7)}}}" if rng.random() < 0.15 else ""


def _change(rng: Random, lanes: int) -> str:
    to = (f"add: {{transit: {rng.randint(1, 30)}h}}", f"set: {{rate: {rng.randint(1, 300)} USD}}")
    other = f"set: {{transit: {rng.randint(1, 60)}h}}"
    lane = f"l{rng.randrange(lanes):02}"
    return f"{{match: {{lane: {lane}}}, {rng.choice((*to, other))}, valid: {{from: {_date(rng, 8)}}}}}"


def _date(rng: Random, latest: int) -> str:
    return f"2026-12-{rng.randint(1, latest):02}"
