"""The exact front of cost and time against a compiled label-setting search, saferoute's.

The peer shows three itineraries at most, so what is compared are both ends of the front: the cheapest, and the
fastest, each with the least of the other.
"""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.generate import questions
from benchmarks.ground import SEED, Ground, forget, same
from benchmarks.measuring import Part, Table, ms, shown, size, spent, times
from benchmarks.peers import Saferoute, installed
from routeplan.planning import front

TITLE = "Exact fronts of cost and time"
TABLES = (
    Table(
        TITLE,
        (
            "places / lanes",
            "questions",
            "ms",
            "ms, accelerated",
            "saferoute ms",
            "times as long as saferoute",
            "accelerated",
            "the same asked again",
            "itineraries",
        ),
        "Bounds included, on networks without CO2e. saferoute is compiled from Rust; its search is exact where no "
        "tolerance is asked for, and bounds both criteria as routeplan does. It may visit a place twice.",
    ),
)


class Plan(NamedTuple):
    """A size and how many questions are asked."""

    places: int
    lanes: int
    questions: int


PLANS = (Plan(300, 2_000, 21), Plan(3_000, 20_000, 21), Plan(10_000, 100_000, 11))


def measure(plan: Plan) -> Part:
    """One size."""
    ground = Ground(plan.places, plan.lanes, co2e=False)
    first, *pairs = questions(ground.network, plan.questions + 1, SEED)
    plain, fast = ground.plain(), ground.accelerated()
    peer = installed(Saferoute, plain)
    boards = [board for board in (plain, fast) if board is not None]
    for board in boards:
        ground.ask(board, front.front, first)
    cold: list[list[float]] = [[], []]
    known: list[float] = []
    theirs: list[float] = []
    sizes = []
    for pair in pairs:
        for board, took in zip(boards, cold, strict=False):
            forget(board)
            seconds, result = spent(ground.ask, board, front.front, pair)
            took.append(seconds)
        known.append(spent(ground.ask, plain, front.front, pair)[0])
        sizes.append(len(result.found))
        if peer is not None:
            seconds, ends = spent(peer.extremes, plain.number_of(pair[0]), plain.number_of(pair[1]))
            theirs.append(seconds)
            same((result.found[0].vector[:2], result.found[-1].vector[:2]), ends, "saferoute")
    ratios = (times(seconds, theirs) for seconds in (*cold, known))
    row = [size(plan.places, plan.lanes), str(len(pairs)), *map(ms, cold), ms(theirs), *ratios, shown(sizes)]
    seconds_by = {"front of two": cold[0], "front of two, accelerated": cold[1], "front of two, saferoute": theirs}
    return Part(plan.lanes, {TITLE: [row]}, seconds_by, {})
