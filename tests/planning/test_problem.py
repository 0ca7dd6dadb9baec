"""Bounds from both ends of a question agree."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.generate import network, questions
from routeplan.errors import UsageError
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.find import k_best
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request
from tests.helpers import read
from tests.worked.case import network as worked


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_least_is_the_same_forwards_and_backwards(seed: int) -> None:
    net = network(60, 300, seed)
    board = Board(net, (), Terms.of(net, Request("P0", "P1")))
    for origin, destination in questions(net, 5, seed):
        problem = Problem(board, Request(origin, destination))
        for criterion in range(3):
            backwards = [problem.to_go(criterion)[state] for state, _, _ in problem.starts]
            so_far = problem.from_start(criterion)
            forwards = [
                before + end[criterion] for state, end in problem.ends.items() if (before := so_far[state]) is not None
            ]
            assert backwards == [min(forwards)]


@pytest.mark.parametrize("depart", [None, 20_789 * 1440])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stopovers_strike_out_what_does_not_meet_them(seed: int, depart: int | None) -> None:
    """What meets them is what remains of all itineraries when those that do not are struck out."""
    net = network(14, 34, seed, weekly=depart is not None)
    lanes = {id: lane._replace(tags=("green",) if i % 5 == 0 else ()) for i, (id, lane) in enumerate(net.lanes.items())}
    net = net._replace(lanes=lanes)
    board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=depart)))
    for origin, destination in questions(net, 3, seed):
        asked = Request(origin, destination, depart=depart)
        every = found(board, asked)
        middle = sorted({lane for _, ids in every for lane in ids[1:]})[:3]
        for via in ((), (origin,), *((lanes[lane].from_place,) for lane in middle), ("P3", "P5")):
            for ride in ((), *((lane,) for lane in middle)):
                for prefer in ((), ("green",)):
                    assert found(board, asked._replace(via=via, ride=ride, prefer=prefer)) == [
                        one
                        for one in every
                        if {origin, *(lanes[id].to_place for id in one[1])}.issuperset(via)
                        and set(one[1]).issuperset(ride)
                        and all(any(tag in lanes[id].tags for id in one[1]) for tag in prefer)
                    ]


def test_eight_stopovers_at_most() -> None:
    net = network(14, 34, 1)
    board = Board(net, (), Terms.of(net, Request("P0", "P1")))
    asked = Request("P0", "P1", via=("P2", "P3", "P4", "P5"), prefer=("green", "fast"), ride=tuple(net.lanes)[:2])
    assert found(board, asked) == []
    more: list[dict[str, Any]] = [
        {"via": (*asked.via, "P6")},
        {"prefer": ("a", "b", "c")},
        {"ride": tuple(net.lanes)[:3]},
    ]
    for one in more:
        with pytest.raises(UsageError, match="more than 8 places to go through"):
            Problem(board, asked._replace(**one))


GROUPS = worked(
    """
    A CN part_of: Near
    Near CN
    Far CN handling: {rail>destination: {cost: 500 USD}}
    Town CN part_of: Far
    """,
    """
    train A>Far rail 1d, rate: 100 USD
    truck Far>Town road 1d, rate: 100 USD
    back Town>Far road 1d, rate: 1 USD
    """,
)


@pytest.mark.parametrize(("origin", "destination"), [("A", "Near"), ("Near", "A"), ("Town", "Far")])
def test_ends_that_share_a_place_are_refused(origin: str, destination: str) -> None:
    net, asked = read(GROUPS).record, Request(origin, destination)
    with pytest.raises(UsageError, match=f"share a place: {origin}, {destination}"):
        Problem(Board(net, (), Terms.of(net, asked)), asked)


@pytest.mark.parametrize("when", [{}, {"depart": "2026-12-01"}])
@pytest.mark.parametrize(
    ("destination", "dear", "ways"),
    [
        ("Far", True, [["train", "truck"], ["train"]]),
        ("Far", False, [["train"], ["train", "truck"]]),
        ("Town", False, [["train", "truck"]]),
    ],
)
def test_a_way_to_one_place_of_a_group_may_lead_past_another(
    destination: str, dear: bool, ways: list[list[str]], when: dict[str, str]
) -> None:
    """Far holds the town and is a place itself: delivering from there may cost more than the truck to town."""
    text = GROUPS if dear else GROUPS.replace("500 USD", "0 USD")
    for by in ("cost", "co2e"):
        found = read(text).find("A", destination, by=by, **when)
        assert [[leg.lane.id for leg in one.legs] for one in found] == ways


@pytest.mark.parametrize(
    ("due", "ways"), [("05:59", []), ("06:00", ["m1"]), ("12:59", ["m1"]), ("13:00", ["m1", "m2"])]
)
def test_a_deadline_leaves_each_origin_the_time_from_its_own_midnight(due: str, ways: list[str]) -> None:
    """Midnight in Spain is seven hours after midnight in China, and both are thirty hours away."""
    text = worked(
        "G CN\nM1 CN part_of: G\nM2 ES part_of: G\nH CN\nZ CN",
        """
        m1 M1>H road 1h, rate: 1 USD
        m2 M2>H road 1h, rate: 5 USD
        hz H>Z road 29h, rate: 1 USD
        """,
    )
    found = read(text).find("G", "Z", by="cost", depart="2026-12-02", deadline=f"2026-12-03T{due}")
    assert [one.legs[0].lane.id for one in found] == ways


@pytest.mark.parametrize("by", ["cost", "co2e"])
@pytest.mark.parametrize(("due", "ways"), [("2026-12-11T00:00", ["sa", "at"]), ("2026-12-10T23:59", ["st"])])
def test_with_a_deadline_what_is_slow_may_still_be_best(by: str, due: str, ways: list[str]) -> None:
    """Ten days for two dollars, handling that emits much at the end included, against one day for five."""
    text = worked(
        "S CN\nA CN\nT CN handling: {rail>destination: {co2e: 30 kg/shipment}, road>destination: {co2e: 50 kg/shipment}}",
        """
        sa S>A rail 5d, rate: 1 USD
        at A>T rail 5d, rate: 1 USD
        st S>T road 1d, rate: 5 USD
        """,
    )
    first = read(text).find("S", "T", by=by, top=1, depart="2026-12-01", deadline=due)[0]
    assert [leg.lane.id for leg in first.legs] == ways


def found(board: Board, request: Request) -> list[tuple[tuple[int, int, int], tuple[str, ...]]]:
    """Every itinerary by cost, as its figures and lanes."""
    result = k_best(Problem(board, request), "cost", 10_000, Budget())
    assert result.complete
    return [(one.vector, tuple(board.lane_ids[lane] for lane in one.lanes)) for one in result.found]
