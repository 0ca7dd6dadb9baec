"""Random networks without any spread: every run of every itinerary is the plan, scenarios and time zones included."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import plan
from tests.oracle.random_networks import dump, random_case


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_runs_are_the_plan(first: int) -> None:
    for seed in range(first, first + 10):
        case = random_case(seed)
        for lane in case.network["lanes"]:
            _without_spread(lane)
        for by in ("cost", "time"):
            found = plan(dump(case.network), {**case.query, "by": by, "top": 4, "draws": 100})
            for one in found["itineraries"]:
                _is_the_plan(one, f"seed {seed}, by {by}")


def _without_spread(lane: dict[str, Any]) -> None:
    if isinstance(lane["transit"], dict):
        lane["transit"] = lane["transit"]["typical"]


def _is_the_plan(one: dict[str, Any], what: str) -> None:
    ran = one["reliability"]
    assert ran["never_delivered"] == 0, what
    assert ran["on_schedule"] == 1, what
    assert ran["in_time"] in (None, 1), what
    assert {ran["time_h"][name] for name in ("p50", "p80", "p95")} == {one["time_h"]}, what
    assert {ran["cost"][name] for name in ("p50", "p80", "p95")} == {one["cost"]}, what
    assert all(connection["missed"] == 0 for connection in ran["connections"]), what
