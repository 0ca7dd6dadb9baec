"""A search for a way around asks, after a while, whether there is one at all: when it asks changes no answer."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.generate import network, questions
from routeplan.planning import corridor, dated, kbest
from routeplan.planning.board import WAYS, Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request

DEPART = 20_789 * 1440


@pytest.mark.parametrize("weekly", [False, True])
def test_when_it_is_asked_changes_nothing(weekly: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def solved() -> list[Result]:
        return [search(Problem(board, request), by, 25, Budget()) for request in requests for by in OBJECTIVES]

    search = dated.k_best if weekly else kbest.k_best
    depart = DEPART if weekly else None
    asked = []
    look = corridor.Corridor.cut_off

    def cut_off(self: corridor.Corridor, state: int, avoided: set[int]) -> bool:
        asked.append(look(self, state, avoided))
        return asked[-1]

    monkeypatch.setattr(corridor.Corridor, "cut_off", cut_off)
    for seed in (1, 2, 3):
        net = network(40, 90, seed, weekly=weekly)
        board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=depart)))
        requests = [Request(*pair, depart=depart) for pair in questions(net, 3, seed)]
        monkeypatch.setattr(corridor, "LOST", 100)
        expected = solved()
        for lost in (0, 2):
            monkeypatch.setattr(corridor, "LOST", lost)
            assert solved() == expected
    assert True in asked
    assert False in asked


def test_it_is_asked_of_every_state() -> None:
    net = network(40, 70, 4)
    rng = Random(4)
    answers = set()
    for origin, destination in questions(net, 4, 4):
        request = Request(origin, destination)
        problem = Problem(Board(net, (), Terms.of(net, request)), request)
        ways, mesh = problem.corridor("cost"), problem.mesh
        states = {arc[4] for state in range(len(net.places) * WAYS) for arc in mesh.arcs(state)} | {
            problem.starts[0][0]
        }
        for state in sorted(states):
            avoided = {mesh.place[state], *rng.sample(range(40), rng.choice((0, 3, 10)))}
            reached, open_states = {state}, [state]
            while open_states:
                for arc in mesh.arcs(open_states.pop()):
                    if arc[4] not in reached and mesh.place[arc[4]] not in avoided:
                        reached.add(arc[4])
                        open_states.append(arc[4])
            assert ways.cut_off(state, avoided) == reached.isdisjoint(ways.ends)
            answers.add(reached.isdisjoint(ways.ends))
    assert answers == {True, False}
