"""The planner against every itinerary there is, on small random networks.

ROUTEPLAN_CASES sets how many seeds are tried; ROUTEPLAN_FIRST_SEED where they begin.
"""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any

import pytest

from tests.helpers import figures, plan
from tests.oracle.brute_force import BruteForce
from tests.oracle.random_networks import Case, dump, random_case

CASES = int(os.environ.get("ROUTEPLAN_CASES", "150"))
FIRST = int(os.environ.get("ROUTEPLAN_FIRST_SEED", "0"))
BLOCK = 10
TOP = 4
LABELS = {"cheapest": (0, 1, 2), "fastest": (1, 0, 2), "lowest-co2e": (2, 0, 1)}


@pytest.mark.parametrize("first", range(FIRST, FIRST + CASES, BLOCK))
def test_seeds(first: int) -> None:
    for seed in range(first, min(first + BLOCK, FIRST + CASES)):
        case = random_case(seed)
        text = dump(case.network)
        search = BruteForce(case.network, case.query)
        for by in ("cost", "time", "co2e"):
            answer = plan(text, {**case.query, "by": by, "top": TOP})
            same(answer, search.best(by, TOP), f"seed {seed}, by {by}", case)
        same(plan(text, {**case.query, "pareto": True}), search.pareto(), f"seed {seed}, pareto", case)
        balanced(plan(text, {**case.query, "by": "balanced", "top": TOP}), search.balanced(), f"seed {seed}", case)


def test_keeping_every_prefix_changes_nothing() -> None:
    """The brute force drops prefixes that another matches; without that it finds more and answers the same."""
    more = 0
    for seed in range(150, 170):
        case = random_case(seed)
        query = {**case.query, "max_wait": "3d"}
        quick, full = BruteForce(case.network, query), BruteForce(case.network, query, keep_all=True)
        more += len(full.found) > len(quick.found)
        for by in ("cost", "time", "co2e"):
            assert quick.best(by, 9) == full.best(by, 9)
        assert quick.pareto() == full.pareto()
    assert more


def same(answer: dict[str, Any], expected: list[dict[str, Any]], what: str, case: Case) -> None:
    found = [figures(one) for one in answer["itineraries"]]
    assert [brief(one) for one in found] == [brief(one) for one in expected], story(what, case)
    assert found == expected, story(what, case)
    assert [one["rank"] for one in answer["itineraries"]] == list(range(1, len(expected) + 1))
    assert (answer["no_route"] is None) == bool(expected)


def balanced(answer: dict[str, Any], front: list[tuple[Fraction, dict[str, Any]]], what: str, case: Case) -> None:
    """The first of the front by generalised cost; beyond them only what is cheapest, fastest or lowest in CO2e.

    Where generalised costs differ by less than a cent either order is right.
    """
    what = story(f"{what}, balanced", case)
    generalised = {vector(one): value for value, one in front}
    found = [figures(one) for one in answer["itineraries"]]
    by_vector = {vector(one): one for _, one in front}
    assert len({vector(one) for one in found}) == len(found), what
    for one in found:
        assert by_vector.get(vector(one)) == one, what
    ranked, beyond = found[:TOP], answer["itineraries"][TOP:]
    assert len(ranked) == min(TOP, len(front)), what
    for one, (value, _) in zip(ranked, front, strict=False):
        assert abs(generalised[vector(one)] - value) < 1, what
    for label, order in LABELS.items():
        labelled = [vector(figures(one)) for one in answer["itineraries"] if label in one["labels"]]
        best = sorted(by_vector, key=lambda figure: tuple(figure[number] for number in order))
        assert labelled == best[:1], f"{label}: {what}"
    assert all(set(one["labels"]) & set(LABELS) for one in beyond), what


def vector(one: dict[str, Any]) -> tuple[int, int, int]:
    return one["cost"], one["time"], one["co2e"]


def brief(one: dict[str, Any]) -> str:
    legs = ", ".join(f"{leg['lane']} {leg['depart'] or ''}".strip() for leg in one["legs"])
    return f"{one['cost']} cents {one['time']} min {one['co2e']} g: {legs}"


def story(what: str, case: Case) -> str:
    return f"{what}\nquery: {case.query}\n{dump(case.network)}"
