"""Riding on from a place at a moment: which departures there are, when they arrive, what stay and leg cost."""

from collections.abc import Sequence
from typing import NamedTuple

from routeplan.planning.board import DESTINATION, ORIGIN, Edge, Era
from routeplan.planning.clock import local_day
from routeplan.planning.found import Vector
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import Problem
from routeplan.planning.timetable import in_window


class Onward(NamedTuple):
    """A lane out of a state, the stay before it included: what does not depend on the moment.

    `ready_min`: from being there to the earliest departure. `minutes`: the least from being there to arriving.
    """

    edge: Edge
    state: int
    ready_min: int
    cents: int
    minutes: int
    grams: int


class Lanes:
    """The lanes out of a state with the figures of one era, by their position.

    `states`, `cents`, `minutes`, `grams`: those of `Onward` as columns, as a hub has thousands of lanes, most of which
    no search takes.
    """

    def __init__(self, problem: Problem, state: int, era: Era) -> None:
        met, place, inbound = problem.stopovers.split(state)
        self._edges = edges = era.edges[place]
        self._stays = stays = era.stays(place, inbound)
        self._begins = inbound == ORIGIN
        self.states = problem.stopovers.ridden(met, edges)
        self.cents = [edge.cents + stays[edge.mode].cents for edge in edges]
        self.minutes = [self._ready(edge) + (edge.shift_min or 0) + edge.transit_min for edge in edges]
        self.grams = [edge.grams + stays[edge.mode].grams for edge in edges]

    def _ready(self, edge: Edge) -> int:
        ready = self._stays[edge.mode].time_min + edge.cutoff_min
        return ready + edge.empty_wait_min if self._begins else ready

    def number(self, i: int) -> int:
        """The number of the lane."""
        return self._edges[i].lane

    def onward(self, i: int) -> Onward:
        """The lane."""
        edge = self._edges[i]
        return Onward(edge, self.states[i], self._ready(edge), self.cents[i], self.minutes[i], self.grams[i])


def departures(way: Onward, outlook: Outlook, moment: int, tz: str) -> Sequence[int]:
    """The departures of the lane worth taking by who is there at the moment.

    Of a timetable only the first one is taken where later ones cannot pay.
    """
    edge, earliest = way.edge, moment + way.ready_min
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
    if outlook.earlier_is_better(way.state, first + edge.transit_min):
        return (first,)
    return timetable.between(first, latest)


def delivery(problem: Problem, state: int, moment: int) -> Vector | None:
    """What the stay at the destination adds when the last leg arrives at the moment; None where it is closed then."""
    _, place, inbound = problem.stopovers.split(state)
    era = problem.board.era_at(place, moment)
    if era.closed[place]:
        return None
    minutes, cents, grams = era.stopover(place, inbound, DESTINATION)
    return cents, minutes, grams
