"""A search that runs out of labels: what it has is right, and what it has not comes to no less than it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.generate import network, questions
from routeplan.planning import dated, front, kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request

DEPART = 20_789 * 1440
LABELS = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)
K = 6


@pytest.mark.parametrize("by", OBJECTIVES)
@pytest.mark.parametrize("weekly", [False, True])
def test_the_first_of_the_best(weekly: bool, by: str) -> None:
    search = dated.k_best if weekly else kbest.k_best
    figure = OBJECTIVES.index(by)
    for results in _cut_short(weekly, lambda problem, budget: search(problem, by, K, budget)):
        full = results[-1].found
        assert len({len(one.found) for one in results}) > 1
        for result in results:
            assert result.found == full[: len(result.found)]
            assert result.complete == (len(result.found) == len(full) == K)
            if not result.complete:
                assert all(one.vector[figure] >= result.least for one in full[len(result.found) :])


@pytest.mark.parametrize("weekly", [False, True])
def test_the_cheap_end_of_the_front(weekly: bool) -> None:
    search = dated.front if weekly else front.front
    for results in _cut_short(weekly, search):
        full = results[-1].found
        for result in results:
            assert set(result.found) <= set(full)
            assert not result.complete or result.found == full
            if not result.complete:
                assert all(one.vector[0] >= result.least for one in full if one not in result.found)
                assert all(one.vector[0] <= result.least for one in result.found)


def _cut_short(weekly: bool, search: Callable[[Problem, Budget], Result]) -> list[list[Result]]:
    """For some questions what is found with more and more labels, the last of it complete."""
    depart = DEPART if weekly else None
    found = []
    for seed in (1, 2):
        net = network(60, 300, seed, weekly=weekly)
        board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=depart)))
        for pair in questions(net, 2, seed):
            results = []
            for labels in (*LABELS, 1_000_000):
                problem = Problem(board, Request(*pair, depart=depart))
                results.append(search(problem, Budget(labels)))
            assert not results[0].complete
            assert results[-1].complete
            found.append(results)
    return found


def test_labels_are_counted_to_the_last() -> None:
    budget = Budget(5)
    budget.spend(3)
    budget.spend()
    budget.spend()
    assert budget.left == 0
    with pytest.raises(Exhausted):
        budget.spend()
