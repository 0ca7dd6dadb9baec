"""Scenarios: which ones hold, on which day what they say changes, and the network that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

from routeplan.errors import Finding, NetworkError, UsageError
from routeplan.network.model import (
    Amount,
    Change,
    Day,
    Factor,
    Lane,
    Network,
    Place,
    Price,
    Ratio,
    Scenario,
    Storage,
    Surcharge,
    Transit,
)
from routeplan.network.names import members
from routeplan.units import format_duration, quote, ratio


def select(network: Network, with_: Sequence[str], without: Sequence[str]) -> tuple[Scenario, ...]:
    """The scenarios that hold: the active ones in file order but for `without`, then each of `with_` in
    order.

    Raises UsageError for a name no scenario has. Naming one twice, or one that is active, changes nothing.
    """
    out = {_get(network, name).id for name in without}
    chosen = {id: scenario for id, scenario in network.scenarios.items() if scenario.active and id not in out}
    for name in with_:
        scenario = _get(network, name)
        if scenario.id in out:
            message = f"--with {scenario.id} and --without {scenario.id} contradict each other"
            raise UsageError(message, help="drop one of them")
        chosen.setdefault(scenario.id, scenario)
    return tuple(chosen.values())


def _get(network: Network, name: str) -> Scenario:
    """The scenario with an id, in any case."""
    if name in network.scenarios:
        return network.scenarios[name]
    for id, scenario in network.scenarios.items():
        if id.casefold() == name.casefold():
            return scenario
    from routeplan.network.nearest import did_you_mean

    known = ", ".join(network.scenarios)
    help = did_you_mean(name, network.scenarios) or (f"there are: {known}" if known else "the network has none")
    raise UsageError(f"unknown scenario {quote(name)}", help=help, code="RP505")


def boundaries(scenarios: Sequence[Scenario]) -> tuple[Day, ...]:
    """The days on which scenarios begin or cease to hold, ascending."""
    days: set[Day] = set()
    for scenario in scenarios:
        for change in scenario.changes:
            if change.valid_from is not None:
                days.add(change.valid_from)
            if change.valid_until is not None:
                days.add(change.valid_until + 1)
    return tuple(sorted(days))


def apply(network: Network, scenarios: Sequence[Scenario], on: Day) -> Network:
    """The network as scenarios have it on a day, their changes made in order, each on what the earlier ones
    left.

    A change outside its `valid` on that day is left out. Raises NetworkError, with the position, for a
    change that matches nothing in the network or cannot be made.
    """
    if not scenarios:
        return network
    state = _State(network)
    pairs = [(scenario, change) for scenario in scenarios for change in scenario.changes]
    for number, (scenario, change) in enumerate(pairs):
        matched = state.matched(change)
        if not matched and not _could_match(network, [change for _, change in pairs[: number + 1]]):
            raise NetworkError("a scenario matches nothing", [_nothing(network, change, scenario)])
        if _holds(change, on):
            state.make(change, matched)
    state.check_timetables()
    applied = (*network.applied, *(scenario.id for scenario in scenarios))
    return network._replace(lanes=state.lanes, places=state.places, applied=applied)


def unmatched(network: Network) -> list[Finding]:
    """Changes that match nothing: an error in a scenario on by default, else a warning."""
    active = [scenario for scenario in network.scenarios.values() if scenario.active]
    findings = []
    for scenario in network.scenarios.values():
        before = active[: active.index(scenario)] if scenario.active else active
        changes = [change for other in before for change in other.changes]
        for change in scenario.changes:
            changes.append(change)
            if not _could_match(network, changes):
                finding = _nothing(network, change, scenario)
                findings.append(finding if scenario.active else finding._replace(severity="warning"))
    return findings


def _could_match(network: Network, changes: Sequence[Change]) -> bool:
    """Whether the last change matches the network as written, or as the changes before it can leave it."""
    state = _State(network)
    if state.matched(changes[-1]):
        return True
    for change in changes[:-1]:
        if not change.close:
            with suppress(NetworkError):
                state.make(change, state.matched(change))
    return bool(state.matched(changes[-1]))


def _holds(change: Change, on: Day) -> bool:
    starts_late = change.valid_from is not None and on < change.valid_from
    ended = change.valid_until is not None and on > change.valid_until
    return not starts_late and not ended


def _nothing(network: Network, change: Change, scenario: Scenario) -> Finding:
    from routeplan.network.nearest import did_you_mean

    words = ", ".join(f"{key}: {value}" for key, value in change.match)
    message = f"a change of the scenario {quote(scenario.id)} matches no {change.target}: {words}"
    help = ""
    for key, value in change.match:
        known = _known(network, key)
        if value not in known:
            help = help or did_you_mean(value, known)
    return _finding(change, "RP405", message, help or "check the names, or take the change out")


def _known(network: Network, key: str) -> Collection[str]:
    """What a key of `match` may name."""
    if key in ("place", "from", "to"):
        return network.places
    if key == "lane":
        return network.lanes
    if key == "passage":
        return {passage for lane in network.lanes.values() for passage in lane.passages}
    if key == "operator":
        return {lane.operator for lane in network.lanes.values() if lane.operator}
    return ()


def _finding(change: Change, code: str, message: str, help: str) -> Finding:
    file, _, line = change.where.rpartition(":")
    return Finding("error", code, message, file, int(line or 0), help=help)


class _State:
    """Lanes and places while changes are made to them one after the other."""

    def __init__(self, network: Network) -> None:
        self.lanes = dict(network.lanes)
        self.places = dict(network.places)
        self._network = network
        self._timetables: list[tuple[str, Change]] = []
        self._members: dict[str, frozenset[str]] = {}

    def matched(self, change: Change) -> list[str]:
        """Ids of the lanes or places where everything named holds, in file order."""
        if change.target == "place":
            return [
                id
                for id, place in self.places.items()
                if all(self._place_fits(place, key, value) for key, value in change.match)
            ]
        named = dict(change.match).get("lane")
        if named is not None:
            lanes = [self.lanes[id] for id in (named, f"{named}-back") if id in self.lanes]
        else:
            lanes = list(self.lanes.values())
        tests = [self._lane_test(key, value) for key, value in change.match if key != "lane"]
        return [lane.id for lane in lanes if all(test(lane) for test in tests)]

    def make(self, change: Change, matched: Sequence[str]) -> None:
        """Makes a change to the lanes or places with these ids."""
        for id in matched:
            if change.target == "place":
                self.places[id] = _changed_place(self.places[id], change)
            elif change.close:
                del self.lanes[id]
            else:
                self.lanes[id] = _changed_lane(self.lanes[id], change)
                if any(slot == "departures" for slot, _ in change.set):
                    self._timetables.append((id, change))

    def check_timetables(self) -> None:
        """Refuses a timetable that a change gave to a lane from a place without a time zone."""
        for id, change in self._timetables:
            lane = self.lanes.get(id)
            if lane is None or lane.departures is None or lane.departures.kind == "per_week":
                continue
            if not self.places[lane.from_place].timezone:
                message = f"a timetable departs from {quote(lane.from_place)}, which has no timezone"
                help = "add it to the place, such as timezone: Asia/Shanghai"
                raise NetworkError(message, [_finding(change, "RP404", message, help)], help=help)

    def _group(self, id: str) -> frozenset[str]:
        if id not in self._members:
            self._members[id] = frozenset(members(self._network, id)) if id in self.places else frozenset()
        return self._members[id]

    def _place_fits(self, place: Place, key: str, value: str) -> bool:
        return value == (place.country if key == "country" else place.id)

    def _lane_test(self, key: str, value: str) -> Callable[[Lane], bool]:
        places = self.places
        if key == "country":
            return lambda lane: value in (places[lane.from_place].country, places[lane.to_place].country)
        if key == "place":
            return lambda lane: value in (lane.from_place, lane.to_place)
        if key in ("from", "to"):
            group = self._group(value)
            if key == "from":
                return lambda lane: lane.from_place in group
            return lambda lane: lane.to_place in group
        if key == "mode":
            return lambda lane: lane.mode == value
        if key == "passage":
            return lambda lane: value in lane.passages
        return lambda lane: lane.operator == value


def _changed_place(place: Place, change: Change) -> Place:
    if change.close:
        place = place._replace(closed=True)
    values: dict[str, Any] = dict(change.set)
    place = place._replace(**values)
    for slot, factor in change.scale:
        if slot == "delay_min":
            place = place._replace(delay_min=_scaled(place.delay_min, factor))
        elif place.storage is not None:
            rate = _scaled_price(place.storage.rate, factor)
            place = place._replace(storage=Storage(place.storage.free_min, rate))
    minutes: Any
    for _, minutes in change.add:
        total = place.delay_min + minutes
        if total < 0:
            raise _impossible(change, f"the delay at {place.id} would be {format_duration(total)}")
        place = place._replace(delay_min=total)
    return place


def _changed_lane(lane: Lane, change: Change) -> Lane:
    values: dict[str, Any] = dict(change.set)
    lane = lane._replace(**values)
    for slot, factor in change.scale:
        lane = lane._replace(**{slot: _scaled_field(getattr(lane, slot), factor)})
    for slot, value in change.add:
        lane = lane._replace(**{slot: _sum(lane, slot, value, change)})
    _refuse_negative(lane, change)
    return lane


def _scaled(minutes: int, factor: Ratio) -> int:
    """Half-up to the minute."""
    return (2 * minutes * factor[0] + factor[1]) // (2 * factor[1])


def _scaled_field(value: Any, factor: Ratio) -> Any:
    """A lane's field times a factor; a field that is not given stays so."""
    if value is None:
        return None
    if isinstance(value, int):
        return _scaled(value, factor)
    if isinstance(value, Transit):
        return _each_time(value, lambda minutes: _scaled(minutes, factor))
    if isinstance(value, Factor):
        return Factor(*ratio(value.num * factor[0], value.den * factor[1]), value.unit)
    if value and isinstance(value[0], int):
        return ratio(value[0] * factor[0], value[1] * factor[1])
    if value and isinstance(value[0], Surcharge):
        return tuple(Surcharge(one.name, _scaled_price(one.amount, factor)) for one in value)
    return _scaled_price(value, factor)


