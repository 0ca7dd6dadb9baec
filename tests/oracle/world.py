"""A network as plain dicts, and what it is on a given day once the scenarios that apply have changed it."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from .quantities import Price, duration, half_up, price, scaled

PLACE_KEYS = {"delay", "handling", "storage"}
LANE_MATCHES = {"lane", "from", "to", "mode", "passage", "operator"}
EARTH_RADIUS_KM = 6371.0088  # mean radius; IUGG, Geodetic Reference System 1980
DURATIONS = ("transit", "cutoff", "empty_wait", "delay")


class Lane:
    """A lane with its figures read; a scenario changes a copy of it."""

    def __init__(self, raw: dict[str, Any], name: str) -> None:
        self.id = name
        self.back_of = ""
        self.origin = str(raw["from"])
        self.destination = str(raw["to"])
        self.mode = str(raw["mode"])
        self.operator = raw.get("operator")
        self.passages = list(raw.get("passages", []))
        self.transit = 0
        self.distance: Fraction | None = None
        self.rate: Price | None = None
        self.surcharges: list[tuple[str, Price]] = []
        self.departures: dict[str, Any] | None = None
        self.cutoff = 0
        self.empty_wait = 0
        self.valid: dict[str, Any] = {}
        self.status = "operating"
        self.co2e: str | None = None
        self.closed = False
        for key, value in raw.items():
            self.put(key, value)

    def put(self, key: str, value: Any) -> None:
        if key == "transit":
            self.transit = duration(value["typical"] if isinstance(value, dict) else value)
        elif key in ("cutoff", "empty_wait"):
            setattr(self, key, duration(value))
        elif key == "distance":
            self.distance = Fraction(str(value).split()[0])
        elif key == "rate":
            self.rate = price(value)
        elif key == "surcharges":
            self.surcharges = [(str(one["name"]), price(one["amount"])) for one in value]
        elif key in ("departures", "valid"):
            setattr(self, key, dict(value))
        elif key in ("status", "co2e"):
            setattr(self, key, str(value))

    def scale(self, key: str, factor: Fraction) -> None:
        if key in DURATIONS:
            setattr(self, key, half_up(getattr(self, key) * factor))
        elif key == "rate":
            if self.rate is not None:
                self.rate = scaled(self.rate, factor)
        elif key == "surcharges":
            self.surcharges = [(name, scaled(value, factor)) for name, value in self.surcharges]
        elif key == "distance":
            assert self.distance is not None
            self.distance *= factor
        elif key == "co2e":
            assert self.co2e is not None
            value, unit = self.co2e.split()
            self.co2e = f"{Fraction(value) * factor} {unit}"
        else:
            raise KeyError(key)

    def add(self, key: str, value: Any) -> None:
        if key in DURATIONS:
            setattr(self, key, getattr(self, key) + duration(value))
        elif key == "distance":
            assert self.distance is not None
            self.distance += Fraction(str(value).split()[0])
        else:
            raise KeyError(key)

    def way_back(self) -> Lane:
        back = copy.copy(self)
        back.id = self.id + "-back"
        back.back_of = self.id
        back.origin, back.destination = self.destination, self.origin
        return back


class Place:
    def __init__(self, raw: dict[str, Any], name: str) -> None:
        self.id = name
        self.country = str(raw["country"])
        self.zone = str(raw.get("timezone", "UTC"))
        self.group = raw.get("part_of")
        self.lat = float(str(raw["lat"]))
        self.lon = float(str(raw["lon"]))
        self.handling: dict[str, Any] = dict(raw.get("handling", {}))
        self.storage: dict[str, Any] | None = raw.get("storage")
        self.delay = 0
        self.closed = False

    def put(self, key: str, value: Any) -> None:
        assert key in ("handling", "storage"), key
        setattr(self, key, dict(value))

    def add(self, key: str, value: Any) -> None:
        assert key == "delay", key
        self.delay += duration(value)


def truth(raw: Any) -> bool:
    return str(raw).lower() == "true"


def merged(network: dict[str, Any], overlay: dict[str, Any]) -> dict[str, Any]:
    """The network with an overlay on top: an entry with the same id is replaced, the rest is added."""
    result = dict(network)
    for key, value in overlay.items():
        if key == "lanes":
            named = named_lanes(network.get("lanes", []), overlay["lanes"])
            result["lanes"] = [{**raw, "id": name} for name, raw in named.items()]
        elif isinstance(value, dict):
            result[key] = {**result.get(key, {}), **value}
        else:
            result[key] = value
    return result


def named_lanes(*layers: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Lanes by id; those without one are `<from>-<to>-<mode>` in lower case, then with -2, -3 ..."""
    named: dict[str, dict[str, Any]] = {}
    repeats: dict[str, int] = {}
    for layer in layers:
        for raw in layer:
            if "id" in raw:
                named[str(raw["id"])] = raw
                continue
            base = f"{raw['from']}-{raw['to']}-{raw['mode']}".lower()
            repeats[base] = repeats.get(base, 0) + 1
            name = base if repeats[base] == 1 else f"{base}-{repeats[base]}"
            named[name] = raw
    return named


