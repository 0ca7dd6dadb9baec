"""The lines around a table: what was understood above it, what the figures rest on below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routeplan.network.model import EQUIPMENT_TEU, Network
from routeplan.output.result import Look, Result
from routeplan.output.text import decimal, display, moment_text, place_with_code, timezone_of
from routeplan.planning.itinerary import Itinerary, Leg
from routeplan.planning.provenance import in_words, provenance, weakest
from routeplan.planning.request import Request
from routeplan.units import date_of, format_date, format_local, format_money

_BY = {
    "cost": "cost",
    "time": "time",
    "co2e": "CO2e",
    "balanced": "generalised cost",
    # Luck is drawn for candidates, not for every itinerary there is.
    "reliability": "reliability, among the non-dominated and the fastest",
}


def header(result: Result) -> list[str]:
    """The places as understood, the load and its basis, the ready time, the order."""
    answer, network = result.answer, result.network
    asked = answer.request
    way = " to ".join(place_with_code(network, p) for p in (asked.origin, asked.destination))
    if asked.via:
        way += ", via " + " and ".join(place_with_code(network, p) for p in asked.via)
    order = "all non-dominated, by cost" if asked.pareto else f"ranked by {_BY[asked.by]}"
    lines = [way, f"{_load(result)}; {_when(result)}; {order}"]
    if asked.by == "balanced" and not asked.pareto and (answer.day_cents or answer.tonne_cents):
        day, tonne = (format_money(cents, network.currency) for cents in (answer.day_cents, answer.tonne_cents))
        lines.append(f"(price + {day} a day + {tonne} a tonne of CO2e)")
    return lines


def _load(result: Result) -> str:
    asked = result.answer.request
    text = f"{asked.quantity} x {asked.equipment}"
    teu = EQUIPMENT_TEU[asked.equipment]
    each = " each" if asked.quantity > 1 else ""
    if asked.weight is not None:
        text += f", {decimal(*asked.weight)} t{each}"
    elif teu[0]:
        text += f", {decimal(10 * teu[0], teu[1])} t{each}"
    return f"{text}, {display(asked.cargo)}" if asked.cargo else text


def _when(result: Result) -> str:
    asked = result.answer.request
    if asked.arrive_by is not None:
        return f"ready as late as can be to be delivered by {format_local(asked.arrive_by).replace('T', ' ')}"
    if asked.depart is None:
        return "undated (average waits)"
    if asked.depart_until is not None:
        first, last = (format_local(moment).replace("T", " ") for moment in (asked.depart, asked.depart_until))
        return f"ready between {first} and {last}"
    starts = {it.start_min for it in result.answer.itineraries}
    text = f"ready {format_local(asked.depart).replace('T', ' ')}"
    if len(starts) == 1 and (start := starts.pop()) is not None:
        origin = result.answer.itineraries[0].legs[0].lane.from_place
        text = f"ready {moment_text(start, timezone_of(result.network, origin), offset=True)}"
    if asked.deadline is not None:
        text += f", due {format_local(asked.deadline).replace('T', ' ')}"
    return text


def asks_for_extras(result: Result) -> bool:
    """Whether the question asks for more than itineraries: chances, windows, carrying costs, reasons."""
    asked = result.answer.request
    wanted = asked.chances or asked.depart_until is not None or asked.arrive_by is not None or asked.why
    return bool(wanted or asked.cargo_value is not None or asked.why_not)


def beside(result: Result) -> list[str]:
    """Sections below the itineraries, where the question asks for any."""
    if not asks_for_extras(result):
        return []
    from routeplan.output.chances import sections

    return sections(result)


def footer(result: Result, look: Look) -> list[str]:
    """How many of how many and how to see more, the currency and its rates, the scenarios."""
    answer, network = result.answer, result.network
    shown, of = len(answer.itineraries), answer.shown_of
    lines = [
        f"{shown} of {of} itineraries" if of is not None else f"{shown} {'itinerary' if shown == 1 else 'itineraries'}"
    ]
    if not look.legs:
        lines[0] += "; --legs opens them leg by leg"
        if not answer.request.pareto and (shown < of if of is not None else shown == answer.request.top):
            lines[0] += f", -k {answer.request.top * 2} shows more"
    lines[0] += "."
    if not answer.request.pareto and shown > answer.request.top:
        lines.append(f"Those with a label come on top of -k {answer.request.top}.")
    basis = f"Figures are for the whole shipment, in {network.currency}"
    if network.rates_as_of is not None and network.exchange_rates:
        basis += f", at the exchange rates of {format_date(network.rates_as_of)}"
    lines.append(basis + ".")
    if has_estimates(result):
        lines.append("* rests on an estimate.")
    if any(it.delivered_min is not None and averaged(it.legs) for it in answer.itineraries):
        lines.append("~ is an average: without a timetable, half the time between two departures is waited.")
    if not look.legs:
        lines += basis_of(answer.itineraries, network, "Of all shown: ")
    if result.scenarios:
        lines.append("Scenarios: " + ", ".join(display(s) for s in result.scenarios) + ".")
    if not answer.complete and answer.missing:
        lines.append(f"Not complete: {display(answer.missing)}.")
    return lines


def basis_of(itineraries: Sequence[Itinerary], network: Network, before: str) -> list[str]:
    """What the figures rest on, in one line; none where the network says nothing about it."""
    found = provenance(itineraries, network)
    stated = found.oldest or any(share for share in (*found.cost[:2], *found.time[:2]))
    return [f"{before}{in_words(found)}."] if stated else []


def has_estimates(result: Result) -> bool:
    return any(mark(it) for it in result.answer.itineraries)


def mark(it: Itinerary) -> str:
    """A star where the figures rest on an estimate."""
    return "*" if weakest(it) == "estimate" else ""


def known_year(asked: Request) -> int:
    """The year that goes without saying, as the ready time above says it; 0 where none does."""
    return 0 if asked.depart is None else date_of(asked.depart // 1440)[0]


def averaged(legs: Iterable[Leg]) -> str:
    """The sign before a moment that rests on an average wait, as one of these legs has no timetable."""
    return "~" * any(leg.lane.departures is not None and leg.lane.departures.kind == "per_week" for leg in legs)
