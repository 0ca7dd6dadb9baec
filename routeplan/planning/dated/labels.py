"""What searches over timetables work with: chains of departures, their bounds, and the ways on."""

from __future__ import annotations

from typing import NamedTuple

from routeplan.planning.board import Era
from routeplan.planning.bounds import TradeOff
from routeplan.planning.budget import Budget
from routeplan.planning.dated.fan import NO_LANES, Fan, fan
from routeplan.planning.found import DELIVERED, Found, Vector
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import UNLIMITED, Problem
from routeplan.planning.request import OBJECTIVES
from routeplan.planning.riding import Lanes, Onward, delivery, departures

LOOKS = 16
"""Labels that can be compared in the time it takes to make one."""
MANY = 32
"""Lanes out of a state, from which on the accelerator is quicker."""


class Chain:
    """Departures ridden one after another; ordered by lanes, then by departures, leg by leg from the first."""

    __slots__ = ("before", "departure", "lane", "legs")

    def __init__(self, before: Chain | None, lane: int, departure: int) -> None:
        self.before = before
        self.lane = lane
        self.departure = departure
        self.legs: int = 0 if before is None else before.legs + 1

    def __lt__(self, other: Chain) -> bool:
        one: Chain | None = self
        two: Chain | None = other
        by_lane, by_departure = self.legs - other.legs, 0
        while one is not None and one.legs > other.legs:
            one = one.before
        while two is not None and two.legs > self.legs:
            two = two.before
        # From the last leg to the first, as far back as the two are not the same: the first difference counts.
        while one is not two:
            assert one is not None
            assert two is not None
            by_lane = one.lane - two.lane or by_lane
            by_departure = one.departure - two.departure or by_departure
            one, two = one.before, two.before
        return (by_lane, by_departure) < (0, 0)

    def found(self, origin: int, vector: Vector) -> Found:
        """The itinerary these departures are."""
        lanes, times = [], []
        one = self
        while one.before is not None:
            lanes.append(one.lane)
            times.append(one.departure)
            one = one.before
        return Found(tuple(reversed(lanes)), tuple(reversed(times)), origin, vector)


class Label(NamedTuple):
    """A chain of departures that has come to a state; figures so far, time as the UTC minute of arrival."""

    state: int
    moment: int
    cost: int
    co2e: int
    chain: Chain
    start: int
    visited: int  # critical places seen, as bits; the k best look at all places instead
    origin: int

    def vector(self) -> Vector:
        """Cents, minutes and grams so far."""
        return self.cost, self.moment - self.start, self.co2e


