"""JSON of an answer, schema routeplan.find/1, and one itinerary a line, schema routeplan.itinerary/1.

Figures are written from whole cents, minutes and grams as text, so no float rounds them on the way.
"""

from collections.abc import Callable
from functools import lru_cache
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any, NamedTuple

from routeplan.network.model import Network
from routeplan.output.result import Look, Result
from routeplan.output.text import decimal, iso, timezone_of
from routeplan.planning.itinerary import Itinerary, Leg, Stay
from routeplan.planning.provenance import GRADES, provenance
from routeplan.planning.request import Avoid, Request
from routeplan.units import format_date, format_local

SCHEMA = "routeplan.find/1"
LINE_SCHEMA = "routeplan.itinerary/1"


class Figure(str):
    """A number already written out; `dumps` puts it down without quotes."""

    __slots__ = ()


def money(cents: int) -> Figure:
    return _with_point(cents, 100)


def kilograms(grams: int) -> Figure:
    return _with_point(grams, 1000)


def in_hours(minutes: int) -> Figure:
    """Hours as the nearest double, in its shortest form."""
    return Figure(str(minutes // 60) if minutes % 60 == 0 else repr(minutes / 60))


def kilometres(metres: int) -> Figure:
    return Figure(decimal(metres, 1000))


def _with_point(num: int, den: int) -> Figure:
    text = decimal(num, den)
    return Figure(text if "." in text else text + ".0")


def render(result: Result, look: Look) -> str:
    return dumps(document(result), ascii=look.ascii, indent=True) + "\n"


def render_lines(result: Result, look: Look) -> str:
    """One itinerary a line, best first; empty when there is none."""
    about = {
        "schema": LINE_SCHEMA,
        "origin": result.answer.request.origin,
        "destination": result.answer.request.destination,
    }
    return "".join(
        dumps({**about, **itinerary(i, result.network)}, ascii=look.ascii) + "\n" for i in result.answer.itineraries
    )


def moments(leg: Leg, network: Network) -> dict[str, Any]:
    """The part of a leg that differs from one departure to another."""
    origin, destination = timezone_of(network, leg.lane.from_place), timezone_of(network, leg.lane.to_place)
    return {
        "ready": iso(leg.ready_min, origin),
        "wait_h": in_hours(leg.wait_min),
        "transit_h": in_hours(leg.transit_min),
        "depart": iso(leg.depart_min, origin),
        "arrive": iso(leg.arrive_min, destination),
    }


def of_leg(leg: Leg, network: Network) -> dict[str, Any]:
    lane = leg.lane
    return {
        "lane": lane.id,
        "mode": lane.mode,
        "from": lane.from_place,
        "to": lane.to_place,
        "distance_km": kilometres(leg.distance_m),
        **moments(leg, network),
        "cost": money(leg.cost_cents),
        "co2e_kg": kilograms(leg.co2e_g),
        "distance_is_estimate": leg.distance_is_estimate,
        "rate": money(leg.rate.cents),
        "surcharges": [{"name": s.name, "amount": money(s.cents)} for s in leg.surcharges],
        "co2e_factor": leg.co2e_factor or None,
        "co2e_basis": leg.co2e_basis or None,
        "operator": lane.operator or None,
        "passages": list(lane.passages),
        "crosses": list(lane.crosses),
        "tags": list(lane.tags),
        "status": lane.status,
        "confidence": lane.confidence or None,
        "period": lane.period or None,
        "source": list(lane.source),
        "notes": lane.notes or None,
    }


def of_stay(stay: Stay, network: Network) -> dict[str, Any]:
    return {
        "place": stay.place,
        "handling": stay.handling,
        "stay_h": in_hours(stay.stay_min),
        "handling_cost": money(stay.handling_cents),
        "storage_cost": money(stay.storage_cents),
        "co2e_kg": kilograms(stay.co2e_g),
        "handling_h": in_hours(stay.handling_min),
        "empty_wait_h": in_hours(stay.empty_wait_min),
        "delay_h": in_hours(stay.delay_min),
        "wait_h": in_hours(stay.wait_min),
        "storage_days": stay.storage_days,
        "co2e_basis": stay.co2e_basis or None,
    }


class Parts(NamedTuple):
    """How the parts of an itinerary are put into its document."""

    leg: Callable[[Leg, Network], Any] = of_leg
    stay: Callable[[Stay, Network], Any] = of_stay


PLAIN = Parts()


def document(result: Result, parts: Parts = PLAIN) -> dict[str, Any]:
    """The answer as plain dictionaries and lists; numbers are `Figure` or int."""
    answer, network = result.answer, result.network
    no_route = answer.no_route
    return {
        "schema": SCHEMA,
        "request": request(answer.request, network),
        "network": {"name": network.name, "digest": network.digest, "scenarios": list(result.scenarios)},
        "itineraries": [itinerary(i, network, parts) for i in answer.itineraries],
        "no_route": no_route
        and {"reason": no_route.reason, "message": no_route.message, "help": no_route.help or None},
        "warnings": list(answer.warnings),
        "complete": answer.complete,
        "missing": answer.missing or None,
        "found": answer.shown_of,
        "exchange_rates_as_of": None if network.rates_as_of is None else format_date(network.rates_as_of),
        **_extras(result),
    }


def _extras(result: Result) -> dict[str, Any]:
    """What is there only where the question asks for it."""
    answer = result.answer
    if not (answer.why or answer.why_not or answer.request.cargo_value is not None):
        return {}
    from routeplan.output import json_extras

    return json_extras.of_answer(result)


def request(asked: Request, network: Network) -> dict[str, Any]:
    """Every option as it was understood; places are ids."""
    return {
        "origin": asked.origin,
        "destination": asked.destination,
        "depart": None if asked.depart is None else format_local(asked.depart),
        "equipment": asked.equipment,
        "quantity": asked.quantity,
        "by": asked.by,
        "top": asked.top,
        "pareto": asked.pareto,
        "deadline": None if asked.deadline is None else format_local(asked.deadline),
        "weight": _ratio(asked.weight),
        "via": list(asked.via),
        "avoid": [avoid_text(a) for a in asked.avoid],
        "mode": list(asked.modes),
        "max_transfers": asked.max_transfers,
        "include": list(asked.include),
        "max_wait_h": in_hours(asked.max_wait_min),
        "cargo": asked.cargo or None,
        "prefer": list(asked.prefer),
        "value_of_time": _ratio(asked.value_of_time, 100),
        "carbon_price": _ratio(asked.carbon_price, 100),
        "depart_until": None if asked.depart_until is None else format_local(asked.depart_until),
        "arrive_by": None if asked.arrive_by is None else format_local(asked.arrive_by),
        "cargo_value": _ratio(asked.cargo_value, 100),
        "capital_rate": None if asked.cargo_value is None else _ratio(asked.capital_rate),
        "draws": asked.draws if asked.chances else None,
        "seed": asked.seed if asked.chances else None,
        "confidence": _ratio(asked.confidence) if asked.chances else None,
        "today": format_date(asked.today),
    }


def avoid_text(avoid: Avoid) -> str:
    """What is avoided as the command line takes it; a place is its id."""
    return avoid.value if avoid.kind == "place" else f"{avoid.kind}:{avoid.value}"


def _ratio(value: tuple[int, int] | None, den: int = 1) -> Figure | None:
    return None if value is None else Figure(decimal(value[0], value[1] * den))


def itinerary(it: Itinerary, network: Network, parts: Parts = PLAIN) -> dict[str, Any]:
    first, last = it.legs[0], it.legs[-1]
    origin, destination = (
        timezone_of(network, first.lane.from_place),
        timezone_of(network, last.lane.to_place),
    )
    return {
        "rank": it.rank,
        "labels": list(it.labels),
        "cost": money(it.cost_cents),
        "currency": network.currency,
        "time_h": in_hours(it.time_min),
        "co2e_kg": kilograms(it.co2e_g),
        "depart": iso(first.depart_min, origin),
        "arrive": iso(last.arrive_min, destination),
        "delivered": iso(it.delivered_min, destination),
        "cost_breakdown": {
            "freight": money(it.freight_cents),
            "surcharges": money(it.surcharges_cents),
            "handling": money(it.handling_cents),
            "storage": money(it.storage_cents),
        },
        "legs": [parts.leg(leg, network) for leg in it.legs],
        "stays": [parts.stay(stay, network) for stay in it.stays],
        "start": iso(it.start_min, origin),
        "transfers": len(it.legs) - 1,
        "generalised_cost": money(it.generalised_cents),
        "provenance": _provenance(it, network),
        **_itinerary_extras(it, destination),
    }


def _itinerary_extras(it: Itinerary, destination: str) -> dict[str, Any]:
    if it.reliability is None and it.window is None and it.carrying_cents is None:
        return {}
    from routeplan.output import json_extras

    return json_extras.of_itinerary(it, destination)


def _provenance(it: Itinerary, network: Network) -> dict[str, Any]:
    """Shares of cost and time by how well their figures are known, null where nothing is to be shared."""
    found = provenance([it], network)
    return {
        "cost": _shares(found.cost),
        "time": _shares(found.time),
        "oldest": found.oldest or None,
    }


def _shares(thousandths: tuple[int, ...]) -> dict[str, Figure] | None:
    return dict(zip(GRADES, map(_thousandths, thousandths), strict=True)) if thousandths else None


@lru_cache(maxsize=1001)
def _thousandths(share: int) -> Figure:
    return Figure(decimal(share, 1000))


def dumps(value: Any, *, ascii: bool = False, indent: bool = False) -> str:
    """JSON text. With `indent`, two blanks a level and whatever holds no list or mapping on one line."""
    text = encode_basestring_ascii if ascii else encode_basestring
    return _indented(value, text, "\n") if indent else _flat(value, text)


def _flat(value: Any, text: Callable[[str], str]) -> str:
    """JSON on one line."""
    kind = type(value)
    if kind is Figure:
        return str.__str__(value)
    if kind is str:
        return text(value)
    if value is None:
        return "null"
    if kind is dict:
        return f"{{{', '.join([f'{text(key)}: {_flat(one, text)}' for key, one in value.items()])}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join([_flat(one, text) for one in value])}]"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    raise TypeError(f"no JSON for {kind.__name__}")


def _indented(value: Any, text: Callable[[str], str], line: str) -> str:
    """JSON whose items begin on lines of their own; `line` is the line end and the blanks before this one."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    if not any(isinstance(one, (dict, list, tuple)) and one for one in values):
        return _flat(value, text)
    inner = line + "  "
    items = [_indented(one, text, inner) for one in values]
    if isinstance(value, dict):
        items = [f"{text(key)}: {item}" for key, item in zip(value, items, strict=True)]
        return f"{{{inner}{(',' + inner).join(items)}{line}}}"
    return f"[{inner}{(',' + inner).join(items)}{line}]"


def parse_back(document: Any) -> Any:
    """The same structure with Python's own numbers: what a reader of the JSON gets."""
    if isinstance(document, Figure):
        return float(document) if "." in document or "e" in document else int(document)
    if isinstance(document, dict):
        return {key: parse_back(value) for key, value in document.items()}
    if isinstance(document, (list, tuple)):
        return [parse_back(value) for value in document]
    return document
