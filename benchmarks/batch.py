"""Ten best for many questions over few destinations, which share bounds; against igraph, and over two processes."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from benchmarks.best import K, search
from benchmarks.ground import SEED, Ground, forget, same
from benchmarks.measuring import Part, Table, figure, peak_mb, shown, size, spent, times
from benchmarks.peers import Igraph, installed
from routeplan.planning.board import Board
from routeplan.planning.found import Result

RATE, MEMORY, TWO = "Batch: questions a second and core", "Batch: memory", "Batch: two processes"
TABLES = (
    Table(
        RATE,
        (
            "places / lanes",
            "questions",
            "destinations",
            "a second",
            "by destination",
            "accelerated",
            "by destination",
            "igraph, a second",
            "times faster than igraph",
            "accelerated",
        ),
        "Ten best by cost, sorted by destination, bounds included: of all questions, and the median of destinations. "
        "igraph is asked one of the questions of some destinations, in turns with all of that destination.",
    ),
    Table(
        MEMORY,
        ("places / lanes", "before", "after 1,000 questions", "after all"),
        "The most MB that the process had held by then, in Python alone.",
    ),
    Table(
        TWO,
        ("places / lanes", "one process, s", "two, s", "times faster", "in time of the processor", "load before"),
        "On the wall; whichever worker is free takes the next destination, as in `batch --jobs`. Where the load of the "
        "two cores was more than 1 before, other work kept the second process waiting: then see the ratio of the time "
        "of the processor that one process took to that of the slower of two.",
    ),
)

Pair = tuple[str, str]
Group = Sequence[Pair]
"""Questions about one destination."""

_at_hand: list[tuple[Ground, Board]] = []
"""In a worker, what it was forked with."""


class Plan(NamedTuple):
    """A size; destinations and questions; destinations at which igraph is asked, and of the run over processes."""

    places: int
    lanes: int
    destinations: int
    questions: int
    igraph: int
    forked: int


PLANS = (
    Plan(300, 2_000, 30, 3_000, 21, 30),
    Plan(3_000, 20_000, 300, 10_000, 21, 100),
    Plan(10_000, 100_000, 100, 3_300, 7, 34),
    Plan(100_000, 1_000_000, 4, 132, 0, 0),
)
FIRST = 1_000
TURNS = 7


def measure(plan: Plan) -> Part:
    """One size."""
    ground = Ground(plan.places, plan.lanes)
    board = ground.plain()
    groups = _groups(ground, plan)
    ground.ask(board, search, groups[0][0])
    label = size(plan.places, plan.lanes)
    rows = {}
    took, peaks = _all(ground, board, groups)
    if len(peaks) == 3:
        rows[MEMORY] = [[label, *map(figure, peaks)]]
    if plan.forked:
        rows[TWO] = [[label, *_two_processes(ground, board, groups[: plan.forked])]]
    fast = ground.accelerated()
    took_fast: list[float] = []
    if fast is not None:
        ground.ask(fast, search, groups[0][0])
        took_fast, _ = _all(ground, fast, groups)
    each, each_fast, igraph = _in_turns(ground, board, fast, groups[: plan.igraph])
    rows[RATE] = [
        [
            label,
            f"{sum(map(len, groups)):,}",
            str(len(groups)),
            *_rates(groups, took),
            *_rates(groups, took_fast),
            shown([1 / seconds for seconds in igraph]),
            times(igraph, each),
            times(igraph, each_fast),
        ]
    ]
    seconds_by = {"batch, a question": took, "batch, a question, accelerated": took_fast}
    return Part(
        plan.lanes,
        rows,
        {
            name: [s / len(group) for group, s in zip(groups, all_of_it, strict=False)]
            for name, all_of_it in seconds_by.items()
        },
        {},
    )


def _groups(ground: Ground, plan: Plan) -> Sequence[Group]:
    """So many questions, by destination."""
    rng = random.Random(SEED)
    places = list(ground.network.places)
    destinations = rng.sample(places, plan.destinations)
    groups: list[list[Pair]] = [[] for _ in destinations]
    for number in range(plan.questions):
        destination = destinations[number % len(destinations)]
        origin = rng.choice(places)
        while origin == destination:
            origin = rng.choice(places)
        groups[number % len(destinations)].append((origin, destination))
    return groups


def _answers(ground: Ground, board: Board, group: Group) -> list[Result]:
    """The answers to the questions of a group, none of whose bounds are known."""
    forget(board)
    return [ground.ask(board, search, pair) for pair in group]


def _all(ground: Ground, board: Board, groups: Sequence[Group]) -> tuple[list[float], list[float]]:
    """Seconds of each group, and the peaks of memory before, after the first thousand and after all."""
    seconds, peaks, asked = [], [peak_mb()], 0
    for group in groups:
        seconds.append(spent(_answers, ground, board, group)[0])
        if asked < FIRST <= asked + len(group):
            peaks.append(peak_mb())
        asked += len(group)
    return seconds, [*peaks, peak_mb()]


def _rates(groups: Sequence[Group], seconds: Sequence[float]) -> tuple[str, str]:
    """Questions a second of all groups, and the median of single ones."""
    rates = [len(group) / took for group, took in zip(groups, seconds, strict=False)]
    return shown([sum(map(len, groups)) / sum(seconds)] if seconds else []), shown(rates)


def _in_turns(
    ground: Ground, board: Board, fast: Board | None, groups: Sequence[Group]
) -> tuple[list[float], list[float], list[float]]:
    """Seconds a question over each group, the same accelerated, and of igraph for the last question of the group."""
    each: list[float] = []
    each_fast: list[float] = []
    theirs: list[float] = []
    peer = installed(Igraph, board) if groups else None
    for group in groups:
        seconds, results = spent(_answers, ground, board, group)
        each.append(seconds / len(group))
        if fast is not None:
            seconds, accelerated = spent(_answers, ground, fast, group)
            each_fast.append(seconds / len(group))
            same(results, accelerated, "the accelerator")
        if peer is not None:
            origin, destination = (board.number_of(place) for place in group[-1])
            seconds, costs = spent(peer.costs, origin, destination, K)
            theirs.append(seconds)
            same([one.vector[0] for one in results[-1].found][: len(costs)], costs, "igraph")
    return each, each_fast, theirs


def _two_processes(ground: Ground, board: Board, groups: Sequence[Group]) -> list[str]:
    """Seconds on the wall of one worker and of two, how many times faster two are, and how busy the machine was."""
    load = os.getloadavg()[0]
    runs = []
    for _ in range(TURNS):
        alone, both = _forked(ground, board, groups, 1), _forked(ground, board, groups, 2)
        same(sorted(alone.costs), sorted(both.costs), "two processes")
        runs.append((alone, both))
    walls = [[run[i].wall for run in runs] for i in (0, 1)]
    longest = [[max(run[i].busy) for run in runs] for i in (0, 1)]
    return [*map(shown, walls), times(*walls), times(*longest), f"{load:.1f}"]


class Forked(NamedTuple):
    """What workers did: seconds on the wall, of the processor by worker, and the costs they found."""

    wall: float
    busy: list[float]
    costs: list[int]


def _forked(ground: Ground, board: Board, groups: Sequence[Group], workers: int) -> Forked:
    """So many workers side by side, each taking one group after another."""
    start = time.perf_counter()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(ground, board)) as pool:
        done = list(pool.map(_costs, groups))
    wall = time.perf_counter() - start
    busy = {worker: seconds for worker, seconds, _ in done}  # of each its last word
    return Forked(wall, [*busy.values()], [cost for _, _, costs in done for cost in costs])


def _begin(ground: Ground, board: Board) -> None:
    _at_hand.append((ground, board))


def _costs(group: Group) -> tuple[int, float, list[int]]:
    """The worker, its seconds of the processor since it began, and the costs found."""
    ground, board = _at_hand[0]
    costs = [one.vector[0] for result in _answers(ground, board, group) for one in result.found]
    return os.getpid(), time.process_time(), costs