def _each_time(transit: Transit, change: Callable[[int], int]) -> Transit:
    """The transit with its typical time and its quantiles changed alike."""
    low, high = transit.p10_min, transit.p90_min
    return Transit(
        change(transit.typical_min),
        None if low is None else change(low),
        None if high is None else change(high),
    )


def _scaled_price(price: Price, factor: Ratio) -> Price:
    return tuple(
        (equipment, _worth(amount, ratio(amount.num * factor[0], amount.den * factor[1])))
        for equipment, amount in price
    )


def _worth(amount: Amount, value: Ratio) -> Amount:
    """An amount of another value in the same unit."""
    return amount._replace(num=value[0], den=value[1])


def _sum(lane: Lane, slot: str, value: Any, change: Change) -> Any:
    """A lane's field with something added to it."""
    present = getattr(lane, slot)
    if slot == "surcharges":
        return (*present, *value)
    if slot == "transit":
        return _each_time(present, lambda minutes: minutes + value)
    if slot == "distance":
        if present is None:
            raise _impossible(change, f"the lane {lane.id} has no distance to add to")
        return ratio(present[0] * value[1] + value[0] * present[1], present[1] * value[1])
    if slot == "rate":
        return None if present is None else _added_price(lane, present, value, change)
    return (present or 0) + value


