"""Delivered by a date: the latest moment at which the goods must be ready, for each lane sequence.

Lane sequences come from three questions (see `sequences`): without dates, and with the goods ready long enough
before the date for the slowest and for the fastest of these. Each sequence is then reckoned back from the date over
its last departures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from routeplan.network.model import LocalMinute
from routeplan.network.names import members
from routeplan.planning.board import Board, Boards
from routeplan.planning.budget import Budget
from routeplan.planning.clock import DAY_MIN, local_time, to_utc
from routeplan.planning.found import Found
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import labelled
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.planning.schedules import best_schedule, latest_ready
from routeplan.planning.sequences import Undated, dated

if TYPE_CHECKING:
    from routeplan.planning.find import Plan

SLACK_MIN = 14 * DAY_MIN
"""Earlier than the journey takes on average: time for a weekly departure on two legs."""
UNKNOWN_MIN = 120 * DAY_MIN
"""How far back to look where no itinerary is known without dates."""


def search(boards: Boards, request: Request, budget: Budget) -> Plan:
    """The best lane sequences that are delivered in time, each ready as late as can be, as `find` takes them."""
    from routeplan.planning.find import Plan, order_of, tariff_of
    from routeplan.planning.window import first_shown, labels_of

    assert request.arrive_by is not None
    undated = Undated(boards, request, budget)
    lasting = undated.lasting or [UNKNOWN_MIN]
    looks = sorted({max(lasting) + SLACK_MIN, min(lasting) + SLACK_MIN}, reverse=True)
    base = request._replace(arrive_by=None, deadline=request.arrive_by, depart=request.arrive_by - looks[0] - DAY_MIN)
    board = boards.of(base)
    tariff = tariff_of(boards.network, board, request)
    # Without the deadline, which would make the cheapest ways long to look for; it is kept in what follows.
    problems = [Problem(board, base._replace(depart=request.arrive_by - look, deadline=None)) for look in looks]
    found, complete = dated(problems, request, budget)
    number = {id: i for i, id in enumerate(board.lane_ids)}
    better = order_of(request.by, tariff)
    latest: list[tuple[Found, Problem]] = []
    for origin, lane_ids in {**undated.sequences, **found}:
        if all(id in number for id in lane_ids):
            scheduled = _latest(board, base, origin, [number[id] for id in lane_ids])
            if scheduled is not None:
                latest.append(scheduled)
    latest.sort(key=lambda row: (better(row[0].vector), len(row[0].lanes), row[0].lanes))
    if request.by not in OBJECTIVES:
        latest = [row for row in latest if not any(_dominates(other[0], row[0]) for other in latest)]
    all_of_them = [one for one, _ in latest]
    shown = latest if request.pareto else [latest[i] for i in first_shown(request, all_of_them)]
    itineraries = labelled([rebuild(problem, one) for one, problem in shown], tariff, labels_of(request, all_of_them))
    return Plan(board, Problem(board, base), tariff, itineraries, len(latest), complete and undated.complete)


def _dominates(one: Found, other: Found) -> bool:
    return one.vector != other.vector and all(x <= y for x, y in zip(one.vector, other.vector, strict=True))


def _latest(board: Board, base: Request, origin: int, lanes: Sequence[int]) -> tuple[Found, Problem] | None:
    """The schedule of these lanes for goods that are ready as late as can be, and the question it answers."""
    assert base.deadline is not None
    last = origin
    for lane in lanes:
        last = board.lane_ends[lane]
    if board.place_ids[last] not in members(board.network, base.destination):
        return None
    due = to_utc(base.deadline, board.zones[last])
    ready = latest_ready(board, origin, lanes, due)
    if ready is None or ready < board.since:
        return None
    problem = Problem(board, base._replace(depart=_local(ready, board.zones[origin])))
    found = best_schedule(problem, origin, lanes, lambda vector: vector)
    return None if found is None else (found, problem)


def _local(moment: int, tz: str) -> LocalMinute:
    """The wall clock at the place, as minutes."""
    offset = local_time(moment, tz).utcoffset()
    assert offset is not None
    return moment + offset.days * DAY_MIN + offset.seconds // 60
