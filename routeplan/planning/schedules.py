"""A sequence of lanes that is known already: its best schedule for a ready time, and the latest it can start.

Small, as there is nothing to search but departures: of two ways to arrive at the same moment the better one is
kept, and there are no more moments than departures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from routeplan.planning.board import DESTINATION, ORIGIN, WAYS, Board, Edge, Era
from routeplan.planning.clock import DAY_MIN, local_day, to_utc
from routeplan.planning.found import Found, Vector
from routeplan.planning.problem import Problem
from routeplan.planning.timetable import FOREVER, in_window

Better = Callable[[Vector], Any]
"""What orders figures: smaller is better."""
_SoFar = tuple[int, int, tuple[int, ...]]  # cents, grams, departures


def best_schedule(problem: Problem, origin: int, lanes: Sequence[int], better: Better) -> Found | None:
    """The best schedule of these lanes from this place for the question; None where they cannot be ridden."""
    board = problem.board
    start = next((ready for _, place, ready in problem.starts if place == origin), None)
    if start is None:
        return None
    if not board.dated:
        return _undated(problem, origin, lanes)
    labels: dict[int, _SoFar] = {start: (0, 0, ())}
    place, inbound = origin, ORIGIN
    for lane in lanes:
        following: dict[int, _SoFar] = {}
        for moment, label in labels.items():
            for arrival, further in _ridden(problem, place, inbound, moment, lane, label):
                vector, departures = (further[0], arrival - start, further[1]), further[2]
                known = following.get(arrival)
                if known is None or (better(vector), departures) < (
                    better((known[0], arrival - start, known[1])),
                    known[2],
                ):
                    following[arrival] = further
        labels = following
        edge = next((edge for era in board.eras for edge in era.edges[place] if edge.lane == lane), None)
        if edge is None:
            return None
        place, inbound = edge.to, edge.mode
    delivered = []
    for moment, (cents, grams, departures) in labels.items():
        era = board.era_at(place, moment)
        last = era.stopover(place, inbound, DESTINATION)
        if not era.closed[place] and problem.in_time(place, moment + last.time_min):
            vector = (cents + last.cents, moment + last.time_min - start, grams + last.grams)
            delivered.append((better(vector), departures, vector))
    if not delivered:
        return None
    _, departures, vector = min(delivered)
    return Found(tuple(lanes), departures, origin, vector)


def _undated(problem: Problem, origin: int, lanes: Sequence[int]) -> Found | None:
    """The figures of the lanes without dates: there is one schedule only."""
    board = problem.board
    arcs = board.departing(origin)
    state = -1
    total = [0, 0, 0]
    for lane in lanes:
        arc = next((arc for arc in arcs if arc[3] == lane), None)
        if arc is None:
            return None
        total = [have + more for have, more in zip(total, arc[:3], strict=True)]
        state = arc[4]
        arcs = board.arcs(state)
    end = dict(board.endings(state // WAYS)).get(state)
    if end is None:
        return None
    return Found(tuple(lanes), (), origin, (total[0] + end[0], total[1] + end[1], total[2] + end[2]))


def _ridden(
    problem: Problem, place: int, inbound: int, moment: int, lane: int, label: _SoFar
) -> Iterator[tuple[int, _SoFar]]:
    """Every arrival by this lane after a stay that began at the moment."""
    board = problem.board
    era = board.era_at(place, moment)
    edge = next((edge for edge in era.edges[place] if edge.lane == lane), None)
    if edge is None:
        return
    stopover = era.stopover(place, inbound, edge.mode)
    earliest = moment + stopover.time_min + edge.cutoff_min
    if inbound == ORIGIN:
        earliest += edge.empty_wait_min
    cents, grams, departures = label
    for departure in _departures(edge, earliest, problem.request.max_wait_min, board.zones[place]):
        stored = 0 if inbound == ORIGIN else era.storage_cents(place, departure - moment)
        paid = cents + stopover.cents + edge.cents + stored
        yield departure + edge.transit_min, (paid, grams + stopover.grams + edge.grams, (*departures, departure))


def _departures(edge: Edge, earliest: int, max_wait: int, tz: str) -> Sequence[int]:
    if edge.timetable is not None:
        return edge.timetable.between(earliest, earliest + max_wait)
    departure = earliest + (edge.shift_min or 0)
    runs = in_window(local_day(departure, tz), edge.valid_from, edge.valid_until)
    return (departure,) if runs else ()


_Spans = list[tuple[int, int]]
"""UTC minutes from the first to the last, both included; ascending, apart."""


def latest_ready(board: Board, origin: int, lanes: Sequence[int], due: int, max_wait: int) -> int | None:
    """The last UTC minute at which goods can be ready at the origin and still be delivered by `due`; None: never.

    Reckoned backwards over all moments at which the stay at each place can begin. Those form spans with gaps: who is
    there earlier may wait too long for the departure that is in time, or find a lane that is not valid yet.
    """
    steps: list[tuple[int, int, int]] = []  # place, inbound mode, lane
    place, inbound = origin, ORIGIN
    for lane in lanes:
        edge = next((edge for era in board.eras for edge in era.edges[place] if edge.lane == lane), None)
        if edge is None:
            return None
        steps.append((place, inbound, lane))
        place, inbound = edge.to, edge.mode
    in_time = _joined(
        (first, min(last, due - era.stopover(place, inbound, DESTINATION).time_min))
        for era, first, last in _spans(board, place)
        if not era.closed[place]
    )
    for place, inbound, lane in reversed(steps):
        if not in_time:
            return None
        in_time = _joined(
            (max(first, begin), min(last, end))
            for era, first, last in _spans(board, place)
            for begin, end in _begins(board, era, place, inbound, lane, in_time, max_wait)
        )
    return in_time[-1][1] if in_time else None


def _spans(board: Board, place: int) -> Iterator[tuple[Era, int, int]]:
    """Each era with the first and the last UTC minute of stays that begin in it."""
    starts = [board.since, *(to_utc(day * DAY_MIN, board.zones[place]) for day in board.era_days[1:])]
    for number, era in enumerate(board.eras):
        last = starts[number + 1] - 1 if number + 1 < len(starts) else FOREVER
        yield era, max(board.since, starts[number]), last


def _begins(
    board: Board, era: Era, place: int, inbound: int, lane: int, in_time: _Spans, max_wait: int
) -> Iterator[tuple[int, int]]:
    """When a stay with the figures of the era can begin for the lane to arrive in time."""
    edge = next((edge for edge in era.edges[place] if edge.lane == lane), None)
    if edge is None:
        return
    before = era.stopover(place, inbound, edge.mode).time_min + edge.cutoff_min + (edge.shift_min or 0)
    if inbound == ORIGIN:
        before += edge.empty_wait_min
    if edge.timetable is not None:
        for first, last in in_time:
            for departure in edge.timetable.between(first - edge.transit_min, last - edge.transit_min):
                yield departure - before - max_wait, departure - before
        return
    tz = board.zones[place]
    opens = -FOREVER if edge.valid_from is None else to_utc(edge.valid_from * DAY_MIN, tz)
    closes = FOREVER if edge.valid_until is None else to_utc((edge.valid_until + 1) * DAY_MIN, tz) - 1
    for first, last in in_time:
        yield max(opens, first - edge.transit_min) - before, min(closes, last - edge.transit_min) - before


def _joined(spans: Iterable[tuple[int, int]]) -> _Spans:
    """The spans that are not empty; those that touch or overlap as one."""
    joined: _Spans = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
