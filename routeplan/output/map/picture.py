"""What a map shows, in plain words and degrees: lines, places, groups to switch on and off, details of each step.

Built from the document of `find -f json`, or from a network; drawn by the other files here. Every text is harmless
for terminals already; whoever writes it into a page escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from routeplan.errors import UsageError
from routeplan.network.model import MODES, Lane, Network, Place
from routeplan.output.geojson import great_circle, lane_line
from routeplan.output.text import LABELS, display, hours, place_name, short_name, span
from routeplan.units import format_price, quote

Point = tuple[float, float]
WAITING, HANDLING, STORAGE = "waiting", "handling", "storage"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS = {"origin": "pick-up", "destination": "delivery"}


class Line(NamedTuple):
    """A lane on the map. `groups` are numbers of groups it belongs to, `steps` the details it opens."""

    mode: str
    points: tuple[Point, ...]
    title: str
    groups: tuple[int, ...]
    steps: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A place on the map. `role` is origin, destination or ""; `must` says that its name may not be left out."""

    name: str
    lon: float
    lat: float
    title: str
    groups: tuple[int, ...]
    role: str = ""
    must: bool = False
    steps: tuple[str, ...] = ()


class Step(NamedTuple):
    """A leg or a stay in words: a heading and rows of name and value."""

    id: str
    heading: str
    rows: tuple[tuple[str, str], ...]


class Span(NamedTuple):
    """A piece of the timeline; `what` is a mode, waiting, handling or storage."""

    what: str
    start_min: int
    minutes: int
    step: str
    title: str


class Group(NamedTuple):
    """What is switched on and off together: an itinerary with its timeline, or the lanes of a mode."""

    title: str
    note: str
    spans: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()


class Picture(NamedTuple):
    """`groups_are` names the groups: itineraries, modes. `notes` are lines below everything."""

    title: str
    subtitle: str
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    groups: tuple[Group, ...]
    groups_are: str
    notes: tuple[str, ...] = ()


def of_document(document: Any, network: Network) -> Picture:
    """The map of an answer in the form of `find -f json`, or of `reach` or `hinterland`.

    Raises `UsageError` where it is none, or where it speaks of places this network does not have.
    """
    schema = document.get("schema") if isinstance(document, dict) else None
    from routeplan.output.map.surveys import of_hinterland, of_reach

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
    asked, trips = document["request"], document["itineraries"]
    origin, destination = (known_place(network, asked[end]).id for end in ("origin", "destination"))
    groups = tuple(_trip(number, trip, network) for number, trip in enumerate(trips))
    title = f"{place_name(network, origin)} to {place_name(network, destination)}"
    load = f"{asked['quantity']} x {display(str(asked['equipment']))}"
    when = f"ready {str(asked['depart']).replace('T', ' ')}" if asked.get("depart") else "undated, average waits"
    notes = [display(str(warning)) for warning in document.get("warnings", ())]
    if document.get("no_route"):
        notes.insert(0, "No route: " + display(str(document["no_route"]["message"])))
    return Picture(
        title,
        f"{load}; {when}; network {display(str(document['network']['name']))}",
        _trip_lines(trips, network),
        _trip_spots(trips, network, (origin, destination)),
        groups,
        "Itineraries",
        tuple(notes),
    )


def known_place(network: Network, id: str) -> Place:
    place = network.places.get(id)
    if place is None:
        raise UsageError(f"the network has no place {quote(str(id))}", help="name the network of the answer with -n")
    return place


# An itinerary