def _added_price(lane: Lane, rate: Price, added: Price, change: Change) -> Price:
    """The rate plus an amount in the same unit and currency; a plain amount is added for every equipment."""
    by_equipment = dict(added)
    result = []
    for equipment, amount in rate:
        more = by_equipment.get(equipment, by_equipment.get(""))
        if more is None and equipment:
            result.append((equipment, amount))
            continue
        if more is None or more[2:] != amount[2:]:
            from routeplan.network.shorthand import format_price

            message = f"the rate of {lane.id} is {format_price(rate)}; {format_price(added)} does not fit it"
            raise _impossible(change, message, "add an amount in the same unit and currency, or a surcharge")
        sum = ratio(amount.num * more.den + more.num * amount.den, amount.den * more.den)
        result.append((equipment, _worth(amount, sum)))
    return tuple(result)


def _refuse_negative(lane: Lane, change: Change) -> None:
    times = (*lane.transit, lane.cutoff_min, lane.empty_wait_min, lane.late_min)
    shortest = min(minutes for minutes in times if minutes is not None)
    if shortest < 0:
        raise _impossible(change, f"a time of the lane {lane.id} would be {format_duration(shortest)}")
    if lane.distance is not None and lane.distance[0] < 0:
        raise _impossible(change, f"the distance of the lane {lane.id} would be negative")
    if lane.rate is not None and any(amount.num < 0 for _, amount in lane.rate):
        raise _impossible(change, f"the rate of the lane {lane.id} would be negative")


def _impossible(change: Change, message: str, help: str = "correct the change") -> NetworkError:
    return NetworkError(message, [_finding(change, "RP406", message, help)], help=help)
