"""Searches over timetables on networks small enough to say what has to come out, and how their work is divided."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.generate import network as generated
from benchmarks.generate import questions
from routeplan.network.model import Amount, Network, Storage
from routeplan.planning import dated, front, kbest, mesh
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.dated import labels, repeats
from routeplan.planning.dated.labels import Chain
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request
from tests.helpers import plan, read
from tests.planning.small_networks import board_of, small_network, small_questions
from tests.worked.case import ask, network

DEPART = 20_789 * 1440


@pytest.mark.parametrize("by", ["cost", "time", "co2e", "balanced"])
@pytest.mark.parametrize("elsewhere", ["", "nowhere A>D road 1h, rate: 1 USD, distance: 1 km"])
@pytest.mark.parametrize(("deadline", "in_time"), [("12:00", True), ("11:59", False)])
def test_a_deadline_met_to_the_minute(by: str, elsewhere: str, deadline: str, in_time: bool) -> None:
    """Whether or not another lane leads where nothing leads on from."""
    text = network("A CN\nB CN\nD CN", f"ab A>B road 12h, rate: 1 USD, distance: 1 km\n{elsewhere}")
    asked = ask("A>B", by, depart="2026-12-01T00:00", deadline=f"2026-12-01T{deadline}")
    assert len(plan(text, asked)["itineraries"]) == in_time


@pytest.mark.parametrize("by", ["cost", "time", "co2e", "balanced"])
@pytest.mark.parametrize(("deadline", "in_time"), [("16:00", True), ("15:59", False), ("13:00", False)])
def test_a_deadline_is_for_the_delivery(by: str, deadline: str, in_time: bool) -> None:
    """The only ship arrives on Tuesday at 13:00 and is unloaded for three hours."""
    text = network(
        "A CN\nB CN handling: {sea>destination: {time: 3h}}",
        'ship A>B sea 25h, rate: 1 USD, distance: 1 km, departures: {days: [mon], time: "12:00"}',
    )
    asked = ask("A>B", by, depart="2026-12-01T00:00", deadline=f"2026-12-08T{deadline}")
    assert len(plan(text, asked)["itineraries"]) == in_time


@pytest.mark.parametrize("by", ["cost", "time", "co2e", "balanced"])
def test_who_meets_the_same_ship_differs_in_lanes_alone(by: str) -> None:
    """The lowest id is shown, though the other lane arrives two days before; who waits an hour more pays nothing."""
    text = network(
        "A CN\nB CN\nC CN",
        """
        quick A>B rail 1d, rate: 100 USD, distance: 100 km
        late A>B rail 3d, rate: 100 USD, distance: 100 km
        ship B>C sea 5d, rate: 50 USD, distance: 900 km, departures: {days: [sun], time: "12:00"}
        """,
    )
    (one,) = plan(text, ask("A>C", by, depart="2026-12-01T00:00", pareto=True))["itineraries"]
    assert [leg["lane"] for leg in one["legs"]] == ["late", "ship"]


def test_a_front_of_itineraries_that_cost_cents() -> None:
    """Ways that differ in a few cents and in days; what waits for the ship pays for it."""
    text = network(
        "A CN\nB CN storage: {free: 0h, rate: 0.01 USD/container/day}\nC CN\nD CN",
        """
        ab A>B rail 1h, rate: 0.01 USD, distance: 1 km
        ship B>C sea 1h, rate: 0.01 USD, distance: 1 km, departures: {days: [mon], time: "12:00"}
        slow C>D barge 9d, rate: 0.01 USD, distance: 1 km
        medium C>D rail 5d, rate: 0.05 USD, distance: 1 km
        fast C>D road 1d, rate: 0.10 USD, distance: 1 km
        """,
    )
    found = plan(text, ask("A>D", pareto=True, depart="2026-12-07T09:00"))["itineraries"]
    assert [one["legs"][-1]["lane"] for one in found] == ["slow", "medium", "fast"]


@pytest.mark.parametrize("by", OBJECTIVES)
def test_what_gets_better_later_is_found(by: str) -> None:
    """A scenario makes the second leg cheap, quick and clean by the time that trains and trucks are there."""
    better = "rate: 10 USD, transit: 55min, co2e: 0 g/tkm"
    text = network(
        "A CN\nB CN\nC CN",
        """
        direct A>C rail 26h, rate: 150 USD, distance: 1 km, co2e: 5 g/tkm
        first A>B rail 25h, rate: 100 USD, distance: 1 km, co2e: 1 g/tkm
        truck A>B road 25h, rate: 120 USD, distance: 1 km, co2e: 2 g/tkm
        second B>C rail 100h, rate: 900 USD, distance: 1 km, co2e: 90 g/tkm
        """,
        "scenarios:\n"
        f"  s: {{active: true, changes: [{{match: {{lane: second}}, set: {{{better}}}, valid: {{from: 2026-12-01}}}}]}}",
    )
    for pareto in (False, True):
        found = plan(text, ask("A>C", by, weight="20", pareto=pareto, depart="2026-11-30T00:00"))["itineraries"]
        assert [leg["lane"] for leg in found[0]["legs"]] == ["first", "second"]


NO_LABELS = 1 << 60
"""As the part of a budget."""


def stored() -> Network:
    """Weekly departures, and storage is charged wherever one may wait for them."""
    net = generated(60, 300, 1, weekly=True)
    storage = Storage(1440, (("", Amount(20, 1, "USD")),))
    return net._replace(places={name: place._replace(storage=storage) for name, place in net.places.items()})


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    net = stored()
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    found = [Problem(board, Request(*pair, depart=DEPART)) for pair in questions(net, 6, 1)]
    assert all(problem.outlook().unsteady for problem in found)
    return found


def test_what_is_critical_from_the_start_changes_nothing(
    problems: list[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it how much of the budget goes into that, or into making places critical one by one before."""
    expected = [dated.front(problem, Budget()) for problem in problems]
    assert sum(len(result.found) for result in expected) > 3 * len(problems)
    for parts in ((1, 1), (NO_LABELS, 1), (NO_LABELS, NO_LABELS)):
        monkeypatch.setattr(repeats, "TRIALS", parts)
        assert [dated.front(problem, Budget()) for problem in problems] == expected


