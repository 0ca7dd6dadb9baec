"""From what a search found back to an itinerary with every figure, computed anew from the records.

The search adds up integers it prepared beforehand; this goes leg by leg through the lanes as written. Both must
agree, and a disagreement is a bug that stops the answer.
"""

from __future__ import annotations

from routeplan.network.model import EQUIPMENT_TEU, MODES, Handling, Lane, Network
from routeplan.planning.board import DESTINATION, ORIGIN, Board, Era, distance_of, leg_items, storage_days
from routeplan.planning.found import Found
from routeplan.planning.itinerary import Item, Itinerary, Leg, Stay
from routeplan.planning.pricing import Load, covering, half_up, handling_grams, leg_grams
from routeplan.planning.problem import Problem
from routeplan.planning.timetable import mean_wait_min
from routeplan.units import format_factor, format_ratio, format_weight_co2e, ratio


def rebuild(problem: Problem, found: Found) -> Itinerary:
    """The itinerary with its legs and stays; raises AssertionError if the figures differ from the search's."""
    board = problem.board
    start = next(ready for _, place, ready in problem.starts if place == found.origin)
    place, inbound, moment = found.origin, ORIGIN, start
    legs: list[Leg] = []
    stays: list[Stay] = []
    for i, number in enumerate(found.lanes):
        era = board.era_at(place, moment)
        lane = era.network.lanes[board.lane_ids[number]]
        mode = MODES.index(lane.mode)
        stopover = era.stopover(place, inbound, mode)
        empty_wait = lane.empty_wait_min if inbound == ORIGIN else 0
        ready = moment + stopover.time_min + empty_wait
        if board.dated:
            departure = found.departures[i]
        else:
            departure = ready + lane.cutoff_min + (mean_wait_min(lane.departures) or 0)
        stays.append(_stay(board, era, place, inbound, mode, moment, departure - moment, empty_wait))
        leg = _leg(board, era, lane, ready, departure) if board.dated else _undated(board, era, lane, departure - ready)
        legs.append(leg)
        place, inbound, moment = board.number_of(lane.to_place), mode, departure + leg.transit_min
    era = board.era_at(place, moment)
    last = era.stopover(place, inbound, DESTINATION)
    stays.append(_stay(board, era, place, inbound, DESTINATION, moment, last.time_min, 0))
    delivered = moment + last.time_min
    freight = sum(leg.rate.cents for leg in legs)
    surcharges = sum(item.cents for leg in legs for item in leg.surcharges)
    handling = sum(stay.handling_cents for stay in stays)
    storage = sum(stay.storage_cents for stay in stays)
    itinerary = Itinerary(
        legs=tuple(legs),
        stays=tuple(stays),
        cost_cents=freight + surcharges + handling + storage,
        time_min=delivered - start,
        co2e_g=sum(leg.co2e_g for leg in legs) + sum(stay.co2e_g for stay in stays),
        freight_cents=freight,
        surcharges_cents=surcharges,
        handling_cents=handling,
        storage_cents=storage,
        start_min=start if board.dated else None,
        delivered_min=delivered if board.dated else None,
        generalised_cents=0,
    )
    rebuilt = (itinerary.cost_cents, itinerary.time_min, itinerary.co2e_g)
    if rebuilt != found.vector:
        raise AssertionError(f"search and records disagree: {found.vector} against {rebuilt}")
    return itinerary


def _stay(
    board: Board,
    era: Era,
    place: int,
    inbound: int,
    outbound: int,
    begin: int,
    stay_min: int,
    empty_wait: int,
) -> Stay:
    stopover = era.stopover(place, inbound, outbound)
    record = era.network.places[board.place_ids[place]]
    transfer = inbound != ORIGIN and outbound != DESTINATION
    storage = era.storage[place] if transfer else None
    way_in = "origin" if inbound == ORIGIN else MODES[inbound]
    way_out = "destination" if outbound == DESTINATION else MODES[outbound]
    return Stay(
        place=record.id,
        handling=f"{way_in}>{way_out}",
        begin_min=begin if board.dated else None,
        stay_min=stay_min,
        delay_min=record.delay_min,
        empty_wait_min=empty_wait,
        handling_min=stopover.time_min - record.delay_min,
        wait_min=stay_min - stopover.time_min - empty_wait,
        handling_cents=stopover.cents,
        storage_days=storage_days(storage[0], stay_min) if storage else 0,
        storage_cents=era.storage_cents(place, stay_min) if transfer else 0,
        co2e_g=stopover.grams,
        co2e_basis=_handling_basis(era.handling_of(place, inbound, outbound), board.load),
    )


