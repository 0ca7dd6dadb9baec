"""The benchmarks in small, for CI: fails only where an answer differs or a benchmark does not run."""

from __future__ import annotations

from benchmarks.generate import network, questions, to_yaml
from benchmarks.peers import Networkx
from routeplan.network.reading import read_bytes
from routeplan.planning import dated, front, kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request


def main() -> None:
    net = network(200, 1_200, 7)
    board = Board(net, (), Terms.of(net, Request("P0", "P1")))
    peer = Networkx(board)
    for origin, destination in questions(net, 10, 7):
        problem = Problem(board, Request(origin, destination))
        found = kbest.k_best(problem, "cost", 10, Budget()).found
        theirs = peer.costs(board.number_of(origin), board.number_of(destination), 10)
        assert [one.vector[0] for one in found][: len(theirs)] == theirs, (origin, destination)
        assert front.front(problem, Budget()).found[0].vector == found[0].vector
    weekly = network(100, 600, 7, weekly=True)
    request = Request("P50", "P60", depart=20_789 * 1440)
    problem = Problem(Board(weekly, (), Terms.of(weekly, request)), request)
    fastest = dated.k_best(problem, "time", 1, Budget()).found
    assert min(one.vector[1] for one in dated.front(problem, Budget()).found) == fastest[0].vector[1]
    read, _ = read_bytes([[("generated.yaml", to_yaml(net).encode())]])
    assert len(read.lanes) == len(net.lanes)
    print("benchmarks run, answers agree")


if __name__ == "__main__":
    main()
