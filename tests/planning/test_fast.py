"""The accelerator changes no answer."""

from __future__ import annotations

import pytest

from benchmarks.generate import network, questions
from routeplan.network.model import Amount
from routeplan.planning import dated, front, kbest, mesh
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request

pytest.importorskip("numba", reason="the accelerator is an extra: pip install 'routeplan[fast]'")

DEPART = 20_789 * 1440


def solved(requests: list[Request], weekly: bool) -> list[object]:
    """Everything the searches find."""
    net = network(150, 900, 3, weekly=weekly)
    board = Board(net, (), Terms.of(net, requests[0]))
    found: list[object] = []
    for request in requests:
        problem = Problem(board, request)
        best = dated.k_best if weekly else kbest.k_best
        found.extend(best(problem, by, 6, Budget()) for by in OBJECTIVES)
        found.append((dated.front if weekly else front.front)(problem, Budget()))
    return found


@pytest.mark.parametrize("weekly", [False, True])
def test_the_same_itineraries(weekly: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    depart = DEPART if weekly else None
    pairs = questions(network(150, 900, 3), 6, 3)
    requests = [
        Request(*pair, depart=depart, max_transfers=most, via=via)
        for pair in pairs
        for most, via in ((None, ()), (3, ()), (None, ("P7",)))
        if "P7" not in pair
    ]
    plain = solved(requests, weekly)
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert solved(requests, weekly) == plain


def test_it_is_not_imported_for_little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(60, 300, 3)
    problem = Problem(Board(net, (), Terms.of(net, Request("P0", "P1"))), Request("P0", "P1"))
    assert problem.mesh.arrays() is None
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert problem.mesh.arrays() is not None


def test_figures_beyond_its_integers_stay_with_python(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(60, 300, 3)
    for lane in [lane for lane in net.lanes.values() if lane.from_place == "P50"]:
        net.lanes[lane.id] = lane._replace(rate=(("", Amount(1 << 60, 1, "USD")),))
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    problem = Problem(Board(net, (), Terms.of(net, Request("P0", "P1"))), Request("P50", "P3"))
    found = kbest.k_best(problem, "cost", 5, Budget()).found
    assert found[0].vector[0] > 1 << 66
    assert min(one.vector[0] for one in front.front(problem, Budget()).found) == found[0].vector[0]
