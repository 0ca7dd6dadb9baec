"""Why an itinerary is as it is: what it wins and loses against the first one, and what holds it up most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from routeplan.planning.board import Board
from routeplan.planning.clock import DAY_MIN
from routeplan.planning.itinerary import Itinerary, Leg, Stay
from routeplan.planning.timetable import CHOSEN, Timetable, headway

LOOK_BACK_MIN = 400 * DAY_MIN
"""How long before the goods were ready the departure before theirs is looked for."""


class Binding(NamedTuple):
    """What costs the most time that a better connection would save.

    `kind`: "departure" is a wait for the lane's next departure, "transit" the way itself, where nothing is waited for.
    `wait_min`: from being ready for the cutoff to the departure, or the transit. `headway_min`: between departures,
    None where unknown. `missed_by_min`: how much sooner the goods had to be ready for the departure before,
    which left at `missed` (UTC minute); None where there is none or it is not dated.
    """

    kind: str
    place: str
    lane: str
    wait_min: int
    cutoff_min: int = 0
    headway_min: int | None = None
    missed: int | None = None
    missed_by_min: int | None = None


class Comparison(NamedTuple):
    """One itinerary against the first: more minutes, cents, grams and chance are positive; the first has zeros.

    `chance`: of keeping the deadline where there is one, else of being delivered as planned; None without chances.
    """

    rank: int
    time_min: int
    cost_cents: int
    co2e_g: int
    chance: float | None
    binding: Binding


def against_first(board: Board, itineraries: Sequence[Itinerary]) -> tuple[Comparison, ...]:
    """Every itinerary compared with the first of them, the first one included."""
    return tuple(
        Comparison(
            one.rank,
            one.time_min - itineraries[0].time_min,
            one.cost_cents - itineraries[0].cost_cents,
            one.co2e_g - itineraries[0].co2e_g,
            _more_chance(one, itineraries[0]),
            binding(board, one),
        )
        for one in itineraries
    )


def chance_of(itinerary: Itinerary) -> float | None:
    """The chance of keeping the deadline, without one of being delivered as planned."""
    chances = itinerary.reliability
    if chances is None:
        return None
    return (chances.in_time or chances.on_schedule).share


def _more_chance(one: Itinerary, first: Itinerary) -> float | None:
    mine, yours = chance_of(one), chance_of(first)
    return None if mine is None or yours is None else round(mine - yours, 6)


def binding(board: Board, itinerary: Itinerary) -> Binding:
    """The longest wait for a departure; the longest leg where the goods wait for none."""
    waits = [
        (leg.wait_min - leg.lane.cutoff_min, number)
        for number, leg in enumerate(itinerary.legs)
        if leg.lane.departures is not None and leg.wait_min > leg.lane.cutoff_min
    ]
    if not waits:
        leg = max(itinerary.legs, key=lambda leg: leg.transit_min)
        return Binding("transit", leg.lane.from_place, leg.lane.id, leg.transit_min)
    wait, number = max(waits, key=lambda row: (row[0], -row[1]))
    leg = itinerary.legs[number]
    assert leg.lane.departures is not None
    length = headway(leg.lane.departures)
    missed = _departure_before(board, leg, itinerary.stays[number])
    by = None
    if missed is not None and leg.ready_min is not None:
        by = leg.ready_min + leg.lane.cutoff_min - missed
    return Binding(
        "departure",
        leg.lane.from_place,
        leg.lane.id,
        wait,
        leg.lane.cutoff_min,
        None if length is None else length[0] // length[1],
        missed,
        by,
    )


def _departure_before(board: Board, leg: Leg, stay: Stay) -> int | None:
    """The last departure of the lane for which the goods were ready too late."""
    if leg.ready_min is None or leg.lane.departures is None or leg.lane.departures.kind not in CHOSEN:
        return None
    place = board.number_of(stay.place)
    earliest = leg.ready_min + leg.lane.cutoff_min
    before = Timetable(leg.lane, board.zones[place], earliest - LOOK_BACK_MIN).between(
        earliest - LOOK_BACK_MIN, earliest - 1
    )
    return before[-1] if before else None
