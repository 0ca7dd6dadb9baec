"""Riding on from a place at a moment: which departures there are, when they arrive, what stay and leg cost."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from routeplan.planning.board import DESTINATION, ORIGIN, Edge
from routeplan.planning.bounds import Bounds
from routeplan.planning.clock import local_day
from routeplan.planning.found import Vector
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import Problem
from routeplan.planning.timetable import in_window


class Ride(NamedTuple):
    """One departure taken: the lane, where it leads and what the stay before it and the leg cost."""

    lane: int
    state: int
    departure: int
    arrival: int
    cents: int
    grams: int


def rides(problem: Problem, outlook: Outlook, bounds: Bounds, state: int, moment: int) -> Iterator[Ride]:
    """Every departure worth taking from a state reached at the moment, in no particular order.

    `bounds` says which states lead on. Of a timetable only the first departure is taken where later ones cannot pay.
    """
    board = problem.board
    met, place, inbound = problem.split(state)
    era = board.era_at(place, moment)
    for edge in era.edges[place]:
        following = problem.ridden(met, edge)
        if bounds[following] is None or not outlook.takes(edge.lane):
            continue
        stopover = era.stopover(place, inbound, edge.mode)
        earliest = moment + stopover.time_min + edge.cutoff_min
        if inbound == ORIGIN:
            earliest += edge.empty_wait_min
        price, grams = stopover.cents + edge.cents, stopover.grams + edge.grams
        for departure in _departures(outlook, edge, earliest, following, board.zones[place]):
            stored = 0 if inbound == ORIGIN else era.storage_cents(place, departure - moment)
            yield Ride(edge.lane, following, departure, departure + edge.transit_min, price + stored, grams)


def _departures(outlook: Outlook, edge: Edge, earliest: int, following: int, tz: str) -> Sequence[int]:
    timetable = edge.timetable
    if timetable is None:
        departure = earliest + (edge.shift_min or 0)
        if edge.valid_from is None and edge.valid_until is None:
            return (departure,)
        return (departure,) if in_window(local_day(departure, tz), edge.valid_from, edge.valid_until) else ()
    latest = earliest + outlook.max_wait
    first = timetable.after(earliest - 1, latest)
    if first is None:
        return ()
    if outlook.earlier_is_better(following, first + edge.transit_min):
        return (first,)
    return timetable.between(first, latest)


def delivery(problem: Problem, state: int, moment: int) -> Vector | None:
    """What the stay at the destination adds when the last leg arrives at the moment; None where it is closed then."""
    _, place, inbound = problem.split(state)
    era = problem.board.era_at(place, moment)
    if era.closed[place]:
        return None
    minutes, cents, grams = era.stopover(place, inbound, DESTINATION)
    return cents, minutes, grams
