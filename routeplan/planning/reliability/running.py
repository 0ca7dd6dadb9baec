"""One itinerary run many times at once: late trains miss ships, boxes wait for the next departure and pay storage.

What happens in each run, leg by leg:

- Handling at a place and transit of a lane are drawn (see `spread`); empty waits, delays and cutoffs are as planned.
- The goods are booked on the departure of the plan and take it if they are ready by its cutoff; they never take an
  earlier one. Too late, they take the next departure of the lane's timetable for which they are ready, however long
  it takes to come.
- Where a lane has a frequency but no known dates (`per_week`, or any timetable in a plan without dates), the
  departure of the plan stands for the one booked, half a headway after the goods were to be ready, and the others
  run whole headways after it. So a plan without spread comes out as planned, and being late costs a headway.
- A lane without timetable leaves when the goods are ready, within its `valid`.
- Scenarios hold by the date of each stay as it turns out; storage is paid for the stay as it turns out.

Goods that find no departure any more are never delivered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from routeplan.network.model import MODES
from routeplan.planning.board import DESTINATION, ORIGIN, Board, Edge, Era
from routeplan.planning.clock import DAY_MIN, to_utc
from routeplan.planning.itinerary import Itinerary, Leg
from routeplan.planning.pricing import half_up
from routeplan.planning.reliability import spread
from routeplan.planning.reliability.luck import Luck, minutes
from routeplan.planning.timetable import Timetable, headway

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from routeplan.planning.reliability.luck import Minutes

NEVER = 1 << 50
"""The moment, and the cents, of a run that is never delivered: later and dearer than all others."""
_REACH_MIN = (31 * DAY_MIN, 800 * DAY_MIN)
"""How far ahead the next departure is looked for: near first, as timetables are expanded day by day."""


class Runs(NamedTuple):
    """What came of each run: minutes since the epoch (since the start without dates), cents, departures missed.

    `missed` has a row for each leg that leaves by a timetable: the leg's number and who missed its departure.
    """

    delivered: Minutes
    cents: Minutes
    missed: tuple[tuple[int, NDArray[np.bool_]], ...]


class _Ridden(NamedTuple):
    departure: Minutes
    arrival: Minutes
    cents: Minutes


def run(board: Board, itinerary: Itinerary, luck: Luck) -> Runs:
    """The itinerary with the luck of every draw."""
    planned = itinerary.start_min or 0
    moment: Minutes = np.full(luck.draws, planned, dtype=np.int64)
    cents: Minutes = np.zeros(luck.draws, dtype=np.int64)
    never = np.zeros(luck.draws, dtype=np.bool_)
    missed = []
    inbound = ORIGIN
    for number, leg in enumerate(itinerary.legs):
        stay = itinerary.stays[number]
        booked = planned + stay.stay_min
        ridden = _ride(board, leg, inbound, moment, booked, luck)
        never |= ridden.arrival >= NEVER
        cents += ridden.cents
        if leg.lane.departures is not None:
            missed.append((number, ridden.departure > booked))
        moment = np.where(never, moment, ridden.arrival)
        inbound = MODES.index(leg.lane.mode)
        planned = booked + leg.transit_min
    place = board.number_of(itinerary.stays[-1].place)
    for era, here in _eras(board, place, moment):
        stopover = era.stopover(place, inbound, DESTINATION)
        if era.closed[place]:
            never |= here
        taken = _handled(board, era, place, stopover.time_min, luck)
        moment = np.where(here, moment + taken, moment)
        cents = np.where(here, cents + stopover.cents, cents)
    return Runs(np.where(never, NEVER, moment), np.where(never, NEVER, cents), tuple(missed))


def _ride(board: Board, leg: Leg, inbound: int, moment: Minutes, booked: int, luck: Luck) -> _Ridden:
    """The stay and the leg after it, for goods that arrived, or are ready, at these moments."""
    place = board.number_of(leg.lane.from_place)
    departures = np.full(luck.draws, NEVER, dtype=np.int64)
    arrivals = np.full(luck.draws, NEVER, dtype=np.int64)
    cents = np.zeros(luck.draws, dtype=np.int64)
    for era, here in _eras(board, place, moment):
        edge = _edge(board, era, place, leg.lane.id)
        if edge is None:
            continue
        stopover = era.stopover(place, inbound, edge.mode)
        lane = era.network.lanes[leg.lane.id]
        if inbound == ORIGIN:
            ready = moment + (stopover.time_min + edge.empty_wait_min)
        else:
            ready = moment + _handled(board, era, place, stopover.time_min, luck)
        departure = _depart(edge, leg, ready + edge.cutoff_min, booked, board.zones[place], board.dated)
        transit = minutes(spread.of_transit(lane, era.network), edge.transit_min, luck.row("lane", lane.id))
        arrival = np.where(departure < NEVER, departure + transit, NEVER)
        paid = np.full(luck.draws, stopover.cents + edge.cents, dtype=np.int64)
        if inbound != ORIGIN and era.storage[place] is not None:
            paid = paid + _storage(era, place, np.where(departure < NEVER, departure - moment, 0))
        departures = np.where(here, departure, departures)
        arrivals = np.where(here, arrival, arrivals)
        cents = np.where(here, paid, cents)
    return _Ridden(departures, arrivals, cents)


def _eras(board: Board, place: int, moment: Minutes) -> Iterator[tuple[Era, NDArray[np.bool_]]]:
    """The eras in which stays at the place begin, each with those that begin in it."""
    if len(board.eras) == 1:
        yield board.eras[0], np.ones(moment.shape, dtype=np.bool_)
        return
    starts = np.array([to_utc(day * DAY_MIN, board.zones[place]) for day in board.era_days[1:]])
    numbers = np.searchsorted(starts, moment, side="right")
    for number in np.unique(numbers):
        yield board.eras[int(number)], numbers == number


def _edge(board: Board, era: Era, place: int, lane_id: str) -> Edge | None:
    number = bisect_left(board.lane_ids, lane_id)
    return next((edge for edge in era.edges[place] if edge.lane == number), None)


def _handled(board: Board, era: Era, place: int, stopover_min: int, luck: Luck) -> Minutes:
    """Delay and handling of goods that arrived at the place."""
    record = era.network.places[board.place_ids[place]]
    handling = stopover_min - record.delay_min
    likely = spread.of_stay(record, handling, era.network)
    return minutes(likely, handling, luck.row("place", record.id)) + record.delay_min


def _depart(edge: Edge, leg: Leg, earliest: Minutes, booked: int, tz: str, dated: bool) -> Minutes:
    """When goods that could leave at these moments do leave; NEVER where there is no departure any more."""
    if edge.timetable is not None:
        return _next(edge.timetable, np.maximum(earliest, booked))
    every = headway(leg.lane.departures) if leg.lane.departures is not None else None
    if every is None:
        departure = earliest
    else:
        apart = max(1, half_up(*every))
        departure = booked + -(-np.maximum(earliest - booked, 0) // apart) * apart
    if not dated:
        return departure
    if edge.valid_from is not None:
        departure = np.maximum(departure, to_utc(edge.valid_from * DAY_MIN, tz))
    if edge.valid_until is not None:
        closing = to_utc((edge.valid_until + 1) * DAY_MIN, tz)
        departure = np.where(departure < closing, departure, NEVER)
    return departure


def _next(timetable: Timetable, earliest: Minutes) -> Minutes:
    """The first departure of a timetable from each moment on."""
    first, last = int(earliest.min()), int(earliest.max())
    for reach in _REACH_MIN:
        known = timetable.between(first, last + reach)
        if known and known[-1] >= last:
            break
    departures = np.array([*known, NEVER], dtype=np.int64)
    following: Minutes = departures[np.searchsorted(departures, earliest)]
    return following


def _storage(era: Era, place: int, stayed: Minutes) -> Minutes:
    """Storage of each stay, by the planner's own rule."""
    lengths, at = np.unique(stayed, return_inverse=True)
    paid = np.array([era.storage_cents(place, int(length)) for length in lengths], dtype=np.int64)
    return paid[at]