def _trip(number: int, trip: Mapping[str, Any], network: Network) -> Group:
    currency = display(str(trip["currency"]))
    labels = ", ".join(LABELS.get(label, display(str(label))) for label in trip.get("labels", ()))
    title = f"{trip['rank']}. {labels or 'itinerary'}"
    note = f"{_money(trip['cost'], currency)}, {span(_minutes(trip['time_h']))}, {_kg(trip['co2e_kg'])} CO2e"
    steps: list[Step] = []
    spans: list[Span] = []
    now = 0
    for index, stay in enumerate(trip["stays"]):
        id = f"{number}-{2 * index}"
        step = _stay(id, stay, now, trip, index, currency, network)
        steps.append(step)
        for what, minutes in _pieces(stay):
            if minutes > 0:
                words = f"{what} at {short_name(network, stay['place'])}, {span(minutes)}"
                spans.append(Span(what, now, minutes, id, words))
                now += minutes
        if index < len(trip["legs"]):
            leg = trip["legs"][index]
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
    trip: Mapping[str, Any],
    index: int,
    currency: str,
    network: Network,
) -> Step:
    place = known_place(network, stay["place"])
    pair = [_WORDS.get(word, word) for word in str(stay["handling"]).split(">")]
    before = trip["legs"][index - 1]["arrive"] if index else trip.get("start")
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


def _trip_lines(trips: Sequence[Mapping[str, Any]], network: Network) -> tuple[Line, ...]:
    """One line for each lane, whichever itineraries ride it."""
    found: dict[tuple[str, str, str], tuple[Mapping[str, Any], list[str]]] = {}
    for number, trip in enumerate(trips):
        for index, leg in enumerate(trip["legs"]):
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


def _trip_spots(trips: Sequence[Mapping[str, Any]], network: Network, ends: tuple[str, str]) -> tuple[Spot, ...]:
    stays: dict[str, list[str]] = {}
    firsts, lasts = {ends[0]}, {ends[1]}
    for number, trip in enumerate(trips):
        for index, stay in enumerate(trip["stays"]):
            stays.setdefault(stay["place"], []).append(f"{number}-{2 * index}")
        firsts.add(trip["stays"][0]["place"])
        lasts.add(trip["stays"][-1]["place"])
    if not trips:
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


# A network


def of_network(network: Network) -> Picture:
    """The map of everything: lanes by mode, places by the number of their lanes."""
    modes = [mode for mode in MODES if any(lane.mode == mode for lane in network.lanes.values())]
    counts = {mode: sum(lane.mode == mode for lane in network.lanes.values()) for mode in modes}
    groups = tuple(Group(mode, f"{counts[mode]} lanes") for mode in modes)
    seen: dict[tuple[str, frozenset[str], str], list[Lane]] = {}
    degree = dict.fromkeys(network.places, 0)
    touched: dict[str, set[int]] = {id: set() for id in network.places}
    for lane in network.lanes.values():
        ends = frozenset((lane.from_place, lane.to_place))
        seen.setdefault((lane.mode, ends, lane.track), []).append(lane)
        for id in ends:
            degree[id] += 1
            touched[id].add(modes.index(lane.mode))
    lines = tuple(
        Line(
            lanes[0].mode,
            tuple(lane_line(lanes[0], network)),
            "\n".join(_lane_words(lane, network) for lane in lanes),
            (modes.index(lanes[0].mode),),
        )
        for lanes in seen.values()
    )
    spots = tuple(
        Spot(
            short_name(network, id),
            *position(network.places[id]),
            f"{place_name(network, id)}: {degree[id]} lanes",
            tuple(sorted(touched[id])),
        )
        for id in sorted(network.places, key=lambda id: -degree[id])
        if degree[id]
    )
    title = display(network.name) or "Network"
    subtitle = f"{len(network.places)} places, {len(network.lanes)} lanes"
    return Picture(title, subtitle, lines, spots, groups, "Modes")


def _lane_words(lane: Lane, network: Network) -> str:
    words = [
        f"{lane.mode.capitalize()} {short_name(network, lane.from_place)} to {short_name(network, lane.to_place)}",
        span(lane.transit.typical_min),
        format_price(lane.rate) if lane.rate else "no rate",
        lane.status if lane.status != "operating" else "",
        display(lane.operator),
        lane.id,
    ]
    return ", ".join(word for word in words if word)


# Words


def position(place: Place) -> Point:
    return place.lon[0] / place.lon[1], place.lat[0] / place.lat[1]


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
