"""The exact front of cost, time and CO2e, without dates and over weekly timetables.

No package of the index gives exact fronts of three criteria, or any over timetables. Without dates the peer is the
search that is published for them, compiled; with dates what is compared is the best by one criterion, which another
search finds, and Python with the accelerator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.generate import questions
from benchmarks.ground import SEED, Ground, forget, same
from benchmarks.measuring import Part, Table, ms, shown, size, spent, times
from benchmarks.peers import installed
from routeplan.planning import dated, front, kbest
from routeplan.planning.board import Board
from routeplan.planning.budget import Budget
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem

if TYPE_CHECKING:
    from benchmarks.namoa import Namoa

UNDATED, DATED = "Exact fronts of three criteria", "Exact fronts of three criteria over weekly timetables"
ARRIVAL = "Exact fronts of cost and arrival over weekly timetables"
HEAD = (
    "places / lanes",
    "questions",
    "ms",
    "ms, destination known",
    "ms, accelerated",
    "ms, destination known",
    "itineraries",
)
PEER = "NAMOA*dr ms", "times as long as NAMOA*dr", "accelerated"
TABLES = (
    Table(
        UNDATED,
        (*HEAD, *PEER),
        "Bounds included, and where they are known from a question of another origin. NAMOA*dr is the label-setting "
        "search with bounds of which codes in C++ are published; none can be installed by pip, so it stands in "
        "`namoa.py`, compiled by numba. It finds its bounds anew for each question.",
    ),
    Table(DATED, HEAD),
    Table(ARRIVAL, HEAD, "On networks without CO2e."),
)


class Plan(NamedTuple):
    """A size, how many questions are asked, and how many with a date."""

    places: int
    lanes: int
    questions: int
    dated: int


PLANS = (
    Plan(300, 2_000, 21, 21),
    Plan(3_000, 20_000, 21, 21),
    Plan(10_000, 100_000, 11, 11),
    Plan(100_000, 1_000_000, 3, 0),
)


def fastest(problem: Problem, budget: Budget) -> Result:
    """The fastest over timetables."""
    return dated.k_best(problem, "time", 1, budget)


def cheapest(problem: Problem, budget: Budget) -> Result:
    """The cheapest without dates."""
    return kbest.k_best(problem, "cost", 1, budget)


def measure(plan: Plan) -> Part:
    """One size."""
    row, seconds = _measure(plan, plan.questions, weekly=False)
    rows = {UNDATED: [row]}
    if plan.dated:
        for title, co2e in ((DATED, True), (ARRIVAL, False)):
            row, more = _measure(plan, plan.dated, weekly=True, co2e=co2e)
            rows[title] = [row]
            seconds |= more
    return Part(plan.lanes, rows, seconds, {})


def _measure(plan: Plan, count: int, *, weekly: bool, co2e: bool = True) -> tuple[list[str], dict[str, list[float]]]:
    """The row of one kind, and what it took."""
    ground = Ground(plan.places, plan.lanes, weekly=weekly, co2e=co2e)
    search, other, criterion = (dated.front, fastest, 1) if weekly else (front.front, cheapest, 0)
    first, *pairs = questions(ground.network, count + 1, SEED)
    boards = [board for board in (ground.plain(), ground.accelerated()) if board is not None]
    for board in boards:
        ground.ask(board, search, first)
    peer = None if weekly else installed(_namoa, boards[0])
    took: list[list[float]] = [[], [], [], []]
    theirs: list[float] = []
    sizes = []
    for pair, before in zip(pairs, (first, *pairs), strict=False):
        elsewhere = next(place for place in (*before, *first) if place not in pair)
        results = []
        for i, board in enumerate(boards):
            for known in (False, True):
                forget(board)
                if known:
                    ground.ask(board, search, (elsewhere, pair[1]))
                seconds, result = spent(ground.ask, board, search, pair)
                took[2 * i + known].append(seconds)
                results.append(result)
        for result in results[1:]:
            same(results[0], result, "the same question asked otherwise")
        best = ground.ask(boards[0], other, pair).found[0].vector[criterion]
        same(min(one.vector[criterion] for one in results[0].found), best, "the best by one criterion")
        sizes.append(len(results[0].found))
        if peer is not None:
            seconds, vectors = spent(peer.front, boards[0].number_of(pair[0]), boards[0].number_of(pair[1]))
            theirs.append(seconds)
            same({one.vector for one in results[0].found}, vectors, "NAMOA*dr")
    row = [size(plan.places, plan.lanes), str(len(pairs)), *map(ms, took), shown(sizes)]
    if not weekly:
        row += [ms(theirs), times(took[0], theirs), times(took[2], theirs)]
    name = ("dated front" if co2e else "dated front of two") if weekly else "front"
    return row, {name: took[0], f"{name}, accelerated": took[2]} | ({} if weekly else {"front, NAMOA*dr": theirs})


def _namoa(board: Board) -> Namoa:
    """Raises ImportError without numba."""
    from benchmarks.namoa import Namoa

    peer = Namoa(board)
    peer.front(0, 1)  # which compiles it
    return peer
