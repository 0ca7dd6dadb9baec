"""Delivered by a date: the latest moment at which the goods must be ready, for each lane sequence.

Lane sequences are taken in the order of the least they can come to, whatever the timetables say, and each is reckoned
back from the date over its departures. No later sequence can be better once so many are in time that come to no more
than the next one's least. In the balanced order those best by cost, time and CO2e, and the front without dates, stand
for the front.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from routeplan.network.model import Day, Lane, LocalMinute
from routeplan.network.names import members
from routeplan.network.scenarios import boundaries
from routeplan.planning.board import Board, Boards
from routeplan.planning.budget import REBUILDING, Budget, Exhausted
from routeplan.planning.clock import DAY_MIN, local_time, to_utc
from routeplan.planning.found import Found
from routeplan.planning.kbest import k_best
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import labelled
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import OBJECTIVES, Avoid, Request
from routeplan.planning.schedules import Better, best_schedule, latest_ready
from routeplan.planning.sequences import Undated
from routeplan.planning.timetable import in_window

if TYPE_CHECKING:
    from routeplan.planning.find import Plan

SLACK_MIN = 14 * DAY_MIN
"""Earlier than the journey takes on average: time for a weekly departure on two legs."""
UNKNOWN_MIN = 120 * DAY_MIN
"""How far back to look where no itinerary is known without dates."""
LONGEST_MIN = 400 * DAY_MIN
"""No journey takes longer."""
FIRST_LOOK = 2
"""Lane sequences looked at in the first round, for each one asked for; twice as many in every further round."""

_Scheduled = tuple[Found, Problem]
"""The schedule of a lane sequence for goods that are ready as late as can be, and the question it answers."""


def search(boards: Boards, request: Request, budget: Budget) -> Plan:
    """The best lane sequences that are delivered in time, each ready as late as can be, as `find` takes them.

    Looks at ready times from today on, or from as long before the date as journeys take; at all earlier ones where
    that leaves none.
    """
    assert request.arrive_by is not None
    undated = Undated(boards, request, budget)
    back = max(undated.lasting or [UNKNOWN_MIN]) + SLACK_MIN + DAY_MIN
    since = min(request.today * DAY_MIN, request.arrive_by - back)
    plan = _ready_from(since, boards, request, undated, budget)
    if not plan.itineraries and plan.complete:
        earliest = min(_first_closing(plan.board, boards, since), since) - LONGEST_MIN
        return _ready_from(earliest, boards, request, undated, budget)
    return plan


def _ready_from(since: LocalMinute, boards: Boards, request: Request, undated: Undated, budget: Budget) -> Plan:
    """The answer where no ready time before `since` counts."""
    from routeplan.planning.find import Plan, order_of, tariff_of
    from routeplan.planning.window import first_shown, labels_of

    base = request._replace(arrive_by=None, deadline=request.arrive_by, depart=since)
    board = boards.of(base)
    idle = _idle(board, base)
    if idle:
        board = boards.of(base._replace(avoid=(*base.avoid, *idle)))
    tariff = tariff_of(boards.network, board, request)
    better = order_of(request.by, tariff)
    sequences = _Sequences(board, base, better, budget)
    complete = undated.complete
    try:
        for origin, lane_ids in undated.sequences:
            # Whatever runs today is on the board, as that begins no later.
            sequences.schedule(origin, tuple(board.lane_number(id) for id in lane_ids))
        for by in (request.by,) if request.by in OBJECTIVES and not request.pareto else OBJECTIVES:
            complete = sequences.look(by, order_of(by, tariff)) and complete
    except Exhausted:
        complete = False
    latest = sorted(sequences.in_time(), key=lambda row: _order(row[0], better))
    if request.by not in OBJECTIVES:
        latest = [row for row in latest if not any(_dominates(other[0], row[0]) for other in latest)]
    all_of_them = [one for one, _ in latest]
    shown = latest if request.pareto else [latest[i] for i in first_shown(request, all_of_them)]
    itineraries = labelled([rebuild(problem, one) for one, problem in shown], tariff, labels_of(request, all_of_them))
    return Plan(board, Problem(board, base), tariff, itineraries, len(latest), complete)


class _Sequences:
    """The lane sequences looked at, each scheduled once."""

    def __init__(self, board: Board, base: Request, better: Better, budget: Budget) -> None:
        self._board = board
        self._base = base
        self._better = better
        self._budget = budget
        # Without the deadline: what counts here is what the lanes come to at least.
        self._problem = Problem(board, base._replace(deadline=None))
        self._known: dict[tuple[int, tuple[int, ...]], _Scheduled | None] = {}

    def in_time(self) -> list[_Scheduled]:
        """Those that can be delivered by the date."""
        return [one for one in self._known.values() if one is not None]

    def schedule(self, origin: int, lanes: tuple[int, ...]) -> None:
        """Look at a sequence."""
        if (origin, lanes) not in self._known:
            self._budget.spend(REBUILDING * len(lanes))
            self._known[origin, lanes] = _latest(self._board, self._base, origin, lanes, self._better)

    def look(self, by: str, order: Better) -> bool:
        """Look at sequences until the best ones by the criterion are among them; False where the budget ends first."""
        top = self._base.top
        many = FIRST_LOOK * top
        while True:
            result = k_best(self._problem, by, many, self._budget)
            for one in result.found:
                self.schedule(one.origin, one.lanes)
            if not result.complete or len(result.found) < many:
                return result.complete
            best = sorted(_order(one, order) for one, _ in self.in_time())
            if len(best) >= top and best[top - 1] <= _order(result.found[-1], order):
                return True
            many *= 2


def _order(one: Found, better: Better) -> tuple[Any, int, tuple[int, ...]]:
    return better(one.vector), len(one.lanes), one.lanes


def _dominates(one: Found, other: Found) -> bool:
    return one.vector != other.vector and all(x <= y for x, y in zip(one.vector, other.vector, strict=True))


def _latest(board: Board, base: Request, origin: int, lanes: Sequence[int], better: Better) -> _Scheduled | None:
    assert base.deadline is not None
    last = origin
    for lane in lanes:
        last = board.lane_ends[lane]
    if board.place_ids[last] not in members(board.network, base.destination):
        return None
    due = to_utc(base.deadline, board.zones[last])
    ready = latest_ready(board, origin, lanes, due, base.max_wait_min)
    if ready is None:
        return None
    problem = Problem(board, base._replace(depart=_local(ready, board.zones[origin])))
    found = best_schedule(problem, origin, lanes, better)
    return None if found is None else (found, problem)


def _local(moment: int, tz: str) -> LocalMinute:
    """The wall clock at the place, as minutes."""
    offset = local_time(moment, tz).utcoffset()
    assert offset is not None
    return moment + offset.days * DAY_MIN + offset.seconds // 60


def _idle(board: Board, base: Request) -> list[Avoid]:
    """The lanes without a departure from the first ready time to the date: seasons that are over double every way.

    Two days more at both ends, whatever the zones.
    """
    assert base.depart is not None
    assert base.deadline is not None
    first, last = base.depart // DAY_MIN - 2, base.deadline // DAY_MIN + 2
    running = {id for era in board.eras for id, lane in era.network.lanes.items() if _runs(lane, first, last)}
    return [Avoid("lane", id) for id in board.lane_ids if id not in running]


def _runs(lane: Lane, first: Day, last: Day) -> bool:
    """Whether the lane may depart on one of these days, as far as its `valid` and its dates tell."""
    if not (in_window(first, None, lane.valid_until) and in_window(last, lane.valid_from, None)):
        return False
    departures = lane.departures
    if departures is None or departures.kind != "dates":
        return True
    return any(first <= local // DAY_MIN <= last for local in departures.dates)


def _first_closing(board: Board, boards: Boards, since: LocalMinute) -> LocalMinute:
    """The first moment after which something runs no more, or changes; `since` where nothing ever does."""
    lanes = [lane for era in board.eras for lane in era.network.lanes.values()]
    days = [lane.valid_until for lane in lanes if lane.valid_until is not None]
    dates = [max(lane.departures.dates) for lane in lanes if lane.departures is not None and lane.departures.dates]
    closings = [*dates, *(day * DAY_MIN for day in (*days, *boundaries(boards.scenarios)))]
    return min(closings, default=since)
