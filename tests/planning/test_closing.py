"""Places that ways keep leading back to are closed in bounds of their own: when that begins changes no answer."""

from __future__ import annotations

import pytest

from benchmarks.generate import network, questions
from routeplan.network.model import Amount, Lane, Network, Place, Transit
from routeplan.planning import kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.corridor import Corridor
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request


def test_when_it_begins_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def solved() -> list[Result]:
        board = Board(net, (), Terms.of(net, Request("P0", "P1")))
        return [kbest.k_best(Problem(board, request), by, 25, Budget()) for request in requests for by in OBJECTIVES]

    made = []
    begin = Corridor._begin
    monkeypatch.setattr(Corridor, "_begin", lambda self, ends: (made.append(self.closed), begin(self, ends)))
    for seed in (1, 2, 3, 4, 5, 6):
        net, before = network(40, 90, seed), len(made)
        requests = [
            Request(*pair, max_transfers=most, via=via)
            for pair in questions(net, 3, seed)
            for most, via in ((None, ()), (4, ()), (None, ("P7",)))
            if "P7" not in pair
        ]
        monkeypatch.setattr(kbest, "LEAST_PATIENCE", 10**9)
        expected = solved()
        assert not any(made[before:])
        for patience in (0, 3):
            monkeypatch.setattr(kbest, "LEAST_PATIENCE", patience)
            monkeypatch.setattr(kbest, "STEPS_A_LABEL", 10**9)
            assert solved() == expected
    assert max(map(len, made)) > 1


def test_a_hub_that_both_ends_share() -> None:
    """Every way but the first leads from the gate to a hub, and is best continued back through the gate."""
    net = gate(hubs=120)
    request = Request("A", "Z")
    budget = Budget()
    found = kbest.k_best(Problem(Board(net, (), Terms.of(net, request)), request), "cost", 40, budget).found
    assert len(found) == 40
    assert [one.vector[0] for one in found] == sorted(one.vector[0] for one in found)
    # Around the gate one by one, each way takes a look at all hubs.
    assert Budget().left - budget.left < 2_000


def gate(hubs: int) -> Network:
    """A and Z hang on a gate that is near to all hubs; between hubs it is far, and one of them leads to Z as well."""
    lanes: dict[str, Lane] = {}

    def join(start: str, end: str, dollars: int) -> None:
        for one, two in ((start, end), (end, start)):
            rate = (("", Amount(dollars, 1, "USD")),)
            lanes[f"{one}-{two}"] = Lane(f"{one}-{two}", one, two, "rail", Transit(600), rate=rate)

    names = [f"H{i}" for i in range(hubs)]
    join("A", "G", 10)
    join("G", "Z", 10)
    join(names[-1], "Z", 5_000)
    for i, name in enumerate(names):
        join("G", name, 10 + i % 7)
        for step in (1, 7, 31):
            join(name, names[(i + step) % hubs], 900 + i % 11)
    places = {name: Place(name, name, "CN", "city", (i, 10), (i, 10), "UTC") for i, name in enumerate("AGZ")} | {
        name: Place(name, name, "CN", "rail_terminal", (i, 3), (i, 3), "UTC") for i, name in enumerate(names)
    }
    return Network("gate", "USD", places=places, lanes=lanes, handling={}, scenarios={}, sources={}, exchange_rates={})
