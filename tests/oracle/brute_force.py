"""Every itinerary of a small network: all lane sequences without a place visited twice, all choices of departure.

Takes the network as a plain dict in the form of the file (all scalars may be text) and a query as a dict with the
options of `find`; gives plain dicts of whole cents, minutes and grams. Slow and simple on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from . import calendar
from .quantities import TEU, Load, Price, charged, duration, half_up, handling_grams, price, transport_grams
from .world import Lane, Place, World, merged, within

ORDER = ("cost", "time", "co2e")
DAY = 1440
WEEK = 7 * DAY
ORDERS = {"cost": (0, 1, 2), "time": (1, 0, 2), "co2e": (2, 0, 1)}
Figures = dict[str, Any]


class Partial(NamedTuple):
    """A shipment as it arrives somewhere: totals so far, and how it got here.

    `at` is the moment of arrival in a dated plan, and the minutes since the start in an undated one.
    """

    at: int
    cents: int
    grams: int
    departs: tuple[int, ...]
    legs: tuple[Figures, ...]
    stays: tuple[Figures, ...]


class Found(NamedTuple):
    """One itinerary. `departs` is what tells two schedules of one lane sequence apart."""

    vector: tuple[int, int, int]  # cents, minutes, grams
    lanes: tuple[str, ...]
    departs: tuple[int, ...]
    figures: Figures


class BruteForce:
    """The answer to one query. `keep_all` leaves even prefixes that are worse in everything in the running."""

    def __init__(
        self,
        network: dict[str, Any],
        query: dict[str, Any],
        overlays: Sequence[dict[str, Any]] = (),
        keep_all: bool = False,
    ) -> None:
        for overlay in overlays:
            network = merged(network, overlay)
        self.query = query
        self.keep_all = keep_all
        self.world = World(network, query.get("with_", ()), query.get("without", ()))
        self.today = date.fromisoformat(query["now"][:10])
        equipment = query.get("equipment", "40HC")
        weight = query.get("weight")
        tonnes = 10 * TEU[equipment] if weight is None else Fraction(str(weight))
        self.load = Load(equipment, int(query.get("quantity", 1)), tonnes)
        self.max_wait = duration(query.get("max_wait", "30d"))
        self.dated = query.get("depart") is not None
        self.origins = self.world.members(query["origin"])
        self.destinations = self.world.members(query["destination"])
        assert not self.origins & self.destinations, "origin and destination share a place"
        avoid = [text.partition(":")[::2] if ":" in text else ("place", text) for text in query.get("avoid", ())]
        self.avoided: dict[str, set[str]] = {}
        for kind, value in avoid:
            values = self.world.members(value) if kind == "place" else {value}
            self.avoided.setdefault(kind, set()).update(values)
        self.found = [one for start in sorted(self.origins) for one in self._from(start)]

    # What the query allows

    def _place_allowed(self, name: str) -> bool:
        country = self.world.places[name].country
        return name not in self.avoided.get("place", ()) and country not in self.avoided.get("country", ())

    def _lane_allowed(self, lane: Lane) -> bool:
        """Everything that does not depend on the day."""
        modes = self.query.get("modes")
        return (
            (not modes or lane.mode in modes)
            and lane.mode not in self.avoided.get("mode", ())
            and lane.id not in self.avoided.get("lane", ())
            and not set(lane.passages) & self.avoided.get("passage", set())
        )

    def _running(self, lane: Lane) -> bool:
        """A lane as it is for the stay before it: open, priced for the equipment, operating or asked for."""
        if lane.closed or lane.rate is None or self._cents(lane.rate, lane) is None:
            return False
        return lane.status == "operating" or lane.status in self.query.get("include", ())

    # What things cost

    def _cents(self, value: Price, lane: Lane | None = None, times: int = 1) -> int | None:
        km = self.world.distance_m(lane) / 1000 if lane else Fraction(0)
        exact = charged(value, self.load, km, self.world.rates)
        return None if exact is None else half_up(exact * 100 * times)

    def _handling(self, place: Place, pair: str) -> dict[str, Any]:
        entry = place.handling.get(pair, self.world.handling.get(pair))
        return entry if entry is not None else {}

    def _stay(self, place: Place, pair: str, minutes: int, transfer: bool) -> Figures:
        handling = self._handling(place, pair)
        cost = self._cents(price(handling["cost"])) if "cost" in handling else 0
        days = storage = 0
        if transfer and place.storage is not None:
            over = minutes - duration(place.storage.get("free", "0h"))
            days = max(0, -(-over // DAY))
            storage = self._cents(price(place.storage["rate"]), times=days) or 0
        return {
            "place": place.id,
            "handling": pair,
            "stay": minutes,
            "handling_cost": cost or 0,
            "storage_cost": storage,
            "co2e": half_up(handling_grams(handling.get("co2e"), self.load)),
        }

    # When things leave

    def _day(self, place: str, at: int) -> date:
        if not self.dated:
            return self.today
        return calendar.local(at, self.world.places[place].zone).date()

    def _departures(self, lane: Lane, zone: str, earliest: int) -> list[int]:
        """Moments at which cargo that meets the cutoff at `earliest` may leave."""
        timetable = lane.departures
        if not self.dated:
            if not within(lane.valid, self.today):
                return []
            return self._expected(timetable, earliest)
        if timetable is None or "per_week" in timetable:
            moments = self._expected(timetable, earliest)
        else:
            moments = calendar.departures(timetable, zone, earliest, earliest + self.max_wait)
        return [moment for moment in moments if within(lane.valid, calendar.local(moment, zone).date())]

    @staticmethod
    def _expected(timetable: dict[str, Any] | None, earliest: int) -> list[int]:
        """Half the headway after the cutoff is met; no moment at all for a lane with dates only."""
        if timetable is None:
            return [earliest]
        if "dates" in timetable:
            return []
        if "every" in timetable:
            headway = Fraction(duration(timetable["every"]))
        else:
            headway = Fraction(WEEK) / Fraction(str(calendar.per_week(timetable)))
        return [earliest + half_up(headway / 2)]

    # The search

    def _from(self, start: str) -> Iterator[Found]:
        begin = 0
        if self.dated:
            begin = calendar.instant(calendar.wall_clock(self.query["depart"]), self.world.places[start].zone)
        if self._place_allowed(start):
            yield from self._extend(begin, (start,), (), [Partial(begin, 0, 0, (), (), ())])

    def _extend(
        self, begin: int, places: tuple[str, ...], lanes: tuple[str, ...], arrived: list[Partial]
    ) -> Iterator[Found]:
        here = places[-1]
        if lanes and here in self.destinations and self._passes_vias(places):
            for one in arrived:
                yield from self._deliver(begin, here, lanes, one)
        limit = self.query.get("max_transfers")
        if limit is not None and len(lanes) > int(limit):
            return
        for name, lane in self.world.lanes.items():
            there = lane.destination
            if lane.origin != here or there in places:
                continue
            if not self._lane_allowed(lane) or not self._place_allowed(there):
                continue
            further = [longer for one in arrived for longer in self._ride(begin, here, lanes, name, one)]
            if further:
                kept = further if self.keep_all else not_worse(further)
                yield from self._extend(begin, (*places, there), (*lanes, name), kept)

    def _passes_vias(self, places: tuple[str, ...]) -> bool:
        return all(self.world.members(via) & set(places) for via in self.query.get("via", ()))

    def _mode(self, lanes: tuple[str, ...]) -> str:
        return self.world.lanes[lanes[-1]].mode if lanes else "origin"

    def _ride(self, begin: int, here: str, lanes: tuple[str, ...], name: str, before: Partial) -> Iterator[Partial]:
        """The stay at `here` and one more leg, for each departure there is."""
        places, all_lanes = self.world.on(self._day(here, before.at))
        place, lane = places[here], all_lanes[name]
        if place.closed or not self._running(lane):
            return
        pair = f"{self._mode(lanes)}>{lane.mode}"
        ready = before.at + place.delay + duration(self._handling(place, pair).get("time", "0h"))
        if not lanes:
            ready += lane.empty_wait
        assert lane.rate is not None
        rate = self._cents(lane.rate, lane)
        assert rate is not None
        surcharges = [self._cents(value, lane) or 0 for _, value in lane.surcharges]
        metres = self.world.distance_m(lane)
        grams = half_up(transport_grams(lane.co2e or self.world.co2e.get(lane.mode), self.load, metres / 1000))
        there = self.world.places[lane.destination]
        for departure in self._departures(lane, place.zone, ready + lane.cutoff):
            arrival = departure + lane.transit
            stay = self._stay(place, pair, departure - before.at, transfer=bool(lanes))
            cost = rate + sum(surcharges)
            leg: Figures = {
                "lane": name,
                "mode": lane.mode,
                "from": here,
                "to": there.id,
                "distance_m": half_up(metres),
                "ready": self._written(ready, here),
                "wait": departure - ready,
                "transit": lane.transit,
                "depart": self._written(departure, here),
                "arrive": self._written(arrival, there.id),
                "cost": cost,
                "co2e": grams,
                "freight": rate,
            }
            yield Partial(
                arrival,
                before.cents + cost + stay["handling_cost"] + stay["storage_cost"],
                before.grams + grams + stay["co2e"],
                (*before.departs, departure),
                (*before.legs, leg),
                (*before.stays, stay),
            )

    def _deliver(self, begin: int, here: str, lanes: tuple[str, ...], one: Partial) -> Iterator[Found]:
        places, _ = self.world.on(self._day(here, one.at))
        place = places[here]
        if place.closed:
            return
        pair = f"{self._mode(lanes)}>destination"
        minutes = place.delay + duration(self._handling(place, pair).get("time", "0h"))
        delivered = one.at + minutes
        deadline = self.query.get("deadline")
        if deadline is not None:
            latest = calendar.instant(calendar.wall_clock(deadline, at_end=True), place.zone)
            if delivered > latest:
                return
        stay = self._stay(place, pair, minutes, transfer=False)
        stays = (*one.stays, stay)
        vector = (one.cents + stay["handling_cost"], delivered - begin, one.grams + stay["co2e"])
        figures = {
            "lanes": lanes,
            "cost": vector[0],
            "time": vector[1],
            "co2e": vector[2],
            "depart": one.legs[0]["depart"],
            "arrive": one.legs[-1]["arrive"],
            "delivered": self._written(delivered, here),
            "breakdown": {
                "freight": sum(leg["freight"] for leg in one.legs),
                "surcharges": sum(leg["cost"] - leg["freight"] for leg in one.legs),
                "handling": sum(each["handling_cost"] for each in stays),
                "storage": sum(each["storage_cost"] for each in stays),
            },
            "legs": [{key: leg[key] for key in leg if key != "freight"} for leg in one.legs],
            "stays": list(stays),
        }
        yield Found(vector, lanes, one.departs, figures)

    def _written(self, at: int, place: str) -> str | None:
        return calendar.written(at, self.world.places[place].zone) if self.dated else None

    # The answers

    def best(self, by: str, top: int) -> list[Figures]:
        """The `top` best lane sequences, each with its best schedule."""
        order = criteria(by)
        schedules: dict[tuple[str, ...], Found] = {}
        for one in self.found:
            held = schedules.get(one.lanes)
            if held is None or (order(one), one.departs) < (order(held), held.departs):
                schedules[one.lanes] = one
        ranked = sorted(schedules.values(), key=lambda one: (order(one), len(one.lanes), one.lanes))
        return [one.figures for one in ranked[:top]]

    def pareto(self) -> list[Figures]:
        """One itinerary for each vector that no other is as good as in all three and better in one."""
        by_vector: dict[tuple[int, int, int], Found] = {}
        for one in self.found:
            held = by_vector.get(one.vector)
            if held is None or representative(one) < representative(held):
                by_vector[one.vector] = one
        return [
            by_vector[vector].figures
            for vector in sorted(by_vector)
            if not any(other != vector and no_worse(other, vector) for other in by_vector)
        ]

    def pareto_best(self, by: str) -> Figures:
        """The non-dominated itinerary that is best by one criterion."""
        return min(self.pareto(), key=lambda one: [one[ORDER[number]] for number in ORDERS[by]])

    def balanced(self) -> list[tuple[Fraction, Figures]]:
        """The non-dominated itineraries by generalised cost, which comes in exact cents beside each.

        `value_of_time` is an amount per day for the whole shipment, `carbon_price` one per tonne.
        """
        day = Fraction(str(self.query["value_of_time"])) * 100
        tonne = Fraction(str(self.query["carbon_price"])) * 100
        front = [
            (one["cost"] + day * one["time"] / DAY + tonne * one["co2e"] / 1_000_000, one) for one in self.pareto()
        ]
        return sorted(front, key=lambda pair: pair[0])


def criteria(by: str) -> Callable[[Found], tuple[int, ...]]:
    order = ORDERS[by]
    return lambda one: tuple(one.vector[number] for number in order)


def representative(one: Found) -> tuple[int, tuple[str, ...], tuple[int, ...]]:
    return len(one.lanes), one.lanes, one.departs


def no_worse(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(mine <= theirs for mine, theirs in zip(one, other, strict=True))


def not_worse(arrived: list[Partial]) -> list[Partial]:
    """Without those that another matches: same lanes, same moment of arrival, no dearer and no dirtier.

    What follows depends on the moment of arrival alone, so the other one ends no worse in all three totals; where
    it ends equal in all three it had the same cost and CO2e before, and the earlier departures decide.
    """
    at: dict[int, list[Partial]] = {}
    for one in sorted(arrived, key=lambda each: (each.at, each.cents, each.grams, each.departs)):
        held = at.setdefault(one.at, [])
        if not any(other.cents <= one.cents and other.grams <= one.grams for other in held):
            held.append(one)
    return [one for group in at.values() for one in group]


def answer(network: dict[str, Any], query: dict[str, Any], overlays: Sequence[dict[str, Any]] = ()) -> list[Figures]:
    """The itineraries `find` shows for `by` cost, time or co2e, or for `pareto`."""
    search = BruteForce(network, query, overlays)
    if query.get("pareto"):
        return search.pareto()
    return search.best(query["by"], int(query.get("top", 5)))