def _handling_basis(handling: Handling | None, load: Load) -> str:
    """The arithmetic of a stay's CO2e in words: `6 kg/TEU x 2 TEU`, or nothing where it has none."""
    if handling is None or handling.co2e is None or not handling_grams(handling.co2e, load):
        return ""
    weight = handling.co2e
    factor = format_weight_co2e(weight)
    if weight.per == "shipment":
        return factor
    num, den = EQUIPMENT_TEU[load.equipment] if weight.per == "TEU" else (1, 1)
    return f"{factor} x {format_ratio(ratio(num * load.quantity, den))} {weight.per}"


def _leg(board: Board, era: Era, lane: Lane, ready: int, departure: int) -> Leg:
    network, load = era.network, board.load
    distance = distance_of(lane, network)
    rate, surcharges = leg_items(lane, load, distance)
    items = tuple(
        Item(surcharge.name, cents or 0) for surcharge, cents in zip(lane.surcharges, surcharges, strict=True)
    )
    factor = lane.co2e or network.co2e.get(lane.mode)
    arrival = departure + lane.transit.typical_min
    return Leg(
        lane=lane,
        distance_m=half_up(1000 * distance[0], distance[1]),
        distance_is_estimate=lane.distance is None,
        ready_min=ready if board.dated else None,
        depart_min=departure if board.dated else None,
        arrive_min=arrival if board.dated else None,
        wait_min=departure - ready,
        transit_min=lane.transit.typical_min,
        rate=Item("rate", rate or 0),
        surcharges=items,
        cost_cents=(rate or 0) + sum(item.cents for item in items),
        co2e_g=leg_grams(factor, load, distance) if factor else 0,
        co2e_factor=format_factor(factor) if factor else "",
        co2e_basis=_co2e_basis(lane, network, load),
    )


def _undated(board: Board, era: Era, lane: Lane, wait_min: int) -> Leg:
    """A leg without dates, which is the same in all itineraries."""
    return board.legs.of(lane.id, lambda: _leg(board, era, lane, 0, wait_min))


def _co2e_basis(lane: Lane, network: Network, load: Load) -> str:
    """The arithmetic of a leg's CO2e in words: `22 g/tkm x 1500 km x 20 t`."""
    factor = lane.co2e or network.co2e.get(lane.mode)
    if factor is None:
        return ""
    distance = distance_of(lane, network)
    unit, (num, den) = ("t", load.weight) if factor.unit == "tkm" else ("TEU", EQUIPMENT_TEU[load.equipment])
    return " x ".join(
        (
            format_factor(factor),
            f"{format_ratio(ratio(*distance))} km",
            f"{format_ratio(ratio(num * load.quantity, den))} {unit}",
        )
    )


def gaps(board: Board, itinerary: Itinerary) -> list[str]:
    """What counted as nothing, or was estimated, because the network does not say: one sentence each."""
    said: list[str] = []
    moments = [stay.begin_min or 0 for stay in itinerary.stays]
    load = board.load
    if not (load.weight[0] or EQUIPMENT_TEU[load.equipment][0]):
        said.append(f"no weight given for a {load.equipment}, so its legs emit nothing here: --weight")
    for stay, moment in zip(itinerary.stays, moments, strict=True):
        place = board.number_of(stay.place)
        era = board.era_at(place, moment)
        handling = era.handling_at(place, stay.handling)
        if handling is None:
            said.append(f"{stay.place}: no handling known for {stay.handling}, counted as no time and no cost")
        elif handling.cost is not None and covering(handling.cost, load.equipment) is None:
            said.append(f"{stay.place}: handling {stay.handling} has no price for {load.equipment}, counted as nothing")
        storage = era.network.places[stay.place].storage
        transfer = "origin" not in stay.handling and "destination" not in stay.handling
        if transfer and storage is not None and covering(storage.rate, load.equipment) is None:
            said.append(f"{stay.place}: storage has no price for {load.equipment}, counted as nothing")
    for leg in itinerary.legs:
        lane = leg.lane
        if leg.distance_is_estimate:
            km = (leg.distance_m + 500) // 1000
            said.append(f"lane {lane.id} has no distance, the great circle is used ({km} km)")
        if not leg.co2e_factor:
            said.append(f"no CO2e factor for {lane.mode} (lane {lane.id}), counted as nothing")
        for surcharge in lane.surcharges:
            if covering(surcharge.amount, load.equipment) is None:
                said.append(
                    f"lane {lane.id}: surcharge {surcharge.name} has no price for {load.equipment}, counted as nothing"
                )
    return said
