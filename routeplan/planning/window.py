"""A departure window: how time and cost of each lane sequence move with the day the goods are ready.

Every day of the window is asked on its own (see `sequences`), then every lane sequence found on some day is scheduled
for all days. An itinerary shown is the one of its best day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplan.network.model import LocalMinute
from routeplan.planning.board import Boards
from routeplan.planning.budget import Budget
from routeplan.planning.clock import DAY_MIN
from routeplan.planning.found import Found
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import LABELS, extremes, labelled
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.planning.schedules import best_schedule
from routeplan.planning.sequences import Undated, dated

if TYPE_CHECKING:
    from routeplan.planning.find import Plan


class Day(NamedTuple):
    """Ready at this local moment at the origin: delivered after so many minutes for so many cents."""

    ready: LocalMinute
    time_min: int
    cost_cents: int


class Range(NamedTuple):
    """The best, the median (the lower one of two) and the worst day's minutes or cents."""

    best: int
    median: int
    worst: int


class Window(NamedTuple):
    """One lane sequence over the window. `days`: those on which it can be ridden; `of`: all days asked."""

    of: int
    days: tuple[Day, ...]
    best_ready: LocalMinute
    time: Range
    cost: Range


def days_of(request: Request) -> range:
    """The ready times of a window: its first moment, and the same a day later until it ends."""
    assert request.depart is not None
    assert request.depart_until is not None
    return range(request.depart, request.depart_until + 1, DAY_MIN)


def search(boards: Boards, request: Request, budget: Budget) -> Plan:
    """The best lane sequences of the window, each on its best day, as `find` takes them."""
    from routeplan.planning.find import Plan, order_of, tariff_of

    board = boards.of(request)
    tariff = tariff_of(boards.network, board, request)
    better = order_of(request.by, tariff)
    days = days_of(request)
    problems = {day: Problem(board, request._replace(depart=day, depart_until=None)) for day in days}
    undated = Undated(boards, request, budget)
    sequences, complete = dated(problems.values(), request, budget)
    number = {id: i for i, id in enumerate(board.lane_ids)}
    best: list[tuple[Any, LocalMinute, Found, Window]] = []
    for origin, lane_ids in {**undated.sequences, **sequences}:
        if not all(id in number for id in lane_ids):
            continue
        lanes = tuple(number[id] for id in lane_ids)
        found = {day: best_schedule(problem, origin, lanes, better) for day, problem in problems.items()}
        served = {day: one for day, one in found.items() if one is not None}
        if served:
            ready = min(served, key=lambda day: (better(served[day].vector), day))
            best.append((better(served[ready].vector), ready, served[ready], _window(served, ready, len(days))))
    best.sort(key=lambda row: (row[0], row[1], len(row[2].lanes), row[2].lanes))
    top = [best[i] for i in first_shown(request, [one for _, _, one, _ in best])]
    itineraries = labelled(
        [rebuild(problems[ready], one)._replace(window=window) for _, ready, one, window in top],
        tariff,
        labels_of(request, [one for _, _, one, _ in best]),
    )
    return Plan(board, problems[days[0]], tariff, itineraries, len(best), complete and undated.complete)


def _window(served: dict[LocalMinute, Found], ready: LocalMinute, of: int) -> Window:
    days = tuple(Day(day, one.vector[1], one.vector[0]) for day, one in served.items())
    return Window(of, days, ready, _range([day.time_min for day in days]), _range([day.cost_cents for day in days]))


def _range(values: Sequence[int]) -> Range:
    ordered = sorted(values)
    return Range(ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1])


def first_shown(request: Request, found: Sequence[Found]) -> list[int]:
    """Which of these, in order, are shown: the first k; in the balanced order the labelled ones as well."""
    best = set(extremes(found)) if found and request.by not in OBJECTIVES else set()
    return [i for i, one in enumerate(found) if i < request.top or one in best]


def labels_of(request: Request, found: Sequence[Found]) -> list[tuple[str, Any]]:
    """Which figures earn which label among these."""
    if not found:
        return []
    earned = list(zip(LABELS, extremes(found), strict=True))
    if request.by in OBJECTIVES:
        earned = [earned[OBJECTIVES.index(request.by)]]
    return [(label, one.vector) for label, one in earned]
