"""Checks of places: where they are, what they are called, what happens there."""

from __future__ import annotations

from collections.abc import Iterable
from math import acos, cos, radians, sin

from routeplan.errors import Finding
from routeplan.network.checks.registry import Check, check, finding
from routeplan.network.model import Network
from routeplan.network.zones import country_names, zone_points, zones_by_country

CHECKS: list[Check] = []

FAR_FROM_HOME_KM = 3000  # no place is that far from every zone's city of its country


@check(CHECKS)
def coordinates(network: Network) -> Iterable[Finding]:
    """Places at (0, 0), with latitude and longitude exchanged, or far from their country."""
    points = zone_points()
    for place in network.places.values():
        lat, lon = place.lat[0] / place.lat[1], place.lon[0] / place.lon[1]
        home = points.get(place.country, ())
        if abs(lat) < 0.01 and abs(lon) < 0.01:
            message = f"the place {place.id} lies at (0, 0), in the Gulf of Guinea"
            yield finding(place, "warning", "RP427", message, "write its lat and lon")
        elif home and _nearest_km(lat, lon, home) > FAR_FROM_HOME_KM:
            if abs(lon) <= 90 and _nearest_km(lon, lat, home) < FAR_FROM_HOME_KM:
                message = f"lat and lon of {place.id} seem to be exchanged"
                yield finding(place, "warning", "RP427", message, f"write lat: {lon:g} and lon: {lat:g}")
            else:
                country = country_names().get(place.country, place.country)
                message = f"the place {place.id} lies far from {country}"
                yield finding(place, "warning", "RP427", message, "check its lat, lon and country")


def _nearest_km(lat: float, lon: float, points: Iterable[tuple[float, float]]) -> float:
    """Kilometres to the nearest of the points, near enough for a rule of thumb."""
    a = radians(lat)
    cosines = (sin(a) * sin(radians(y)) + cos(a) * cos(radians(y)) * cos(radians(x - lon)) for y, x in points)
    return 6371 * acos(max(-1.0, min(1.0, max(cosines))))


@check(CHECKS)
def foreign_timezone(network: Network) -> Iterable[Finding]:
    """Time zones of another country."""
    home = zones_by_country()
    country_of = {zone: country for country, zones in home.items() for zone in zones}
    for place in network.places.values():
        owner = country_of.get(place.timezone)
        if owner is None or owner == place.country or place.country not in home:
            continue
        here = home[place.country]
        message = f"the time zone {place.timezone} of {place.id} is one of {owner}, the place is in {place.country}"
        yield finding(place, "warning", "RP428", message, f"is it {' or '.join(here[:3])}?")


@check(CHECKS)
def curly_quotes(network: Network) -> Iterable[Finding]:
    """Names that begin or end with quotes a word processor has put there."""
    for place in network.places.values():
        for name in (place.name, *place.aliases):
            if name[0] in "“„«‘" or name[-1] in "”“»":
                message = f"the name {name} has curly quotes around it, which are part of the name"
                yield finding(place, "warning", "RP436", message, 'write "straight quotes", or none')


@check(CHECKS)
def missing_handling(network: Network) -> Iterable[Finding]:
    """Changes of lane that take no time and cost nothing because no handling is given for them."""
    inbound: dict[str, list[str]] = {}
    outbound: dict[str, list[str]] = {}
    for lane in network.lanes.values():
        inbound.setdefault(lane.to_place, []).append(lane.mode)
        outbound.setdefault(lane.from_place, []).append(lane.mode)
    for id, place in network.places.items():
        known = {*network.handling, *(handling.pair for handling in place.handling)}
        pairs = dict.fromkeys(
            f"{arriving}>{leaving}"
            for arriving in sorted(set(inbound.get(id, ())))
            for leaving in sorted(set(outbound.get(id, ())))
        )
        missing = [pair for pair in pairs if pair not in known]
        if missing:
            message = f"no handling is given for {', '.join(missing)} at {id}: it takes no time and costs nothing"
            help = f"add it here or at the top: handling: {{{missing[0]}: {{time: 24h, cost: 90 USD/TEU}}}}"
            yield finding(place, "info", "RP429", message, help)
