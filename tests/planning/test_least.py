"""The best by each criterion and by a weighted sum over timetables: those of the whole front."""

from __future__ import annotations

from random import Random

import pytest

import routeplan
from benchmarks.generate import network, questions
from routeplan.asking import select_scenarios
from routeplan.planning import dated
from routeplan.planning.board import Board, Boards, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.found import Result, Vector
from routeplan.planning.problem import Problem
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import Request
from routeplan.question import request_from_options
from tests.oracle.brute_force import BruteForce
from tests.oracle.random_networks import dump, random_case

DEPART = 20_789 * 1440
WEIGHTS = (1, 0, 0), (1, 7, 0), (3, 1, 2), (10, 30, 1), (1, 0, 5), (1_000_003, 999, 17)


def weighed(vector: Vector, weights: Vector) -> int:
    return sum(weight * figure for weight, figure in zip(weights, vector, strict=True))


def least(result: Result, weights: Vector) -> list[int]:
    """The least sum, cents, minutes and grams; nothing without an itinerary."""
    assert result.complete
    vectors = [one.vector for one in result.found]
    return [min(weighed(one, by) for one in vectors) for by in ((1, 0, 0), (0, 1, 0), (0, 0, 1), weights) if vectors]


@pytest.mark.parametrize("first", range(9_000, 9_160, 40))
def test_they_are_the_least_of_all_itineraries(first: int) -> None:
    """Of those a brute force finds on random networks, under random conditions."""
    assert sum(_is_least_of_all(seed) for seed in range(first, first + 40)) >= 5


def _is_least_of_all(seed: int) -> bool:
    """Whether there was anything to compare."""
    case = random_case(seed)
    record = routeplan.read_network_text(dump(case.network)).record
    options = {"mode" if name == "modes" else name: value for name, value in case.query.items()}
    choice = [options.pop(name, ()) for name in ("with_", "without")]
    request = request_from_options(record, options)
    if request.depart is None or request.depart_until is not None or request.arrive_by is not None:
        return False
    weights = Random(seed).choice(WEIGHTS)
    board = Boards(record, select_scenarios(record, *choice)).of(request)
    problem = Problem(board, request)
    result = dated.bests(problem, weights, Budget())
    vectors = [one.vector for one in BruteForce(case.network, case.query).found]
    assert bool(result.found) == bool(vectors)
    if vectors:
        assert least(result, weights)[3] == min(weighed(vector, weights) for vector in vectors)
        assert least(result, weights)[:3] == [min(vector[i] for vector in vectors) for i in range(3)]
        for one in result.found:
            assert rebuild(problem, one).cost_cents == one.vector[0]  # which checks all figures
    return bool(vectors)


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_they_are_the_least_of_the_front(seed: int, weights: Vector) -> None:
    net = network(120, 700, seed, weekly=True)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    for origin, destination in questions(net, 4, seed):
        for conditions in ({}, {"max_transfers": 4}, {"via": ("P7",)}, {"max_wait_min": 9 * 1440}):
            problem = Problem(board, Request(origin, destination, depart=DEPART, **conditions))
            front = dated.front(problem, Budget())
            assert least(dated.bests(problem, weights, Budget()), weights) == least(front, weights)


def test_at_the_limit_what_is_known_is_said_to_be_partial() -> None:
    net = network(120, 700, 11, weekly=True)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    (origin, destination), *_ = questions(net, 1, 11)
    problem = Problem(board, Request(origin, destination, depart=DEPART))
    plenty = Budget()
    whole = dated.bests(problem, (1, 9, 1), plenty)
    needed = plenty.labels - plenty.left
    assert dated.bests(problem, (1, 9, 1), Budget(needed)) == whole
    for labels in range(needed):
        part = dated.bests(problem, (1, 9, 1), Budget(labels))
        assert not part.complete
        assert set(part.found) <= set(whole.found)
