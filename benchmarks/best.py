"""Ten best loopless itineraries by cost, against networkx and igraph, which give the same costs."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from benchmarks.generate import questions
from benchmarks.ground import SEED, Ground, forget, same
from benchmarks.measuring import Part, Table, figure, held_mb, ms, size, spent, times
from benchmarks.peers import Igraph, Networkx, installed
from routeplan.planning import kbest
from routeplan.planning.budget import Budget
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem

K = 10
TIME, RATIO, MEMORY = "Ten best by cost: time", "Ten best by cost: how many times faster", "Memory held"
TABLES = (
    Table(
        TIME,
        ("places / lanes", "questions", "ms", "ms, accelerated", "ms, destination known", "networkx ms", "igraph ms"),
        "Bounds included, but where the destination is known from a question of another origin. In square brackets how "
        "many of the questions networkx and igraph were asked.",
    ),
    Table(
        RATIO,
        (
            "places / lanes",
            "than networkx",
            "accelerated",
            "destination known",
            "than igraph",
            "accelerated",
            "destination known",
        ),
    ),
    Table(
        MEMORY,
        ("places / lanes", "network", "board", "first question", "accelerator", "networkx graph", "igraph graph"),
        "MB that each adds to the process. The board is the network priced for one load; what the first question "
        "leaves behind is kept for the next ones; the accelerator brings numba and here a board of its own.",
    ),
)


class Plan(NamedTuple):
    """A size and how many questions are asked, and how many of them are put to the peers."""

    places: int
    lanes: int
    questions: int
    networkx: int
    igraph: int


PLANS = (
    Plan(300, 2_000, 21, 21, 21),
    Plan(3_000, 20_000, 21, 21, 21),
    Plan(10_000, 100_000, 11, 11, 11),
    Plan(100_000, 1_000_000, 5, 2, 2),
)


def search(problem: Problem, budget: Budget) -> Result:
    """The ten best by cost."""
    return kbest.k_best(problem, "cost", K, budget)


def measure(plan: Plan) -> Part:
    """One size: each question to one after the other."""
    held = [held_mb()]
    ground = Ground(plan.places, plan.lanes)
    first, *pairs = questions(ground.network, plan.questions + 1, SEED)
    held.append(held_mb())
    making, board = spent(ground.plain)
    held.append(held_mb())
    ground.ask(board, search, first)
    held.append(held_mb())
    fast = ground.accelerated()
    if fast is not None:
        ground.ask(fast, search, first)
    held.append(held_mb())
    networkx = Networkx(board)
    held.append(held_mb())
    igraph = installed(Igraph, board)
    held.append(held_mb())

    cold: list[float] = []
    known: list[float] = []
    compiled: list[float] = []
    by_networkx: list[float] = []
    by_igraph: list[float] = []
    for number, pair in enumerate(pairs):
        forget(board)
        seconds, result = spent(ground.ask, board, search, pair)
        cold.append(seconds)
        forget(board)
        ground.ask(board, search, (first[0] if first[0] != pair[1] else first[1], pair[1]))
        known.append(spent(ground.ask, board, search, pair)[0])
        if fast is not None:
            forget(fast)
            seconds, accelerated = spent(ground.ask, fast, search, pair)
            compiled.append(seconds)
            same(result, accelerated, "the accelerator")
        costs = [one.vector[0] for one in result.found]
        for peer, count, took in ((networkx, plan.networkx, by_networkx), (igraph, plan.igraph, by_igraph)):
            if peer is not None and number < count:
                seconds, found = spent(peer.costs, board.number_of(pair[0]), board.number_of(pair[1]), K)
                took.append(seconds)
                same(costs[: len(found)], found, type(peer).__name__)
    label = size(plan.places, plan.lanes)
    ours, theirs = (cold, compiled, known), (by_networkx, by_igraph)
    added = [more - before for before, more in pairwise(held)]
    return Part(
        plan.lanes,
        {
            TIME: [[label, str(len(pairs)), *map(ms, ours), *(f"{ms(took)} [{len(took)}]" for took in theirs)]],
            RATIO: [[label, *(times(took, seconds) for took in theirs for seconds in ours)]],
            MEMORY: [[label, *(figure(mb) for mb in added)]],
        },
        {
            "board": [making],
            "ten best": cold,
            "ten best, accelerated": compiled,
            "ten best, networkx": by_networkx,
            "ten best, igraph": by_igraph,
        },
        dict(
            zip(
                ("network", "board", "first question", "accelerator", "networkx graph", "igraph graph"),
                ([mb] for mb in added),
                strict=True,
            )
        ),
    )
