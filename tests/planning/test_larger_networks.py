"""Searches against others and against each other, on networks too large for brute force."""

from __future__ import annotations

import random

import pytest

from benchmarks.generate import network, questions
from benchmarks.peers import Networkx
from routeplan.planning import dated, front, kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.bounds import TradeOff
from routeplan.planning.budget import Budget
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request

DEPART = 20_789 * 1440


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_best_are_those_of_networkx(seed: int) -> None:
    net = network(150, 900, seed)
    board = Board(net, (), Terms.of(net, Request("P0", "P1")))
    peer = Networkx(board)
    for origin, destination in questions(net, 6, seed):
        found = kbest.k_best(Problem(board, Request(origin, destination)), "cost", 10, Budget()).found
        theirs = peer.costs(board.number_of(origin), board.number_of(destination), 10)
        assert [one.vector[0] for one in found][: len(theirs)] == theirs
        assert len({one.lanes for one in found}) == len(found)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_known_destination_changes_nothing(seed: int) -> None:
    net = network(150, 900, seed)
    shared = Board(net, (), Terms.of(net, Request("P0", "P1")))
    for origin, _ in questions(net, 12, seed):
        if origin in ("P70", "P71"):
            continue
        for destination in ("P70", "P71"):
            request = Request(origin, destination, max_transfers=seed)
            alone = Board(net, (), Terms.of(net, request))
            for by in OBJECTIVES:
                found = kbest.k_best(Problem(shared, request), by, 5, Budget())
                assert found == kbest.k_best(Problem(alone, request), by, 5, Budget())


@pytest.mark.parametrize("weekly", [False, True])
def test_the_ends_of_the_front_are_the_best(weekly: bool) -> None:
    net = network(120, 700, 8, weekly=weekly)
    depart = DEPART if weekly else None
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=depart)))
    for origin, destination in questions(net, 5, 8):
        problem = Problem(board, Request(origin, destination, depart=depart))
        search = dated if weekly else kbest
        found = (dated if weekly else front).front(problem, Budget()).found
        for i, by in enumerate(OBJECTIVES):
            best = search.k_best(problem, by, 1, Budget()).found[0]
            assert best in found
            assert best.vector[i] == min(one.vector[i] for one in found)


def test_a_deadline_leaves_what_keeps_it() -> None:
    net = network(120, 700, 9, weekly=True)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    for origin, destination in questions(net, 5, 9):
        free = dated.front(Problem(board, Request(origin, destination, depart=DEPART)), Budget()).found
        times = sorted(one.vector[1] for one in free)
        allowed = times[len(times) // 2]
        request = Request(origin, destination, depart=DEPART, deadline=DEPART + allowed)
        kept = dated.front(Problem(board, request), Budget()).found
        assert kept == tuple(one for one in free if one.vector[1] <= allowed)
        cheapest = dated.k_best(Problem(board, request), "cost", 1, Budget()).found[0]
        assert cheapest == kept[0]


def test_trade_off_is_the_least_weight_within_the_time() -> None:
    rng = random.Random(5)
    for _ in range(40):
        size = rng.randint(2, 6)
        steps = [
            (rng.randrange(size), rng.randint(0, 9), rng.randint(0, 9), rng.randrange(size)) for _ in range(3 * size)
        ]
        into: list[list[tuple[int, int, int]]] = [[] for _ in range(size)]
        for start, weight, minutes, end in steps:
            into[end].append((weight, minutes, start))
        trade_off = TradeOff(into, [(0, 2, 3)], 25)
        # All ways from every node, as (weight, minutes) pairs, step by step.
        ways = [{(2, 3)} if node == 0 else set() for node in range(size)]
        for _ in range(size):
            for start, weight, minutes, end in steps:
                ways[start] |= {(w + weight, m + minutes) for w, m in ways[end] if m + minutes <= 25}
        for node in range(size):
            for left in range(26):
                fitting = [weight for weight, minutes in ways[node] if minutes <= left]
                assert trade_off.within(node, left) == min(fitting, default=None)