class Search:
    """A problem with the bounds and the outlook that searches use."""

    def __init__(self, problem: Problem, budget: Budget, *, counting: bool = False) -> None:
        """With `counting`, the fewest legs to go are known even where they are not limited."""
        self.problem = problem
        self.budget = budget
        self.outlook = problem.outlook()
        self.to_go = (problem.to_go(0), problem.to_go(1), problem.to_go(2))
        self.limited = problem.most_legs != UNLIMITED
        self.legs_to_go = problem.legs_to_go() if self.limited or counting else None
        self.floor: Vector = (0, 0, 0)  # what no itinerary can be below, once that is known
        # With a deadline, the cheapest way may be too slow for what time is left.
        self.in_time: tuple[TradeOff, TradeOff] | None = None
        if problem.latest != UNLIMITED:
            self.in_time = problem.trade_off(0), problem.trade_off(2)
        self._fans = problem.fans()
        self._columns = [getattr(bounds, "array", None) for bounds in self.to_go]
        compiled = all(column is not None for column in self._columns)
        self._arrays = problem.accelerated(OBJECTIVES[0]) if compiled else None

    def restrict(self, outlook: Outlook) -> None:
        """Take only the lanes of this outlook."""
        self.outlook = outlook
        self._fans = {}

    def starts(self) -> list[Label]:
        """A label for each place the journey may begin at."""
        nothing = Chain(None, -1, 0)
        return [Label(state, ready, 0, 0, nothing, ready, 0, place) for state, place, ready in self.problem.starts]

    def bound(self, label: Label) -> Vector | None:
        """The least the label can come to, or None where it cannot be delivered in time or within the legs."""
        state = label.state
        if state == DELIVERED:
            return label.vector()
        cost, time, co2e = self.to_go[0][state], self.to_go[1][state], self.to_go[2][state]
        if cost is None or time is None or co2e is None or label.moment + time > self.problem.latest:
            return None
        if self.limited and label.chain.legs + self.fewest_legs(state) > self.problem.most_legs:
            return None
        if self.in_time is not None and label.chain.legs:
            left = self.problem.latest - label.moment
            cost, co2e = self.in_time[0].within(state, left), self.in_time[1].within(state, left)
            if cost is None or co2e is None:
                return None
        return self.at_least(label.cost + cost, label.moment + time - label.start, label.co2e + co2e)

    def fewest_legs(self, state: int) -> int:
        """The fewest legs from a state that leads to the destination."""
        assert self.legs_to_go is not None
        return self.legs_to_go[state] or 0

    def at_least(self, cost: int, time: int, co2e: int) -> Vector:
        """These figures, raised to what no itinerary can be below."""
        floor = self.floor
        return (
            cost if cost > floor[0] else floor[0],
            time if time > floor[1] else floor[1],
            co2e if co2e > floor[2] else floor[2],
        )

    def fan(self, label: Label, first: int) -> Fan:
        """The lanes out of the label's state by the least they and the rest come to in the first criterion."""
        problem = self.problem
        if label.chain.legs == problem.most_legs:
            return NO_LANES
        place = problem.mesh.place[label.state]
        if place == problem.only_destination:
            return NO_LANES
        era = problem.board.era_at(place, label.moment)
        key = (label.state, problem.board.eras.index(era), first)
        known = self._fans.get(key)
        if known is None:
            known = self._fans[key] = self._fan(*key, era)
        return known

    def _fan(self, state: int, number: int, first: int, era: Era) -> Fan:
        lanes = self._lanes(state, number, era)
        takes = None if self.outlook.lanes is None else self.outlook.takes
        known = None
        if self._arrays is not None and takes is None and len(lanes.states) >= MANY:
            known = self._arrays.fan((state, number), lanes, self._columns, first)
        return known or fan(lanes, self.to_go, first, takes)

    def _lanes(self, state: int, number: int, era: Era) -> Lanes:
        """The lanes out of a state in an era, which has this number; shared by questions on the same board."""
        kept = self.problem.mesh.lanes
        known = kept.get((state, number))
        if known is None:
            known = kept[state, number] = Lanes(self.problem, state, era)
        return known

    def ride(self, label: Label, way: Onward, visited: int = 0) -> list[Label]:
        """The labels one departure of this lane further."""
        board, edge, place = self.problem.board, way.edge, self.problem.mesh.place[label.state]
        storage = board.era_at(place, label.moment) if label.chain.legs else None
        labels = []
        for departure in departures(way, self.outlook, label.moment, board.zones[place]):
            stored = 0 if storage is None else storage.storage_cents(place, departure - label.moment)
            labels.append(
                Label(
                    way.state,
                    departure + edge.transit_min,
                    label.cost + way.cents + stored,
                    label.co2e + way.grams,
                    Chain(label.chain, edge.lane, departure),
                    label.start,
                    visited,
                    label.origin,
                )
            )
        self.budget.spend(len(labels) + 1)
        return labels

    def beaten(self, before: list[Label], i: int) -> None:
        """Count the looks at labels taken before, of which the one at this position beats a label."""
        # Whoever beats one label beats the next ones too: it is looked at first from now on.
        before[0], before[i] = before[i], before[0]
        self.budget.spend(i // LOOKS)

    def taken(self, before: list[Label], label: Label) -> None:
        """Count the looks at labels taken before; none beats this one, which is one of them from now on."""
        self.budget.spend(len(before) // LOOKS)
        before.append(label)

    def delivered(self, label: Label) -> Label | None:
        """The label with the stay at the destination added, where it is at one in time."""
        problem = self.problem
        if label.state not in problem.ends:
            return None
        last = delivery(problem, label.state, label.moment)
        if last is None or not problem.in_time(problem.mesh.place[label.state], label.moment + last[1]):
            return None
        self.budget.spend()
        return label._replace(
            state=DELIVERED,
            moment=label.moment + last[1],
            cost=label.cost + last[0],
            co2e=label.co2e + last[2],
        )
