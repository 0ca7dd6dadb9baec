"""The brute force against formulas that need no search."""

from __future__ import annotations

import math
from itertools import permutations, product
from typing import Any

import pytest

from tests.oracle.brute_force import BruteForce

PLACE = {"country": "CN", "kind": "city", "lat": "0", "lon": "0", "timezone": "Asia/Shanghai"}


def network(places: dict[str, Any], lanes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"currency": "USD", "places": places, "lanes": lanes}


def query(origin: str, destination: str, **options: Any) -> dict[str, Any]:
    return {"origin": origin, "destination": destination, "now": "2026-11-21", **options}


def lane(name: str, start: str, end: str, rate: str = "1 USD", **fields: Any) -> dict[str, Any]:
    return {"id": name, "from": start, "to": end, "mode": "rail", "transit": "1h", "rate": rate, **fields}


@pytest.mark.parametrize("size", [2, 3, 4, 5, 6])
def test_simple_paths_of_a_complete_network(size: int) -> None:
    """Between two places of n there are as many ways as ordered choices of the n - 2 others."""
    names = [f"P{number}" for number in range(size)]
    lanes = [lane(f"{one}{other}", one, other) for one, other in permutations(names, 2)]
    search = BruteForce(network(dict.fromkeys(names, PLACE), lanes), query("P0", "P1"))
    assert len(search.found) == sum(math.perm(size - 2, number) for number in range(size - 1))
    assert len(search.pareto()) == 1


def test_ranking_of_parallel_lanes() -> None:
    """Three stages of three lanes at 1, 10 and 100: all 27 sums in order."""
    rates = ("1", "10", "100")
    lanes = [
        lane(f"l{stage}-{rate}", f"P{stage}", f"P{stage + 1}", f"{rate} USD")
        for stage, rate in product(range(3), rates)
    ]
    search = BruteForce(network({f"P{number}": PLACE for number in range(4)}, lanes), query("P0", "P3"))
    sums = sorted(100 * sum(map(int, choice)) for choice in product(rates, repeat=3))
    assert [one["cost"] for one in search.best("cost", 99)] == sums


@pytest.mark.parametrize("days", [1, 2, 3, 5])
def test_front_of_trains_against_vessels(days: int) -> None:
    """Vessel i leaves n - i days after train i arrives, and train i + 1 after vessel i: n schedules, all on the front."""
    trains = [f"2026-12-{1 + 6 * number:02}T00:00" for number in range(days)]
    vessels = [f"2026-12-{1 + 6 * number + days - number:02}T01:00" for number in range(days)]
    places = {
        "A": PLACE,
        "B": {**PLACE, "storage": {"free": "0h", "rate": "1 USD/container/day"}},
        "C": PLACE,
    }
    lanes = [
        lane("ab", "A", "B", departures={"dates": trains}),
        lane("bc", "B", "C", departures={"dates": vessels}),
    ]
    front = BruteForce(network(places, lanes), query("A", "C", depart="2026-12-01")).pareto()
    assert [one["cost"] for one in front] == [200 + 100 * number for number in range(1, days + 1)]


def test_a_quarter_of_the_equator() -> None:
    places = {"A": PLACE, "B": {**PLACE, "lon": "90"}}
    search = BruteForce(network(places, [lane("ab", "A", "B")]), query("A", "B"))
    (only,) = search.found
    assert only.figures["legs"][0]["distance_m"] == round(math.pi / 2 * 6371008.8)
