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
HOW = ("", ", accelerated", ", destination known", ", both")
TABLES = (
    Table(
        TIME,
        ("places / lanes", "questions", *(f"ms{how}" for how in HOW), "networkx ms", "igraph ms"),
        "Bounds included, but where the destination is known from a question of another origin. In square brackets how "
        "many of the questions networkx and igraph were asked.",
    ),
    Table(
        RATIO,
        ("places / lanes", *(f"than {peer}{how}" for peer in ("networkx", "igraph") for how in HOW)),
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
    compiled: list[float] = []
    known: list[float] = []
    both: list[float] = []
    by_networkx: list[float] = []
    by_igraph: list[float] = []
    for number, pair in enumerate(pairs):
        elsewhere = first[0] if first[0] != pair[1] else first[1], pair[1]
        results = []
        for held_ready, at_once, afterwards in ((board, cold, known), (fast, compiled, both)):
            if held_ready is not None:
                for before, took in ((None, at_once), (elsewhere, afterwards)):
                    forget(held_ready)
                    if before is not None:
                        ground.ask(held_ready, search, before)
                    seconds, result = spent(ground.ask, held_ready, search, pair)
                    took.append(seconds)
                    results.append(result)
        for result in results[1:]:
            same(results[0], result, "the same question asked otherwise")
        costs = [one.vector[0] for one in results[0].found]
        for peer, count, took in ((networkx, plan.networkx, by_networkx), (igraph, plan.igraph, by_igraph)):
            if peer is not None and number < count:
                seconds, found = spent(peer.costs, board.number_of(pair[0]), board.number_of(pair[1]), K)
                took.append(seconds)
                same(costs[: len(found)], found, type(peer).__name__)
    label = size(plan.places, plan.lanes)
    ours, theirs = (cold, compiled, known, both), (by_networkx, by_igraph)
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
