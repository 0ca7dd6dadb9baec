"""Bounds from both ends of a question agree."""

from __future__ import annotations

import pytest

from benchmarks.generate import network, questions
from routeplan.planning.board import Board, Terms
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_least_is_the_same_forwards_and_backwards(seed: int) -> None:
    net = network(60, 300, seed)
    board = Board(net, (), Terms.of(net, Request("P0", "P1")))
    for origin, destination in questions(net, 5, seed):
        problem = Problem(board, Request(origin, destination))
        for criterion in range(3):
            backwards = [problem.to_go(criterion)[state] for state, _, _ in problem.starts]
            so_far = problem.from_start(criterion)
            forwards = [
                before + end[criterion] for state, end in problem.ends.items() if (before := so_far[state]) is not None
            ]
            assert backwards == [min(forwards)]
