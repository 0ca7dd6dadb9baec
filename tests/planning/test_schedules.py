"""A sequence of lanes that is known already, without dates: its figures, against every way there is."""

from __future__ import annotations

from random import Random

import pytest

from routeplan.planning.find import order_of
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import Tariff
from routeplan.planning.schedules import best_schedule
from tests.planning.small_networks import board_of, every_way, small_network, small_questions

BETTER = order_of("cost", Tariff((0, 1), (0, 1)))


@pytest.mark.parametrize("seed", range(6))
def test_a_sequence_without_dates_comes_to_what_its_lanes_come_to(seed: int) -> None:
    rng = Random(seed)
    network = small_network(rng)
    board = board_of(network)
    for request in small_questions(rng, network, 4):
        problem = Problem(board, request)
        for one in every_way(problem)[:200]:
            assert best_schedule(problem, one.origin, one.lanes, BETTER) == one
            for place in range(len(board.place_ids)):
                if place != one.origin:  # the same lanes cannot be ridden from elsewhere
                    assert best_schedule(problem, place, one.lanes, BETTER) is None
            if len(one.lanes) > 1:
                assert best_schedule(problem, one.origin, one.lanes[::-1], BETTER) is None