class World:
    """The network with the changes that apply, in order, and the days on which each of them holds."""

    def __init__(self, network: dict[str, Any], with_: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        self.currency = str(network["currency"])
        rates = network.get("exchange_rates", {})
        self.rates = {code: Fraction(str(rate)) for code, rate in rates.items() if code != "as_of"}
        self.rates[self.currency] = Fraction(1)
        self.handling: dict[str, Any] = network.get("handling", {})
        self.co2e: dict[str, str] = network.get("co2e", {})
        self.places = {name: Place(raw, name) for name, raw in network["places"].items()}
        self.lanes: dict[str, Lane] = {}
        for name, raw in named_lanes(network.get("lanes", [])).items():
            lane = self.lanes[name] = Lane(raw, name)
            if truth(raw.get("both_ways", False)):
                back = lane.way_back()
                self.lanes[back.id] = back
        scenarios = network.get("scenarios", {})
        active = [name for name, one in scenarios.items() if truth(one.get("active", False))]
        self.applied = [name for name in active if name not in without]
        self.applied += [name for name in with_ if name not in active]
        self.changes: list[dict[str, Any]] = [
            change for name in self.applied for change in scenarios[name].get("changes", [])
        ]
        self._on: dict[tuple[int, ...], tuple[dict[str, Place], dict[str, Lane]]] = {}

    def members(self, name: str) -> set[str]:
        """The place and, where it is a group, its members at any depth."""
        found = {name}
        while True:
            more = {one.id for one in self.places.values() if one.group in found} - found
            if not more:
                return found
            found |= more

    def on(self, day: date) -> tuple[dict[str, Place], dict[str, Lane]]:
        """Places and lanes as they are for a stay that begins on this local day."""
        holding = tuple(number for number, change in enumerate(self.changes) if within(change.get("valid", {}), day))
        if holding not in self._on:
            places = {name: copy.copy(one) for name, one in self.places.items()}
            lanes = {name: copy.copy(one) for name, one in self.lanes.items()}
            for number in holding:
                self._apply(self.changes[number], places, lanes)
            self._on[holding] = places, lanes
        return self._on[holding]

    def _apply(self, change: dict[str, Any], places: dict[str, Place], lanes: dict[str, Lane]) -> None:
        close = truth(change.get("close", False))
        targets: list[Place] | list[Lane]
        if self.looks_for_places(change):
            targets = [one for one in places.values() if self.place_matches(change["match"], one)]
        else:
            targets = [one for one in lanes.values() if self.lane_matches(change["match"], one)]
        assert targets, f"a change matches nothing: {change}"
        for target in targets:
            for key, value in change.get("set", {}).items():
                target.put(key, value)
            for key, value in change.get("scale", {}).items():
                assert isinstance(target, Lane)
                target.scale(key, Fraction(str(value)))
            for key, value in change.get("add", {}).items():
                target.add(key, value)
            target.closed = target.closed or close

    def looks_for_places(self, change: dict[str, Any]) -> bool:
        if LANE_MATCHES & set(change["match"]):
            return False
        touched = {key for verb in ("set", "scale", "add") for key in change.get(verb, {})}
        return truth(change.get("close", False)) or bool(PLACE_KEYS & touched)

    def place_matches(self, match: dict[str, Any], place: Place) -> bool:
        return all({"place": place.id, "country": place.country}[key] == value for key, value in match.items())

    def lane_matches(self, match: dict[str, Any], lane: Lane) -> bool:
        ends = (lane.origin, lane.destination)
        holds: dict[str, Callable[[str], bool]] = {
            "lane": lambda value: value in (lane.id, lane.back_of),
            "from": lambda value: lane.origin in self.members(value),
            "to": lambda value: lane.destination in self.members(value),
            "place": lambda value: value in ends,
            "country": lambda value: value in [self.places[end].country for end in ends],
            "mode": lambda value: value == lane.mode,
            "passage": lambda value: value in lane.passages,
            "operator": lambda value: value == lane.operator,
        }
        return all(holds[key](value) for key, value in match.items())

    def distance_m(self, lane: Lane) -> Fraction:
        """Metres: as written, or the great circle rounded half-up to the metre."""
        if lane.distance is not None:
            return lane.distance * 1000
        one, other = self.places[lane.origin], self.places[lane.destination]
        lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
        half_lat, half_lon = (lat2 - lat1) / 2, math.radians(other.lon - one.lon) / 2
        h = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
        return Fraction(math.floor(2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h)) * 1000 + 0.5))


def within(valid: dict[str, Any], day: date) -> bool:
    """Both ends included; an end that is absent does not bind."""
    first, last = valid.get("from"), valid.get("until")
    return (first is None or str(first) <= day.isoformat()) and (last is None or day.isoformat() <= str(last))
