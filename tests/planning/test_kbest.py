"""The k best without dates, against every itinerary there is."""

from __future__ import annotations

import pytest

from routeplan.planning.budget import Budget
from routeplan.planning.kbest import k_best
from routeplan.planning.request import OBJECTIVES
from tests.helpers import plan
from tests.planning.small_networks import every_way, few_ways
from tests.worked.case import ask, network


@pytest.mark.parametrize("first", range(0, 400, 40))
def test_the_first_of_every_itinerary_there_is(first: int) -> None:
    """However many are asked for: also between places with surroundings, where a way may end or go on to another."""
    for seed, problem in few_ways(range(first, first + 40)):
        ways = every_way(problem)
        for number, by in enumerate(OBJECTIVES):
            order = (number, *(other for other in range(3) if other != number))
            best = sorted(ways, key=lambda way: ([way.vector[i] for i in order], len(way.lanes), way.lanes))
            for k in (1, 3, 10, 40):
                found = k_best(problem, by, k, Budget())
                assert found.complete
                assert found.found == tuple(best[:k]), (seed, problem.request, by, k)


def test_a_dear_end_comes_after_what_costs_less() -> None:
    """Of two ports of a city one is dear to be delivered at, and a short way from the other one."""
    text = network(
        "A CN\nCity CN\nDear CN part_of: City, handling: {sea>destination: {cost: 1000 USD}}\nNear CN part_of: City",
        """
        sea A>Dear sea 9d, rate: 100 USD
        shuttle Dear>Near road 1h, rate: 1 USD
        truck A>Near road 9d, rate: 500 USD
        """,
    )
    for top, costs in ((1, [101]), (2, [101, 500]), (3, [101, 500, 1100])):
        found = plan(text, ask("A>City", top=top))["itineraries"]
        assert [one["cost"] for one in found if "cheapest" in one["labels"] or one["rank"] <= top] == costs
