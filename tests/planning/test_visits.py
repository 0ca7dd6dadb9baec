"""Places visited by long chains over timetables, kept apart from the last ones."""

from __future__ import annotations

import pytest

from benchmarks.generate import network, questions
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.dated import kbest
from routeplan.planning.dated.visits import Earlier, among, long_ago, together
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request
from tests.helpers import read
from tests.worked.case import network as worked

BITS = [1 << bit for bit in reversed(range(9))]
DEPART = 20_789 * 1440


@pytest.mark.parametrize("some", [1, 2, 7])
def test_all_places_are_kept_in_few_sets(some: int) -> None:
    earlier: Earlier = ()
    for number in range(300):
        earlier = among(earlier, tuple(range(number * some, (number + 1) * some)))
        assert sorted(together(earlier, (-1,))) == list(range(-1, (number + 1) * some))
        # As many as the binary number has ones: no more than nine for 300.
        assert [len(one) for one in earlier] == [bit * some for bit in BITS if (number + 1) & bit]
    assert all(long_ago(earlier, place) for place in range(300 * some))
    assert not long_ago(earlier, 300 * some)
    assert together((), (5, 3, 4)) == (5, 3, 4)


def asked(board: Board, origin: str, destination: str, by: str) -> tuple[Result, int]:
    budget = Budget()
    return kbest.k_best(Problem(board, Request(origin, destination, depart=DEPART)), by, 8, budget), budget.left


@pytest.mark.parametrize("recent", [1, 2, 3])
@pytest.mark.parametrize("seed", [1, 2, 4])
def test_how_they_are_kept_changes_nothing(seed: int, recent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(40, 130, seed, weekly=True)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    for pair in questions(net, 3, seed):
        for by in OBJECTIVES:
            expected = asked(board, *pair, by)
            assert len(expected[0].found) == 8
            with monkeypatch.context() as patch:
                patch.setattr(kbest, "RECENT", recent)
                assert asked(board, *pair, by) == expected


def test_a_way_of_many_legs_visits_no_place_twice() -> None:
    """Two lanes on each step, and one of them back: the k best differ in one step, and none goes back and forth."""
    steps = 80
    places = "\n".join(f"P{number} CN" for number in range(steps + 1))
    lanes = "\n".join(
        f"a{number} P{number}>P{number + 1} road 2h, rate: 2 USD\n"
        f"b{number} P{number}>P{number + 1} rail 1h, rate: 3 USD\n"
        f"c{number} P{number + 1}>P{number} road 0h, rate: 0 USD"
        for number in range(steps)
    )
    net = read(worked(places, lanes)).record
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    result, _ = asked(board, "P0", f"P{steps}", "cost")
    assert [one.vector[0] for one in result.found] == [200 * steps] + [200 * steps + 100] * 7
    for one in result.found:
        assert [board.lane_ids[lane][1:] for lane in one.lanes] == [str(number) for number in range(steps)]
