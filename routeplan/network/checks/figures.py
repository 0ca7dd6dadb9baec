"""Checks of the figures of lanes and prices."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.errors import Finding
from routeplan.network.checks.registry import Check, check, finding, written
from routeplan.network.geo import great_circle_m
from routeplan.network.model import Network, Price
from routeplan.network.references import covering
from routeplan.units import format_ratio, ratio

CHECKS: list[Check] = []

COMMON_EQUIPMENT = ("20GP", "40HC")

FASTEST_KMH = {
    "road": 110,  # above any European truck limit (80 to 90 km/h) and the Chinese one (100 km/h)
    "rail": 160,  # the express freight trains of China Railway run at up to 160 km/h
    "sea": 56,  # 30 knots: the fastest container ships ever built sailed at up to 30
    "barge": 30,  # inland vessels make 10 to 20 km/h, downstream more
}
"""What nothing of the mode moves faster than; a lane above it has a wrong distance or transit."""


@check(CHECKS)
def no_rate(network: Network) -> Iterable[Finding]:
    """Lanes without a rate, which are not usable."""
    for lane in written(network):
        if lane.rate is None:
            message = f"the lane {lane.id} has no rate: it is not usable"
            yield finding(lane, "warning", "RP421", message, "add one, such as rate: 420 USD/TEU")


@check(CHECKS)
def no_distance(network: Network) -> Iterable[Finding]:
    """Lanes without a distance, which count with the great circle."""
    for lane in written(network):
        if lane.distance is None:
            metres = great_circle_m(network.places[lane.from_place], network.places[lane.to_place])
            message = f"the lane {lane.id} has no distance: the great circle counts, {(metres + 500) // 1000} km"
            yield finding(lane, "warning", "RP422", message, "add one, such as distance: 1500 km")


@check(CHECKS)
def no_co2e(network: Network) -> Iterable[Finding]:
    """Modes and lanes for which no CO2e factor is known."""
    reported = set()
    for lane in written(network):
        if lane.co2e is None and lane.mode not in network.co2e and lane.mode not in reported:
            reported.add(lane.mode)
            message = f"no CO2e factor is known for {lane.mode}, as at {lane.id}: it counts as nothing"
            help = f"add it at the top: co2e: {{{lane.mode}: 22 g/tkm}}, with its source"
            yield finding(lane, "warning", "RP423", message, help)


@check(CHECKS)
def too_fast(network: Network) -> Iterable[Finding]:
    """Lanes faster than anything of their mode."""
    for lane in written(network):
        places = network.places
        if lane.distance is not None:
            num, den = lane.distance
        else:
            num, den = great_circle_m(places[lane.from_place], places[lane.to_place]), 1000
        limit = FASTEST_KMH[lane.mode]
        minutes = lane.transit.typical_min
        if num * 60 > limit * minutes * den and num > den:
            speed = f"{num * 60 // (minutes * den)} km/h" if minutes else "no time at all"
            message = f"the lane {lane.id} takes {speed}: {lane.mode} stays below {limit} km/h"
            yield finding(lane, "warning", "RP425", message, "check its distance and transit")


@check(CHECKS)
def too_short(network: Network) -> Iterable[Finding]:
    """Distances shorter than the straight line; 2 % and 5 km are left to where exactly a place is."""
    for lane in written(network):
        if lane.distance is None:
            continue
        metres = great_circle_m(network.places[lane.from_place], network.places[lane.to_place])
        if lane.distance[0] * 1000 < (metres * 98 // 100 - 5000) * lane.distance[1]:
            written_km = format_ratio(ratio(*lane.distance))
            straight = (metres + 500) // 1000
            message = f"the lane {lane.id} has {written_km} km; the straight line is {straight} km"
            yield finding(lane, "warning", "RP426", message, "check the distance, and lat and lon of both ends")


@check(CHECKS)
def uncovered_equipment(network: Network) -> Iterable[Finding]:
    """Prices that leave out common equipment."""
    for lane in written(network):
        if lane.rate is None:
            continue
        usable = [equipment for equipment in COMMON_EQUIPMENT if covering(lane.rate, equipment)]
        missing = [equipment for equipment in COMMON_EQUIPMENT if equipment not in usable]
        if missing and (usable or not covering(lane.rate, "VEH")):
            message = f"the rate of {lane.id} does not cover {' and '.join(missing)}: not usable for it"
            yield finding(lane, "info", "RP432", message, "add it to the rate, or write an amount per TEU")
        for surcharge in lane.surcharges:
            lacking = _lacking(surcharge.amount, usable)
            if lacking:
                message = f"{surcharge.name} of {lane.id} does not cover {lacking}: it counts as nothing"
                yield finding(lane, "warning", "RP432", message, "add it to the amount")
    for place in network.places.values():
        prices = [(handling.pair, handling.cost) for handling in place.handling if handling.cost]
        if place.storage is not None:
            prices.append(("storage", place.storage.rate))
        for what, price in prices:
            lacking = _lacking(price, COMMON_EQUIPMENT)
            if lacking and not covering(price, "VEH"):
                message = f"the price of {what} at {place.id} does not cover {lacking}: it counts as nothing"
                yield finding(place, "warning", "RP432", message, "add it to the price")


def _lacking(price: Price, wanted: Iterable[str]) -> str:
    return " and ".join(equipment for equipment in wanted if not covering(price, equipment))
