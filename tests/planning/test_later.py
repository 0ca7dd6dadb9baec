"""Later arrivals are given up for earlier ones only where nothing is lost, and a search ends in spite of them."""

from __future__ import annotations

import pytest
import yaml

import routeplan
from routeplan.planning.budget import DEFAULT_LABELS
from tests.helpers import figures, plan
from tests.oracle.brute_force import BruteForce
from tests.planning.late_networks import late_network

TELLING = (115, 374, 907, 1185, 1369, 1457, 1622, 1665)
"""Networks in which some itinerary begins with a later arrival that nothing else speaks for."""


@pytest.mark.parametrize("seeds", [range(20), range(20, 40), TELLING], ids=["first", "next", "telling"])
def test_nothing_is_lost(seeds: range | tuple[int, ...]) -> None:
    """By the itineraries that a brute force finds."""
    for seed in seeds:
        text, query = late_network(seed)
        expected = BruteForce(yaml.load(text, yaml.BaseLoader), query).pareto()
        assert [figures(one) for one in plan(text, query)["itineraries"]] == expected, f"seed {seed}\n{query}\n{text}"


@pytest.mark.parametrize(
    "options",
    [
        {"depart": "2026-12-01", "max_wait": "1d"},
        {"depart": "2026-12-01", "max_wait": "3d"},
        {"depart": "2026-12-01", "max_wait": "5d"},
        {"depart": "2026-01-15"},
        {"depart": "2025-11-15"},
        {"depart": "2023-06-01", "max_wait": "3d"},
    ],
)
def test_the_bundled_network_stays_below_the_limit(options: dict[str, str]) -> None:
    """With departures that can be missed, and with changes of scenarios ahead."""
    network = routeplan.bundled_network()
    for ends in (("Xian", "Valencia"), ("Yiwu", "Duisburg"), ("Chongqing", "Hamburg"), ("Rotterdam", "Xian")):
        assert network.find(*ends, limit=DEFAULT_LABELS // 2, **options).to_dict()["complete"]