def test_what_is_complete_has_cost_no_more_than_there_was(problems: list[Problem]) -> None:
    for problem in problems:
        outcomes = set()
        for most in (*range(0, 60, 5), *range(60, 8000, 190)):
            budget = Budget(most)
            complete = dated.front(problem, budget).complete
            outcomes.add(complete)
            assert budget.left >= 0 or not complete
        assert outcomes == {False, True}


def test_equal_sums_are_followed_once() -> None:
    """A cheap and a quick lane on each step: a million ways, a few sums of them at each place."""
    steps = 20
    places = "\n".join(f"P{number} CN" for number in range(steps + 1))
    lanes = "\n".join(
        f"{name}{number} P{number}>P{number + 1} road {hours}h, rate: {3 - hours} USD"
        for number in range(steps)
        for name, hours in (("cheap", 2), ("quick", 1))
    )
    net = read(network(places, lanes)).record
    request = Request("P0", f"P{steps}", depart=DEPART)
    result = dated.front(Problem(Board(net, (), Terms.of(net, request)), request), Budget(5000))
    assert result.complete
    assert [one.vector[:2] for one in result.found] == [
        (100 * (steps + quick), 60 * (2 * steps - quick)) for quick in range(steps + 1)
    ]


@pytest.mark.parametrize("dates", [{}, {"deadline": "2026-12-20"}])
@pytest.mark.parametrize(("cents", "grams"), [(1, 900_000), (90_000, 1)])
def test_the_way_that_is_best_by_one_criterion(cents: int, grams: int, dates: dict[str, str]) -> None:
    """Over two legs, against lanes that join the ends; whichever criterion has the larger figures."""
    text = network(
        "A CN\nB CN\nC CN",
        "\n".join(
            f"{lane} {mode} {days}d, rate: {cents * price / 100} USD, distance: 1 km, co2e: {grams * dirt} g/tkm"
            for lane, mode, days, price, dirt in (
                ("1cheap A>B", "sea", 3, 1, 4),
                ("2cheap B>C", "sea", 3, 1, 4),
                ("1quick A>B", "barge", 1, 4, 5),
                ("2quick B>C", "barge", 1, 4, 5),
                ("1clean A>B", "rail", 4, 5, 1),
                ("2clean B>C", "rail", 4, 5, 1),
                ("direct A>C", "road", 4, 5, 5),
            )
        ),
    )
    for by, best in (("cost", "cheap"), ("time", "quick"), ("co2e", "clean")):
        asked = ask("A>C", by, top=1, weight="1", depart="2026-12-01T00:00", **dates)
        (one,) = plan(text, asked)["itineraries"]
        assert [leg["lane"] for leg in one["legs"]] == [f"1{best}", f"2{best}"]
    every = plan(text, ask("A>C", top=9, weight="1", pareto=True, depart="2026-12-01T00:00", **dates))["itineraries"]
    assert {(f"1{best}", f"2{best}") for best in ("cheap", "quick", "clean")} <= {
        tuple(leg["lane"] for leg in one["legs"]) for one in every
    }


