"""Questions to the bundled network, read once for all tests on it. One day stands for today in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import routeplan
from routeplan.library import Itineraries, plan, select_scenarios
from routeplan.network.model import Network
from routeplan.network.scenarios import apply
from routeplan.planning.itinerary import Itinerary, Leg, Stay
from routeplan.planning.request import Avoid
from routeplan.question import request_from_options
from routeplan.units import parse_date

NOW = "2026-04-01"


@cache
def bundled() -> routeplan.Network:
    return routeplan.bundled_network()


def record() -> Network:
    """The network as its files have it, no scenario applied."""
    return bundled().record


@cache
def on(day: str, *scenarios: str) -> Network:
    """The network as it is on a day, with the active scenarios and these."""
    return apply(record(), select_scenarios(record(), scenarios), parse_date(day))


def ask(origin: str, destination: str, **options: object) -> Itineraries:
    return bundled().find(origin, destination, **{"now": NOW, **options})  # type: ignore[arg-type]


def cheapest(origin: str, destination: str, **options: object) -> Itinerary:
    return ask(origin, destination, by="cost", top=1, **options)[0]


def fastest(origin: str, destination: str, **options: object) -> Itinerary:
    return ask(origin, destination, by="time", top=1, **options)[0]


def ride(
    origin: str,
    destination: str,
    *lanes: str,
    with_: Sequence[str] = (),
    without: Sequence[str] = (),
    **options: object,
) -> Itinerary:
    """The itinerary over exactly these lanes."""
    network = record()
    asked = {"origin": origin, "destination": destination, "by": "cost", "top": 1, "now": NOW, **options}
    others = tuple(Avoid("lane", lane) for lane in network.lanes if lane not in lanes)
    request = request_from_options(network, asked)._replace(avoid=others)
    answer = plan(network, select_scenarios(network, with_, without), request)
    assert answer.itineraries, f"no way over {lanes}"
    assert lane_ids(answer.itineraries[0]) == list(lanes)
    return answer.itineraries[0]


def lane_ids(itinerary: Itinerary) -> list[str]:
    return [leg.lane.id for leg in itinerary.legs]


def modes(itinerary: Itinerary) -> list[str]:
    return [leg.lane.mode for leg in itinerary.legs]


def days(itinerary: Itinerary) -> float:
    return itinerary.time_min / 1440


def under_way_days(itinerary: Itinerary) -> float:
    """Transit alone, without waits and handling."""
    return sum(leg.transit_min for leg in itinerary.legs) / 1440


def dollars(item: Itinerary | Leg) -> float:
    return item.cost_cents / 100


def stay_at(itinerary: Itinerary, place: str) -> Stay:
    return next(stay for stay in itinerary.stays if stay.place == place)


def surcharges(itinerary: Itinerary) -> dict[str, float]:
    """Surcharges of all legs in dollars by name, repeats added up."""
    found: dict[str, float] = {}
    for leg in itinerary.legs:
        for item in leg.surcharges:
            found[item.name] = found.get(item.name, 0) + item.cents / 100
    return found
