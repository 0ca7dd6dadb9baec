"""The front without dates: against every itinerary there is, and by compiled code."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from benchmarks.generate import network, questions
from routeplan.network.model import Amount, Lane, Network, Place, Transit
from routeplan.planning import mesh
from routeplan.planning.budget import Budget
from routeplan.planning.found import Found, Result
from routeplan.planning.front import front
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request
from tests.planning.small_networks import board_of, every_way, few_ways, small_network, small_questions


def accelerated(problem: Problem) -> Problem:
    """The problem with the accelerator; skips the test where it is not installed."""
    pytest.importorskip("numba", reason="the accelerator is an extra: pip install 'routeplan[fast]'")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mesh, "WORTHWHILE", 0)
        assert problem.mesh.arrays() is not None
    return problem


def answers(problems: list[Problem], labels: int) -> list[tuple[Result, int]]:
    """The front of each, and what it left of the budget."""
    found = []
    for problem in problems:
        budget = Budget(labels)
        found.append((front(problem, budget), budget.left))
    return found


def both(net: Network, requests: list[Request]) -> tuple[list[Problem], list[Problem]]:
    """The questions to be answered by compiled code, and by Python."""
    fast, plain = board_of(net), board_of(net)
    return [accelerated(Problem(fast, one)) for one in requests], [Problem(plain, one) for one in requests]


def undominated(ways: list[Found]) -> tuple[Found, ...]:
    """The first of each vector that no other dominates."""
    kept: list[Found] = []
    for way in ways:
        if not any(all(a <= b for a, b in zip(one.vector, way.vector, strict=True)) for one in kept):
            kept.append(way)
    return tuple(kept)


@pytest.mark.parametrize("first", range(0, 120, 10))
def test_every_itinerary_there_is(first: int) -> None:
    for seed, problem in few_ways(range(first, first + 10)):
        result = front(problem, Budget())
        assert result == Result(undominated(every_way(problem)), True), (seed, problem.request)


@pytest.mark.parametrize("first", range(0, 120, 10))
def test_compiled_code_finds_the_same(first: int) -> None:
    for seed in range(first, first + 10):
        rng = Random(seed)
        net = small_network(rng)
        fast, plain = both(net, small_questions(rng, net, 6))
        for labels in (500_000, 12, 3):
            assert answers(fast, labels) == answers(plain, labels), (seed, labels)
        assert not any(problem.mesh.nearest for problem in fast)


def asked(net: Network) -> list[Request]:
    """Questions to a larger network."""
    pairs = questions(net, 8, 3)
    return [Request(*pair, max_transfers=most, pareto=True) for pair in pairs for most in (None, 3)]


def test_compiled_code_pauses_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(150, 900, 3)
    fast, plain = both(net, asked(net))
    from routeplan.planning.fast import front as compiled
    from routeplan.planning.fast import labels

    ends = []

    def go(*arguments: Any) -> int:
        ends.append(labels.search(*arguments))
        return ends[-1]

    monkeypatch.setattr(compiled, "search", go)
    monkeypatch.setattr(compiled, "ROOM", 0)
    monkeypatch.setattr(compiled, "WORK", 3)
    assert answers(fast, 500_000) == answers(plain, 500_000)
    assert ends.count(labels.PAUSED) > 5 * len(fast)


def test_more_critical_places_than_compiled_code_can_note(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(150, 900, 3)
    fast, plain = both(net, asked(net))
    from routeplan.planning.fast import front as compiled

    monkeypatch.setattr(compiled, "BITS", 0)
    assert answers(fast, 500_000) == answers(plain, 500_000)
    assert fast[0].mesh.nearest


def chain(length: int, cents: int) -> Network:
    """Places in a row, each joined to the next by a lane of two hours for so much, and by one of an hour for more."""
    places = {f"P{i}": Place(f"P{i}", f"P{i}", "XX", "city", (0, 1), (0, 1)) for i in range(length)}
    lanes = {}
    for i in range(length - 1):
        for name, hours, amount in ((f"{i}-fast", 1, cents + 100), (f"{i}-slow", 2, cents)):
            rate = (("", Amount(amount, 100, "USD")),)
            lanes[name] = Lane(name, f"P{i}", f"P{i + 1}", "road", Transit(60 * hours), distance=(1, 1), rate=rate)
    return network(4, 1, 1)._replace(places=places, lanes=lanes, handling={}, co2e={})


@pytest.mark.parametrize("cents", [100, 1 << 50])
def test_sums_beyond_what_compiled_code_holds(cents: int) -> None:
    """Where each figure fits, but not the sum along the way, Python answers."""
    problem = accelerated(Problem(board_of(chain(20, cents)), Request("P0", "P19")))
    assert problem.accelerated("cost")
    result = front(problem, Budget())
    assert [one.vector for one in result.found] == [(19 * cents + 100 * i, 60 * (38 - i), 0) for i in range(20)]
    assert bool(problem.mesh.nearest) == (cents > 100)


def test_bounds_are_found_only_as_far_as_it_takes() -> None:
    """A question about near places leaves the far end of a chain alone, the next one goes on from there."""
    board = board_of(chain(40, 100))
    near = Problem(board, Request("P36", "P39"))
    assert len(front(near, Budget()).found) == 4
    assert near.nearest(1).radius <= 60 * 6
    far = front(Problem(board, Request("P0", "P39")), Budget())
    assert len(far.found) == 40
    assert near.nearest(1).radius >= 60 * 38
    assert far == front(Problem(board_of(chain(40, 100)), Request("P0", "P39")), Budget())
