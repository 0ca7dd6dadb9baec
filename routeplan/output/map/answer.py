"""The map of an answer: each itinerary with its stays and legs, one line for each lane they ride."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from routeplan.errors import UsageError
from routeplan.network.model import MODES, Network
from routeplan.output.geojson import great_circle, lane_line
from routeplan.output.map.picture import (
    HANDLING,
    STORAGE,
    WAITING,
    Group,
    Line,
    Picture,
    Point,
    Span,
    Spot,
    Step,
    known_place,
    position,
)
from routeplan.output.map.surveys import of_hinterland, of_reach
from routeplan.output.text import LABELS, display, hours, place_name, short_name, span
from routeplan.units import quote

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS = {"origin": "pick-up", "destination": "delivery"}


def of_document(document: Any, network: Network) -> Picture:
    """The map of an answer in the form of `find -f json`, or of `reach` or `hinterland`.

    Raises `UsageError` where it is none, or where it speaks of places this network does not have.
    """
    schema = document.get("schema") if isinstance(document, dict) else None
    makers = {"routeplan.find/1": _of_find, "routeplan.reach/1": of_reach, "routeplan.hinterland/1": of_hinterland}
    if schema not in makers:
        found = f", found {quote(schema)}" if isinstance(schema, str) else ""
        raise UsageError(
            f"an answer of find, reach or hinterland as JSON expected{found}",
            help="routeplan find Xian Valencia -f json | routeplan map - -o plan.html",
        )
    try:
        return makers[schema](document, network)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise UsageError(
            f"the JSON is not a whole answer: {type(error).__name__} {error}", help="was it edited?"
        ) from None


def _of_find(document: Mapping[str, Any], network: Network) -> Picture:
    asked, itineraries = document["request"], document["itineraries"]
    origin, destination = (known_place(network, asked[end]).id for end in ("origin", "destination"))
    groups = tuple(_itinerary(number, itinerary, network) for number, itinerary in enumerate(itineraries))
    title = f"{place_name(network, origin)} to {place_name(network, destination)}"
    load = f"{asked['quantity']} x {display(str(asked['equipment']))}"
    when = f"ready {str(asked['depart']).replace('T', ' ')}" if asked.get("depart") else "undated, average waits"
    notes = [display(str(warning)) for warning in document.get("warnings", ())]
    if document.get("no_route"):
        notes.insert(0, "No route: " + display(str(document["no_route"]["message"])))
    return Picture(
        title,
        f"{load}; {when}; network {display(str(document['network']['name']))}",
        _lines_ridden(itineraries, network),
        _spots_visited(itineraries, network, (origin, destination)),
        groups,
        "Itineraries",
        tuple(notes),
    )


def _itinerary(number: int, itinerary: Mapping[str, Any], network: Network) -> Group:
    currency = display(str(itinerary["currency"]))
    labels = ", ".join(LABELS.get(label, display(str(label))) for label in itinerary.get("labels", ()))
    title = f"{itinerary['rank']}. {labels or 'itinerary'}"
    cost, time, co2e = (itinerary[name] for name in ("cost", "time_h", "co2e_kg"))
    note = f"{_money(cost, currency)}, {span(_minutes(time))}, {_kg(co2e)} CO2e"
    steps: list[Step] = []
    spans: list[Span] = []
    now = 0
    for index, stay in enumerate(itinerary["stays"]):
        id = f"{number}-{2 * index}"
        step = _stay(id, stay, now, itinerary, index, currency, network)
        steps.append(step)
        for what, minutes in _pieces(stay):
            if minutes > 0:
                words = f"{what} at {short_name(network, stay['place'])}, {span(minutes)}"
                spans.append(Span(what, now, minutes, id, words))
                now += minutes
        if index < len(itinerary["legs"]):
            leg = itinerary["legs"][index]
            id = f"{number}-{2 * index + 1}"
            steps.append(_leg(id, leg, now, currency, network))
            minutes = _minutes(leg["transit_h"])
            spans.append(Span(_mode(leg), now, minutes, id, f"{_leg_title(leg, network)}, {span(minutes)}"))
            now += minutes
    return Group(title, note, tuple(spans), tuple(steps))


def _pieces(stay: Mapping[str, Any]) -> list[tuple[str, int]]:
    """A stay in the order things happen; storage is paid for at its end."""
    total = _minutes(stay["stay_h"])
    handling = _minutes(stay["handling_h"]) if "handling_h" in stay else total
    before = _minutes(stay.get("delay_h", 0)) + _minutes(stay.get("empty_wait_h", 0))
    after = total - handling - before
    stored = min(after, int(stay.get("storage_days", 0)) * 1440)
    return [(WAITING, before), (HANDLING, handling), (WAITING, after - stored), (STORAGE, stored)]


def _leg(id: str, leg: Mapping[str, Any], begins: int, currency: str, network: Network) -> Step:
    rows = [
        ("Departs", _moment(leg["depart"], begins)),
        ("Arrives", _moment(leg["arrive"], begins + _minutes(leg["transit_h"]))),
        ("Under way", _long(leg["transit_h"])),
        ("Wait before", _long(leg["wait_h"]) + ", cutoff included" if leg["wait_h"] else ""),
        ("Distance", f"{float(leg['distance_km']):,.0f} km"),
        ("Cost", _cost(leg, currency)),
        ("CO2e", _kg(leg["co2e_kg"])),
        ("Operator", _text(leg.get("operator"))),
        ("Lane", _text(leg["lane"])),
        ("Figures", _text(leg.get("confidence"))),
        ("Notes", _text(leg.get("notes"))),
    ]
    return Step(id, _leg_title(leg, network), tuple(row for row in rows if row[1]))


def _leg_title(leg: Mapping[str, Any], network: Network) -> str:
    ends = [short_name(network, known_place(network, leg[end]).id) for end in ("from", "to")]
    return f"{_mode(leg).capitalize()} {ends[0]} to {ends[1]}"


def _mode(leg: Mapping[str, Any]) -> str:
    mode = leg["mode"]
    if mode not in MODES:
        raise ValueError(f"mode {mode!r}")
    return str(mode)


def _cost(leg: Mapping[str, Any], currency: str) -> str:
    text = _money(leg["cost"], currency)
    if not leg.get("surcharges"):
        return text
    items = [f"rate {_money(leg['rate'], currency)}"]
    items += [f"{display(str(s['name']))} {_money(s['amount'], currency)}" for s in leg["surcharges"]]
    return f"{text}: {', '.join(items)}"


def _stay(
    id: str,
    stay: Mapping[str, Any],
    begins: int,
    itinerary: Mapping[str, Any],
    index: int,
    currency: str,
    network: Network,
) -> Step:
    place = known_place(network, stay["place"])
    pair = [_WORDS.get(word, word) for word in str(stay["handling"]).split(">")]
    before = itinerary["legs"][index - 1]["arrive"] if index else itinerary.get("start")
    rows = [
        ("From", _moment(before, begins)),
        ("Stay", _long(stay["stay_h"])),
        ("Handling", _long(stay.get("handling_h")) if stay.get("handling_h") else ""),
        ("Waiting", _long(stay.get("wait_h")) if stay.get("wait_h") else ""),
        ("For an empty box", _long(stay.get("empty_wait_h")) if stay.get("empty_wait_h") else ""),
        ("Delay", _long(stay.get("delay_h")) if stay.get("delay_h") else ""),
        ("Handling cost", _money(stay["handling_cost"], currency)),
        ("Storage", _storage(stay, currency)),
        ("CO2e", _kg(stay["co2e_kg"])),
    ]
    heading = f"{place_name(network, place.id)}: {display(' to '.join(pair))}"
    return Step(id, heading, tuple(row for row in rows if row[1]))


def _storage(stay: Mapping[str, Any], currency: str) -> str:
    if not stay["storage_cost"]:
        return ""
    return f"{_money(stay['storage_cost'], currency)} for {stay.get('storage_days', '?')} days"


def _lines_ridden(itineraries: Sequence[Mapping[str, Any]], network: Network) -> tuple[Line, ...]:
    """One line for each lane, whichever itineraries ride it."""
    found: dict[tuple[str, str, str], tuple[Mapping[str, Any], list[str]]] = {}
    for number, itinerary in enumerate(itineraries):
        for index, leg in enumerate(itinerary["legs"]):
            key = str(leg["lane"]), str(leg["from"]), str(leg["to"])
            found.setdefault(key, (leg, []))[1].append(f"{number}-{2 * index + 1}")
    lines = []
    for leg, steps in found.values():
        groups = tuple(dict.fromkeys(int(step.split("-")[0]) for step in steps))
        points = tuple(_points(leg, network))
        lines.append(Line(_mode(leg), points, _leg_title(leg, network), groups, tuple(steps)))
    return tuple(lines)


def _points(leg: Mapping[str, Any], network: Network) -> list[Point]:
    lane = network.lanes.get(str(leg["lane"]))
    if lane is not None and (lane.from_place, lane.to_place) == (leg["from"], leg["to"]):
        return lane_line(lane, network)
    ends = [position(known_place(network, leg[end])) for end in ("from", "to")]
    return great_circle(ends[0], ends[1]) if leg["mode"] == "sea" else ends


def _spots_visited(
    itineraries: Sequence[Mapping[str, Any]], network: Network, ends: tuple[str, str]
) -> tuple[Spot, ...]:
    stays: dict[str, list[str]] = {}
    firsts, lasts = {ends[0]}, {ends[1]}
    for number, itinerary in enumerate(itineraries):
        for index, stay in enumerate(itinerary["stays"]):
            stays.setdefault(stay["place"], []).append(f"{number}-{2 * index}")
        firsts.add(itinerary["stays"][0]["place"])
        lasts.add(itinerary["stays"][-1]["place"])
    if not itineraries:
        stays = {end: [] for end in ends}
    spots = []
    for id in sorted(stays, key=lambda id: (id not in firsts and id not in lasts, -len(stays[id]))):
        place = known_place(network, id)
        role = "origin" if id in firsts else "destination" if id in lasts else ""
        groups = tuple(dict.fromkeys(int(step.split("-")[0]) for step in stays[id]))
        lon, lat = position(place)
        title = place_name(network, id)
        spots.append(Spot(short_name(network, id), lon, lat, title, groups, role, True, tuple(stays[id])))
    return tuple(spots)


def _minutes(value: Any) -> int:
    return round(float(value) * 60)


def _long(value: Any) -> str:
    minutes = _minutes(value)
    return hours(minutes) if minutes < 2880 else f"{span(minutes)} ({hours(minutes)})"


def _money(value: Any, currency: str) -> str:
    return f"{float(value):,.2f} {currency}" if abs(float(value)) < 100 else f"{float(value):,.0f} {currency}"


def _kg(value: Any) -> str:
    return f"{float(value):,.0f} kg"


def _text(value: Any) -> str:
    return display(str(value)) if value else ""


def _moment(instant: Any, elapsed_min: int) -> str:
    """An instant on the clock of its place, or the time since the cargo was ready."""
    if not instant:
        return f"{span(elapsed_min)} after ready" if elapsed_min else "when ready"
    text = str(instant)
    year, month, day = (int(part) for part in text[:10].split("-"))
    offset = text[16:].lstrip(":0") and text[-6:]
    return f"{day} {_MONTHS[month - 1]} {year} {text[11:16]} (UTC{offset or ''})"
