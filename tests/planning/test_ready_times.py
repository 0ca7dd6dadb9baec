"""Dates of delivery and windows of ready times on random networks, against the same questions asked moment by moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.helpers import plan
from tests.oracle.random_networks import Case, dump, random_case

ALL = 60
"""More itineraries than any of these networks has."""


def cases() -> list[tuple[int, Case]]:
    """Dated questions of December, when no clock changes."""
    found = []
    for seed in range(60):
        case = random_case(seed)
        if case.query.get("depart", "").startswith("2026-12"):
            query = {key: value for key, value in case.query.items() if key not in ("deadline", "depart")}
            found.append((seed, Case(case.network, query)))
    return found


CASES = cases()


def sequences(answer: dict[str, Any]) -> dict[tuple[str, ...], dict[str, Any]]:
    return {tuple(leg["lane"] for leg in one["legs"]): one for one in answer["itineraries"]}


def ask(case: Case, **query: Any) -> dict[str, Any]:
    return plan(dump(case.network), {**case.query, "top": ALL, "by": "cost", **query})


DUE = datetime(2026, 12, 9, 18)


def latest_ready(case: Case) -> dict[tuple[str, ...], datetime]:
    return {
        lanes: datetime.fromisoformat(one["start"]).replace(tzinfo=None)
        for lanes, one in sequences(ask(case, arrive_by=f"{DUE:%Y-%m-%dT%H:%M}")).items()
    }


def in_time(case: Case, ready: datetime) -> set[tuple[str, ...]]:
    return set(sequences(ask(case, depart=f"{ready:%Y-%m-%dT%H:%M}", deadline=f"{DUE:%Y-%m-%dT%H:%M}")))


@pytest.mark.parametrize(("seed", "case"), CASES, ids=[str(seed) for seed, _ in CASES])
def test_ready_as_late_as_can_be(seed: int, case: Case) -> None:
    latest = latest_ready(case)
    for lanes, start in latest.items():
        assert lanes in in_time(case, start), seed
        for later in (timedelta(minutes=1), timedelta(hours=7), timedelta(days=2)):
            assert lanes not in in_time(case, start + later), (seed, lanes, later)


@pytest.mark.parametrize(("seed", "case"), CASES, ids=[str(seed) for seed, _ in CASES])
def test_whatever_is_in_time_is_among_the_answers(seed: int, case: Case) -> None:
    latest = latest_ready(case)
    for step in range(30):
        ready = DUE - timedelta(hours=7 * step)
        for lanes in in_time(case, ready):
            assert ready <= latest[lanes], seed


@pytest.mark.parametrize(("seed", "case"), CASES, ids=[str(seed) for seed, _ in CASES])
def test_every_day_of_a_window(seed: int, case: Case) -> None:
    days = [f"2026-12-0{day}" for day in range(1, 6)]
    shown = sequences(ask(case, depart=f"{days[0]}..{days[-1]}"))
    alone = {day: sequences(ask(case, depart=day)) for day in days}
    assert set(shown) == set().union(*alone.values()), seed
    for lanes, one in shown.items():
        expected = {
            day: (found[lanes]["time_h"], found[lanes]["cost"]) for day, found in alone.items() if lanes in found
        }
        window = one["window"]
        assert {day["ready"][:10]: (day["time_h"], day["cost"]) for day in window["by_day"]} == expected, seed
        assert (window["days"], window["served"]) == (len(days), len(expected))
        best = min(expected, key=lambda day: (expected[day][1], expected[day][0], alone[day][lanes]["co2e_kg"], day))
        assert window["best_ready"][:10] == best, seed
        assert (one["time_h"], one["cost"]) == expected[best], seed
        for figure, position in (("time_h", 0), ("cost", 1)):
            values = sorted(figures[position] for figures in expected.values())
            assert window[figure] == {"best": values[0], "median": values[(len(values) - 1) // 2], "worst": values[-1]}
    order = [(one["cost"], one["time_h"], one["co2e_kg"]) for one in shown.values()]
    assert order == sorted(order)
