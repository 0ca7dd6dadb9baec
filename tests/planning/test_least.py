"""The best by each criterion and by a weighted sum over timetables: those of the whole front."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

import routeplan
from benchmarks.generate import network, questions
from routeplan.asking import select_scenarios
from routeplan.planning import dated
from routeplan.planning.board import Board, Boards, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.found import Result, Vector
from routeplan.planning.problem import Problem
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import Request
from routeplan.question import request_from_options
from tests.helpers import options_of, read
from tests.oracle.brute_force import BruteForce
from tests.oracle.random_networks import Case, dump, random_case
from tests.worked.case import ask
from tests.worked.case import network as worked

DEPART = 20_789 * 1440
WEIGHTS = (1, 0, 0), (1, 7, 0), (3, 1, 2), (10, 30, 1), (1, 0, 5), (1_000_003, 999, 17)


def weighed(vector: Vector, weights: Vector) -> int:
    return sum(weight * figure for weight, figure in zip(weights, vector, strict=True))


def least(result: Result, weights: Vector) -> list[int]:
    """The least sum, cents, minutes and grams; nothing without an itinerary."""
    assert result.complete
    vectors = [one.vector for one in result.found]
    return [min(weighed(one, by) for one in vectors) for by in ((1, 0, 0), (0, 1, 0), (0, 0, 1), weights) if vectors]


def problem_of(case: Case) -> Problem:
    """The question of a case on its board."""
    record = routeplan.read_network_text(dump(case.network)).record
    options = options_of(case.query)
    choice = [options.pop(name, ()) for name in ("with_", "without")]
    request = request_from_options(record, options)
    return Problem(Boards(record, select_scenarios(record, *choice)).of(request), request)


@pytest.mark.parametrize("first", range(9_000, 9_160, 40))
def test_they_are_the_least_of_all_itineraries(first: int) -> None:
    """Of those a brute force finds on random networks, under random conditions."""
    assert sum(_is_least_of_all(seed) for seed in range(first, first + 40)) >= 5


def _is_least_of_all(seed: int) -> bool:
    """Whether there was anything to compare."""
    case = random_case(seed)
    problem = problem_of(case)
    request = problem.request
    if request.depart is None or request.depart_until is not None or request.arrive_by is not None:
        return False
    weights = Random(seed).choice(WEIGHTS)
    result = dated.bests(problem, weights, Budget())
    vectors = [one.vector for one in BruteForce(case.network, case.query).found]
    assert bool(result.found) == bool(vectors)
    if vectors:
        assert least(result, weights)[3] == min(weighed(vector, weights) for vector in vectors)
        assert least(result, weights)[:3] == [min(vector[i] for vector in vectors) for i in range(3)]
        for one in result.found:
            assert rebuild(problem, one).cost_cents == one.vector[0]  # which checks all figures
    return bool(vectors)


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_they_are_the_least_of_the_front(seed: int, weights: Vector) -> None:
    net = network(120, 700, seed, weekly=True)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    for origin, destination in questions(net, 4, seed):
        for conditions in ({}, {"max_transfers": 4}, {"via": ("P7",)}, {"max_wait_min": 9 * 1440}):
            problem = Problem(board, Request(origin, destination, depart=DEPART, **conditions))
            front = dated.front(problem, Budget())
            assert least(dated.bests(problem, weights, Budget()), weights) == least(front, weights)


def test_at_the_limit_what_is_known_is_said_to_be_partial() -> None:
    net = network(120, 700, 11, weekly=True)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=DEPART)))
    (origin, destination), *_ = questions(net, 1, 11)
    problem = Problem(board, Request(origin, destination, depart=DEPART))
    plenty = Budget()
    whole = dated.bests(problem, (1, 9, 1), plenty)
    needed = plenty.labels - plenty.left
    assert dated.bests(problem, (1, 9, 1), Budget(needed)) == whole
    for labels in range(needed):
        part = dated.bests(problem, (1, 9, 1), Budget(labels))
        assert not part.complete
        assert set(part.found) <= set(whole.found)


def best(text: str, ends: str, weights: Vector, **options: Any) -> list[str]:
    """The lanes of the least weighted sum."""
    record = read(text).record
    request = request_from_options(record, ask(ends, depart="2026-12-02", **options))
    problem = Problem(Boards(record, ()).of(request), request)
    result = dated.bests(problem, weights, Budget())
    assert result.complete
    one = min(result.found, key=lambda one: weighed(one.vector, weights))
    return [problem.board.lane_ids[lane] for lane in one.lanes]


TRAIN = "train H>Z rail 2h, rate: 100 USD, departures: {dates: [2026-12-03T12:00]}"


@pytest.mark.parametrize(
    ("earlier", "weights", "first"),
    [
        ("rate: 9.70 USD, co2e: 2 g/tkm", (1, 1, 2), "later"),
        ("rate: 9.50 USD, co2e: 2 g/tkm", (1, 1, 2), "truck"),
        ("rate: 10.10 USD, co2e: 0 g/tkm", (3, 1, 1), "later"),
        ("rate: 10.05 USD, co2e: 0 g/tkm", (3, 1, 1), "truck"),
    ],
)
def test_who_comes_later_meets_the_same_train(earlier: str, weights: Vector, first: str) -> None:
    """20 tonnes over a kilometre: 20 g more or less, for 30 or 50 cents less, or for 10 or 5 cents more."""
    text = worked(
        "A CN\nH CN\nZ CN",
        f"""
        truck A>H road 2h, distance: 1 km, {earlier}
        later A>H rail 9h, distance: 1 km, rate: 10 USD, co2e: 1 g/tkm
        {TRAIN}
        """,
    )
    assert best(text, "A>Z", weights) == [first, "train"]


@pytest.mark.parametrize(("cents", "first"), [(1, "m2"), (500, "m1")])
def test_time_counts_from_where_the_journey_begins(cents: int, first: str) -> None:
    """Midnight in Spain is seven hours after midnight in China, and both meet the same train, for a cent more."""
    text = worked(
        "G CN\nM1 CN part_of: G\nM2 ES part_of: G\nH CN\nZ CN",
        f"""
        m1 M1>H road 1h, rate: 1.00 USD
        m2 M2>H road 2h, rate: 1.01 USD
        {TRAIN}
        """,
    )
    assert best(text, "G>Z", (cents, 1, 0)) == [first, "train"]


@pytest.mark.parametrize(
    ("more", "lanes"),
    [
        ("", ["ah", "hz"]),
        ("az A>Z sea 2h, rate: 501 USD", ["az"]),
        ("az A>Z sea 2h, rate: 503 USD", ["ah", "hz"]),
        ("ax A>X road 3h, rate: 499 USD", ["ax", "xh", "hz"]),
        ("ax A>X road 3h, rate: 501 USD", ["ah", "hz"]),
    ],
)
@pytest.mark.parametrize("max_transfers", [None, 3])
def test_going_round_to_change_trucks_is_no_way(more: str, lanes: list[str], max_transfers: int | None) -> None:
    """At H a change from rail to road costs 500 USD; by way of X, and through H again, it would cost nothing."""
    text = worked(
        "A CN\nH CN handling: {rail>road: {cost: 500 USD}}\nX CN\nZ CN",
        f"""
        ah A>H rail 1h, rate: 1 USD
        hx H>X rail 1h, rate: 1 USD
        xh X>H road 1h, rate: 1 USD
        hz H>Z road 1h, rate: 1 USD
        {more}
        """,
    )
    assert best(text, "A>Z", (1, 0, 0), max_transfers=max_transfers) == lanes


@pytest.mark.parametrize(("rate", "first"), [(9, "truck"), (11, "later")])
@pytest.mark.parametrize(("weights", "more"), [((1, 0, 0), ""), ((10, 1, 0), "slow A>Z barge 58h, rate: 129 USD")])
def test_who_comes_a_day_earlier_pays_for_its_storage(rate: int, first: str, weights: Vector, more: str) -> None:
    text = worked(
        "A CN\nH CN storage: {free: 0h, rate: 10 USD/container/day}\nZ CN",
        f"""
        truck A>H road 2h, rate: {rate} USD
        later A>H rail 20h, rate: 20 USD
        {TRAIN}
        {more}
        """,
    )
    assert best(text, "A>Z", weights) == [first, "train"]


@pytest.mark.parametrize(("weights", "more"), [((1, 0, 0), ""), ((1, 1, 0), "slow A>Z barge 34h, rate: 119.50 USD")])
def test_who_comes_too_early_finds_no_way_on(weights: Vector, more: str) -> None:
    """It may not wait for the truck of the next day, and the ship is too dear; two hours for half a dollar are too."""
    text = worked(
        "A CN\nH CN\nZ CN",
        f"""
        earlier A>H road 2h, rate: 1 USD
        later A>H rail 30h, rate: 20 USD
        truck H>Z road 2h, rate: 100 USD, valid: {{from: 2026-12-03}}
        ship H>Z sea 2h, rate: 200 USD
        {more}
        """,
    )
    assert best(text, "A>Z", weights, max_wait="30h") == ["later", "truck"]


@pytest.mark.parametrize(("rate", "first"), [(70, "later"), (72, "truck")])
@pytest.mark.parametrize(("weights", "more"), [((1, 0, 0), ""), ((10, 1, 0), "slow A>Z barge 15d, rate: 77 USD")])
def test_who_comes_earlier_cannot_wait_as_long(rate: int, first: str, weights: Vector, more: str) -> None:
    """It may not wait at H until the second train, and pays for a week more at K."""
    text = worked(
        "A CN\nH CN\nK CN storage: {free: 0h, rate: 3 USD/container/day}\nZ CN",
        f"""
        truck A>H road 2h, rate: 50 USD
        later A>H rail 4d 13h, rate: {rate} USD
        train H>K rail 2h, rate: 1 USD, departures: {{days: [sun], time: "12:00"}}
        ship K>Z sea 2h, rate: 1 USD, departures: {{every: 9d, starting: 2026-12-06T12:00}}
        direct A>Z road 2h, rate: 99 USD
        {more}
        """,
    )
    assert best(text, "A>Z", weights, max_wait="10d") == [first, "train", "ship"]


@pytest.mark.parametrize(("max_transfers", "lanes"), [(2, ["ah", "hy", "yz"]), (3, ["ax", "xh", "hy", "yz"])])
def test_who_comes_cheaper_has_no_transfers_left(max_transfers: int, lanes: list[str]) -> None:
    text = worked(
        "A CN\nH CN\nX CN\nY CN\nZ CN",
        """
        ax A>X road 1h, rate: 1 USD
        xh X>H road 1h, rate: 1 USD
        ah A>H road 3h, rate: 9 USD
        hy H>Y road 1h, rate: 1 USD
        yz Y>Z road 1h, rate: 1 USD
        """,
    )
    assert best(text, "A>Z", (1, 0, 0), max_transfers=max_transfers) == lanes


def test_going_round_to_wait_for_nothing_does_not_go_on_for_ever() -> None:
    """Where storage is priced ahead and costs nothing meanwhile, circles are no dearer than going straight."""
    problem = problem_of(random_case(500_268))
    front = dated.front(problem, Budget(5_000))
    assert least(dated.bests(problem, (1, 0, 0), Budget(5_000)), (1, 0, 0)) == least(front, (1, 0, 0))
