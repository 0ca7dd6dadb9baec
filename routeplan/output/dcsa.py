"""An answer as point-to-point routings of the DCSA Commercial Schedules API, for systems that read carriers' schedules.

Source: DCSA, Commercial Schedules 1.0.3 (12 June 2026), schema PointToPoint of /v1/point-to-point-routes,
https://github.com/dcsaorg/DCSA-OpenAPI/tree/master/cs/v1. Moments are local with their offset, footprints tonnes of
CO2e, transit times whole days begun. Vessels and voyages are not known here and are left out.
"""

from __future__ import annotations

from typing import Any

from routeplan.errors import UsageError
from routeplan.network.model import Network, Place
from routeplan.output.json import Figure, dumps
from routeplan.output.result import Look, Result
from routeplan.output.text import decimal, iso, timezone_of
from routeplan.planning.itinerary import Itinerary, Leg

_MODES = {"sea": "VESSEL", "barge": "BARGE", "rail": "RAIL", "road": "TRUCK"}
_FACILITIES = {
    "seaport": "POTE",
    "port_area": "POTE",
    "river_port": "POTE",
    "dry_port": "INTE",
    "rail_terminal": "INTE",
    "border": "BORD",
    "city": "CLOC",
}
_LONGEST_NAME = 100


def render(result: Result, look: Look) -> str:
    """The list of routings, empty without a route. Raises `UsageError` where the answer has no dates."""
    if any(it.start_min is None for it in result.answer.itineraries):
        raise UsageError("a schedule has dates", help="add --depart, such as --depart 2026-03-02")
    routings = [_routing(it, result.network) for it in result.answer.itineraries]
    return dumps(routings, ascii=look.ascii, indent=True) + "\n"


def _routing(it: Itinerary, network: Network) -> dict[str, Any]:
    origin = network.places[it.legs[0].lane.from_place]
    destination = network.places[it.legs[-1].lane.to_place]
    return {
        "placeOfReceipt": _at(origin, it.start_min, network),
        "placeOfDelivery": _at(destination, it.delivered_min, network),
        "receiptTypeAtOrigin": _service(origin),
        "deliveryTypeAtDestination": _service(destination),
        "solutionNumber": it.rank,
        "transitTime": -(-it.time_min // 1440),
        "solutionFootprint": {"co2e": _tonnes(it.co2e_g)},
        "legs": [_leg(number, leg, network) for number, leg in enumerate(it.legs, start=1)],
    }


def _leg(number: int, leg: Leg, network: Network) -> dict[str, Any]:
    lane = leg.lane
    start, end = network.places[lane.from_place], network.places[lane.to_place]
    cutoffs = []
    if lane.cutoff_min and leg.depart_min is not None:
        moment = iso(leg.depart_min - lane.cutoff_min, timezone_of(network, start.id))
        cutoffs.append({"cutOffDateTimeCode": "FCO", "cutOffDateTime": moment})
    return {
        "sequenceNumber": number,
        "transport": _transport(leg),
        "departure": _at(start, leg.depart_min, network),
        "arrival": _at(end, leg.arrive_min, network),
        "footprint": {"co2e": _tonnes(leg.co2e_g)},
        **({"cutOffTimes": cutoffs} if cutoffs else {}),
    }


def _transport(leg: Leg) -> dict[str, Any]:
    transport: dict[str, Any] = {"modeOfTransport": _MODES[leg.lane.mode]}
    if leg.lane.mode in ("sea", "barge") and leg.lane.operator:
        transport["servicePartners"] = [{"carrierServiceName": leg.lane.operator.strip()[:50].strip()}]
    return transport


def _at(place: Place, moment: int | None, network: Network) -> dict[str, Any]:
    return {
        "facilityTypeCode": _FACILITIES[place.kind],
        "location": _location(place, network),
        "dateTime": iso(moment, timezone_of(network, place.id)),
    }


def _location(place: Place, network: Network) -> dict[str, Any]:
    """By UN/LOCODE, a port area by that of its port; where there is none, by name and country."""
    name = place.name.strip()[:_LONGEST_NAME].strip()
    within: Place | None = place
    while within is not None:
        if within.unlocode:
            return {"locationName": name, "UNLocationCode": within.unlocode}
        within = network.places.get(within.part_of)
    return {"locationName": name, "addressLines": [f"{name}, {place.country}"]}


def _service(place: Place) -> str:
    """Store door where a city is asked for, else the container yard."""
    return "SD" if place.kind == "city" else "CY"


def _tonnes(grams: int) -> Figure:
    return Figure(decimal(grams, 1_000_000))
