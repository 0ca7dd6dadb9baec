"""Every way a dated shipment can be sent, departure by departure, as a graph of voyages that columns are priced on.

A *voyage* is one dated run of a lane: (lane number, departure, arrival), in UTC minutes. Unlike `find`, which shows the
best schedule of each sequence of lanes, an allocation may have to take a later departure because the first is full.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from routeplan.errors import RoutePlanError
from routeplan.network.model import Lane
from routeplan.planning.board import DESTINATION, ORIGIN, WAYS, Board, Edge
from routeplan.planning.bounds import Bounds
from routeplan.planning.clock import local_day
from routeplan.planning.found import Found
from routeplan.planning.pricing import half_up
from routeplan.planning.problem import Problem
from routeplan.planning.timetable import in_window

Voyage = tuple[int, int, int]
Toll = Callable[[Voyage], int]
"""Cents put on a voyage, at least 0."""
MOST_VOYAGES = 60_000
"""Voyages of one shipment; more need a deadline or a shorter longest wait."""
_START: Voyage = (-1, 0, 0)


class TooMany(RoutePlanError):
    """The shipment could be sent in too many ways to look at them all."""

    code = "RP507"


class Way(NamedTuple):
    """A chain of voyages from origin to delivery; `cents` without what voyages share."""

    origin: int
    voyages: tuple[Voyage, ...]
    cents: int


class _Ride(NamedTuple):
    """A voyage boarded after a stay that ends with it: what the stay and the leg cost."""

    voyage: Voyage
    cents: int


class Voyages:
    """The voyages a shipment can use. `fill` is its share of a container; below 1 legs are paid by the box."""

    def __init__(self, problem: Problem, fill: tuple[int, int]) -> None:
        self.problem = problem
        self.fill = fill
        self.shares = fill[0] < fill[1]
        self._place: dict[Voyage, int] = {}
        self._mode: dict[Voyage, int] = {}
        self._rides: dict[tuple[Voyage, int], list[_Ride]] = {}
        self._delivered: dict[Voyage, int] = {}
        self.edges: dict[Voyage, Edge] = {}
        self.lanes: dict[Voyage, Lane] = {}
        self._explore()

    def _explore(self) -> None:
        problem = self.problem
        time_to_go = problem.to_go(1)
        queue: list[tuple[int, Voyage]] = []
        for _, place, ready in problem.starts:
            self._board_at(_START, place, ORIGIN, ready, time_to_go, queue)
        while queue:
            arrival, voyage = heappop(queue)
            place, mode = self._place[voyage], self._mode[voyage]
            self._deliver(voyage, place, mode, arrival)
            self._board_at(voyage, place, mode, arrival, time_to_go, queue)

    def _board_at(
        self,
        before: Voyage,
        place: int,
        inbound: int,
        moment: int,
        time_to_go: Bounds,
        queue: list[tuple[int, Voyage]],
    ) -> None:
        problem, board = self.problem, self.problem.board
        era = board.era_at(place, moment)
        if era.closed[place]:
            return
        rides = self._rides.setdefault((before, place), [])
        for edge in era.edges[place]:
            stopover = era.stopover(place, inbound, edge.mode)
            ready = moment + stopover.time_min + (edge.empty_wait_min if inbound == ORIGIN else 0)
            for departure in _departures(board, edge, place, ready + edge.cutoff_min, problem.request.max_wait_min):
                arrival = departure + edge.transit_min
                to_go = time_to_go[edge.to * WAYS + edge.mode]
                if to_go is None or arrival + to_go > problem.latest:
                    continue
                if board.era_at(edge.to, arrival).closed[edge.to]:
                    continue
                stay = stopover.cents + (era.storage_cents(place, departure - moment) if inbound != ORIGIN else 0)
                leg = 0 if self.shares else edge.cents
                voyage = (edge.lane, departure, arrival)
                if voyage not in self._place:
                    if len(self._place) >= MOST_VOYAGES:
                        raise TooMany(
                            f"{problem.request.origin} to {problem.request.destination} can be sent in too many ways",
                            help="give a deadline, or a shorter max_wait",
                        )
                    self._place[voyage], self._mode[voyage] = edge.to, edge.mode
                    self.edges[voyage] = edge
                    self.lanes[voyage] = era.network.lanes[board.lane_ids[edge.lane]]
                    heappush(queue, (arrival, voyage))
                rides.append(_Ride(voyage, self._part(stay) + leg))

    def _deliver(self, voyage: Voyage, place: int, mode: int, arrival: int) -> None:
        if place * WAYS + mode not in self.problem.ends:
            return
        era = self.problem.board.era_at(place, arrival)
        if era.closed[place]:
            return
        last = era.stopover(place, mode, DESTINATION)
        if self.problem.in_time(place, arrival + last.time_min):
            self._delivered[voyage] = self._part(last.cents)

    def _part(self, cents: int) -> int:
        """What a share of a container pays of a stay."""
        return half_up(cents * self.fill[0], self.fill[1]) if self.shares else cents

    def cheapest(self, toll: Toll, most: int, limit: int | None = None) -> Iterator[tuple[int, Way]]:
        """Ways in the order of their cents plus the tolls of their voyages: at most `most`, none above `limit`.

        Ways that differ in nothing `toll` may ever tell apart are all given.
        """
        least = self._to_go(toll, min)
        # (cents and tolls at least, a number that settles ties, so far; cents, voyages, places, whether delivered)
        queue: list[tuple[int, int, int, int, tuple[Voyage, ...], tuple[int, ...], bool]] = []
        numbers = count()

        def ride_on(cost: int, cents: int, voyages: tuple[Voyage, ...], visited: tuple[int, ...]) -> None:
            for ride in self._rides.get((voyages[-1] if voyages else _START, visited[-1]), ()):
                rest, place = least.get(ride.voyage), self._place[ride.voyage]
                if rest is None or place in visited:
                    continue
                further = cost + ride.cents + toll(ride.voyage)
                longer = (*voyages, ride.voyage), (*visited, place), False
                heappush(queue, (further + rest, next(numbers), further, cents + ride.cents, *longer))

        for _, place, _ in self.problem.starts:
            ride_on(0, 0, (), (place,))
        given = 0
        while queue and given < most:
            total, _, cost, cents, voyages, visited, delivered = heappop(queue)
            if limit is not None and total > limit:
                return
            if delivered:
                given += 1
                yield total, Way(visited[0], voyages, cents)
                continue
            last = self._delivered.get(voyages[-1])
            if last is not None:
                whole = cost + last
                heappush(queue, (whole, next(numbers), whole, cents + last, voyages, visited, True))
            ride_on(cost, cents, voyages, visited)

    def dearest(self, toll: Toll) -> int:
        """No way costs more, its tolls included; 0 without any."""
        most = self._to_go(toll, max)
        rides = (ride for _, place, _ in self.problem.starts for ride in self._rides.get((_START, place), ()))
        return max((ride.cents + toll(ride.voyage) + most.get(ride.voyage, 0) for ride in rides), default=0)

    def ends(self) -> tuple[frozenset[str], frozenset[str]]:
        """The places it can start from, and those it can be delivered at."""
        starts = frozenset(self.problem.board.place_ids[place] for _, place, _ in self.problem.starts)
        return starts, frozenset(self.lanes[voyage].to_place for voyage in self._delivered if voyage in self.lanes)

    def reached(self) -> dict[str, int]:
        """When it can be at each place, in UTC minutes."""
        reached: dict[str, int] = {}
        for voyage, lane in self.lanes.items():
            reached[lane.to_place] = min(voyage[2], reached.get(lane.to_place, voyage[2]))
        return reached

    def close(self, closed: Collection[Voyage]) -> None:
        """Voyages that cannot be used after all."""
        for voyage in closed:
            del self.edges[voyage], self.lanes[voyage]
        for key, rides in self._rides.items():
            self._rides[key] = [ride for ride in rides if ride.voyage in self.edges]

    def _to_go(self, toll: Toll, pick: Callable[[int, int], int]) -> dict[Voyage, int]:
        """The least (or most) from the arrival of each voyage to being delivered; visits are not looked at."""
        picked: dict[Voyage, int] = {}
        # A later voyage may arrive at the same minute; no ride boards a voyage that arrives before its own arrival.
        for voyage in sorted(self.edges, key=lambda one: (one[2], one[1]), reverse=True):
            best: int | None = self._delivered.get(voyage)
            for ride in self._rides.get((voyage, self._place[voyage]), ()):
                rest = picked.get(ride.voyage)
                if rest is not None:
                    total = ride.cents + toll(ride.voyage) + rest
                    best = total if best is None else pick(best, total)
            if best is not None:
                picked[voyage] = best
        return picked

    def found(self, way: Way) -> Found:
        """The way as searches hand it on, with the figures of a shipment that has its containers to itself."""
        problem, board = self.problem, self.problem.board
        begin = next(ready for _, place, ready in problem.starts if place == way.origin)
        place, inbound, moment, cost, grams = way.origin, ORIGIN, begin, 0, 0
        for voyage in way.voyages:
            edge = self.edges[voyage]
            era = board.era_at(place, moment)
            stopover = era.stopover(place, inbound, edge.mode)
            stored = 0 if inbound == ORIGIN else era.storage_cents(place, voyage[1] - moment)
            cost += stopover.cents + stored + edge.cents
            grams += stopover.grams + edge.grams
            place, inbound, moment = edge.to, edge.mode, voyage[2]
        last = board.era_at(place, moment).stopover(place, inbound, DESTINATION)
        vector = (cost + last.cents, moment + last.time_min - begin, grams + last.grams)
        lanes = tuple(lane for lane, _, _ in way.voyages)
        departures = tuple(departure for _, departure, _ in way.voyages)
        return Found(lanes, departures, way.origin, vector)


def _departures(board: Board, edge: Edge, place: int, earliest: int, max_wait: int) -> list[int]:
    if edge.timetable is not None:
        return edge.timetable.between(earliest, earliest + max_wait)
    departure = earliest + (edge.shift_min or 0)
    day = local_day(departure, board.zones[place])
    return [departure] if in_window(day, edge.valid_from, edge.valid_until) else []