def test_chains_are_ordered_by_their_lanes_then_by_their_departures() -> None:
    """A chain comes before those that go on from it."""
    rng = Random(1)
    chains: list[tuple[tuple[int, ...], tuple[int, ...], Chain]] = [((), (), Chain(None, -1, 0))]
    for _ in range(120):
        lanes, times, before = rng.choice(chains)
        lane, time = rng.randrange(3), rng.randrange(3)
        chains.append(((*lanes, lane), (*times, time), Chain(before, lane, time)))
    for lanes, times, chain in chains:
        for other_lanes, other_times, other in chains:
            assert (chain < other) == ((lanes, times) < (other_lanes, other_times))


@pytest.mark.parametrize("by", OBJECTIVES)
def test_nothing_at_all_is_less_than_a_little(by: str) -> None:
    """Two lanes that take no minute, no cent or no gram are better than one that takes one of it."""

    def lane(name: str, ends: str, little: int) -> str:
        hours, cents, grams = (little if criterion == by else 0 for criterion in ("time", "cost", "co2e"))
        return f"{name} {ends} road {hours}min, rate: {cents / 100} USD, distance: 1 km, co2e: {grams} g/tkm"

    lanes = [lane("direct", "A>C", 1), lane("first", "A>B", 0), lane("second", "B>C", 0)]
    text = network("A CN\nB CN\nC CN", "\n".join(lanes))
    for pareto in (False, True):
        asked = ask("A>C", by, top=1, weight="1", pareto=pareto, depart="2026-12-01T00:00")
        (one,) = plan(text, asked)["itineraries"]
        assert [leg["lane"] for leg in one["legs"]] == ["first", "second"]


def test_an_accelerator_that_starts_in_the_middle_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some bounds are then known from before, and the others come from compiled code."""
    pytest.importorskip("numba", reason="the accelerator is an extra: pip install 'routeplan[fast]'")
    monkeypatch.setattr(labels, "MANY", 1)
    net = generated(60, 300, 1, weekly=True)
    requests = [Request(*pair, depart=DEPART, max_transfers=3) for pair in questions(net, 4, 1)]

    def solved(bounds: int) -> list[Result]:
        """With the accelerator after so many bounds."""
        board = Board(net, (), Terms.of(net, requests[0]))
        monkeypatch.setattr(mesh, "WORTHWHILE", bounds * len(board.mesh.steps))
        problems = [Problem(board, request) for request in requests]
        found = [dated.front(problem, Budget()) for problem in problems]
        assert bool(board.mesh.accelerated) == (bounds < 10)
        return found

    expected = solved(1000)
    for bounds in range(1, 10):
        assert solved(bounds) == expected


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_where_nothing_has_departures_a_date_changes_nothing(first: int) -> None:
    """Ties, detours, stopovers and limits on transfers as in searches without dates."""
    for seed in range(first, first + 10):
        rng = Random(seed)
        net = small_network(rng)
        board = board_of(net)
        for request in small_questions(rng, net, 6):
            later = request._replace(depart=DEPART)
            plain, timed = Problem(board, request), Problem(Board(net, (), Terms.of(net, later)), later)
            for by in OBJECTIVES:
                found = dated.k_best(timed, by, 12, Budget())
                assert ways(found) == ways(kbest.k_best(plain, by, 12, Budget())), (seed, request, by)
            assert ways(dated.front(timed, Budget())) == ways(front.front(plain, Budget())), (seed, request)


def ways(result: Result) -> list[tuple[int, tuple[int, ...], tuple[int, int, int]]]:
    assert result.complete
    return [(one.origin, one.lanes, one.vector) for one in result.found]
