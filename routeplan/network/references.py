"""What refers to what: places, sources, currencies and tracks that are named must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from routeplan.network.decoding import Document
from routeplan.network.faults import Faults, related
from routeplan.network.merge import Merged
from routeplan.network.model import EQUIPMENT_TEU, STAND_INS, Amount, CarbonPrice, Lane, Place, Price, Ratio, Scenario
from routeplan.network.records.draft import Entry, Path, field_at, written
from routeplan.network.tree import Map, Node, Seq, at_of
from routeplan.network.values import is_id
from routeplan.units import quote


def check_references(merged: Merged, faults: Faults) -> None:
    """Adds a fault for each name that leads nowhere and each figure that contradicts another."""
    _places(merged, faults)
    _groups(merged, faults)
    _sources(merged, faults)
    _currencies(merged, faults)
    _lanes(merged, faults)
    _cargo(merged, faults)


def _places(merged: Merged, faults: Faults) -> None:
    known = merged.place_ids
    for entry in _written(merged.lanes):
        lane: Lane = entry.record
        for key, id in (("from", lane.from_place), ("to", lane.to_place)):
            if id not in known:
                _unknown_place(entry, key, id, known, faults)
    for entry in merged.broken_lanes:
        again = written(entry)
        for key in ("from", "to"):
            id = again.text(key)
            if id not in known and is_id(id):
                _unknown_place(entry, key, id, known, faults)
    for entry in merged.entries["places"].values():
        place: Place | None = entry.record
        if place is not None and place.part_of and place.part_of not in known:
            _unknown_place(entry, "part_of", place.part_of, known, faults)


def _unknown_place(entry: Entry, key: str, id: str, known: Collection[str], faults: Faults) -> None:
    same = next((other for other in known if other.casefold() == id.casefold()), None)
    if same is not None:
        help = f"write {same}: ids are matched letter by letter"
    else:
        help = faults.suggest(id, known) or 'add it under "places:"'
    path = (*entry.path, key)
    faults.add("RP301", f"unknown place {quote(id)}", entry.document, field_at(entry, key), help=help, path=path)


def _written(lanes: dict[str, Entry]) -> Iterable[Entry]:
    """Lanes as the files have them, without the ways back, of which one cause would give two messages."""
    return (entry for entry in lanes.values() if entry.record is not None and not entry.record.back_of)


def _groups(merged: Merged, faults: Faults) -> None:
    """A place that is, by way of its group, part of itself."""
    places = merged.entries["places"]
    settled: set[str] = set()
    for id in places:
        chain: dict[str, None] = {}
        group = id
        while group and group not in chain and group not in settled:
            chain[group] = None
            entry = places.get(group)
            group = entry.record.part_of if entry is not None and entry.record is not None else ""
        settled.update(chain)
        if group in chain:
            circle = [*chain][[*chain].index(group) :]
            entry = places[circle[0]]
            message = f"part_of goes in a circle: {' > '.join([*circle, circle[0]])}"
            help = "leave part_of out of one of them"
            faults.add("RP307", message, entry.document, field_at(entry, "part_of"), help=help, path=entry.path)


def _sources(merged: Merged, faults: Faults) -> None:
    known = merged.entries["sources"]
    for citation in merged.unsure:
        if citation.id not in known:
            help = faults.suggest(citation.id, known) or 'add it under "sources:" with its title'
            message = f"unknown source {quote(citation.id)}"
            faults.add("RP304", message, citation.document, citation.at, help=help, path=citation.path)


def _currencies(merged: Merged, faults: Faults) -> None:
    own = merged.top.get("currency")
    if own is None:
        return
    known = {own, *merged.exchange_rates}
    for amounts, source, document, path in _priced(merged):
        for amount in amounts:
            if amount.currency not in known:
                at = _currency_at(source, amount.currency)
                known.add(amount.currency)  # the one missing rate is one fault
                help = f"add it: exchange_rates: {{{amount.currency}: ...}}, units per 1 {own}"
                message = f"no exchange rate for {amount.currency}: totals are in {own}"
                faults.add("RP305", message, document, at, help=help, path=path)


def _priced(merged: Merged) -> Iterator[tuple[Iterable[Amount | CarbonPrice], Entry | Node, Document, Path]]:
    """What costs something: its amounts, and where it is written."""
    for entry in _written(merged.lanes):
        yield _lane_amounts(entry.record), entry, entry.document, entry.path
    for entry in merged.entries["places"].values():
        if entry.record is not None:
            yield _place_amounts(entry.record), entry, entry.document, entry.path
    for pair, (handling, document, node) in merged.handling.items():
        yield _amounts(handling.cost), node, document, ("handling", pair)
    for name in ("value_of_time", "carbon_price"):
        value = merged.top.get(name)
        if value is not None:
            document, node = merged.origin[name]
            yield [getattr(value, "amount", value)], node, document, (name,)
    for entry in merged.entries["scenarios"].values():
        scenario: Scenario | None = entry.record
        if scenario is not None:
            for change in scenario.changes:
                values = [value for _, value in (*change.set, *change.add)]
                yield _all_amounts(values), entry, entry.document, entry.path


def remark_unused(merged: Merged, faults: Faults) -> None:
    """Remarks on sources that nothing cites and exchange rates that nothing needs."""
    for id, entry in merged.entries["sources"].items():
        if id not in merged.cited:
            message = f"nothing cites the source {quote(id)}"
            help = "cite it with source:, or remove it"
            faults.add("RP433", message, entry.document, entry.at, help=help, path=entry.path, severity="info")
    used = {amount.currency for amounts, *_ in _priced(merged) for amount in amounts}
    for currency in merged.exchange_rates:
        if currency != "as_of" and currency not in used:
            document, node = merged.origin["exchange_rates"]
            child = node.get(currency) if isinstance(node, Map) else None
            if child is not None:
                message = f"nothing is priced in {currency}"
                path = ("exchange_rates", currency)
                help = "remove the rate if it is not needed"
                faults.add("RP434", message, document, at_of(child), help=help, path=path, severity="info")


def _all_amounts(value: Any) -> Iterable[Amount]:
    """Every amount inside a value of any kind."""
    if isinstance(value, Amount):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _all_amounts(one)


def _amounts(price: Price | None) -> Iterable[Amount]:
    return [amount for _, amount in price] if price else ()


def _lane_amounts(lane: Lane) -> Iterable[Amount]:
    amounts = [amount for _, amount in lane.rate or ()]
    for surcharge in lane.surcharges:
        amounts += [amount for _, amount in surcharge.amount]
    if lane.fixed_cost:
        amounts += [amount for _, amount in lane.fixed_cost]
    return amounts


def _place_amounts(place: Place) -> Iterable[Amount]:
    for handling in place.handling:
        yield from _amounts(handling.cost)
    if place.storage is not None:
        yield from _amounts(place.storage.rate)


def _currency_at(source: Entry | Node, currency: str) -> int:
    """Where an amount in this currency is written in an entry or below a node."""
    node, shift = written(source) if isinstance(source, Entry) else (source, 0)
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, tuple):
            if currency in here[0]:
                return here[1] + shift
        elif isinstance(here, Map):
            waiting += reversed(here.values())
        elif isinstance(here, Seq):
            waiting += reversed(here)
    return 0 if node is None else at_of(node) + shift


def _lanes(merged: Merged, faults: Faults) -> None:
    places = merged.entries["places"]
    for entry in merged.lanes.values():
        lane: Lane | None = entry.record
        if lane is None:
            continue
        if lane.from_place == lane.to_place and not lane.back_of:
            message = f"the lane leads from {quote(lane.from_place)} to itself"
            path = (*entry.path, "to")
            faults.add("RP401", message, entry.document, field_at(entry, "to"), help="name another place", path=path)
        if lane.departures is not None and lane.departures.kind != "per_week":
            start = places.get(lane.from_place)
            if start is not None and start.record is not None and not start.record.timezone:
                message = f"a timetable departs from {quote(lane.from_place)}, which has no timezone"
                others = (related(start.document, start.at, "the place", entry.document),)
                help = "add it to the place, such as timezone: Asia/Shanghai"
                path = (*entry.path, "departures")
                at = field_at(entry, "departures")
                faults.add("RP404", message, entry.document, at, help=help, path=path, related=others)
        if lane.track and lane.track not in merged.tracks and not lane.back_of:
            help = faults.suggest(lane.track, merged.tracks) or 'add it under "tracks:"'
            message = f"unknown track {quote(lane.track)}"
            path = (*entry.path, "track")
            faults.add("RP306", message, entry.document, field_at(entry, "track"), help=help, path=path)
        if lane.surcharges and not lane.back_of and _is_below_zero(lane, merged):
            message = "the rate with its surcharges is below zero"
            help = "a subsidy may not exceed the rate"
            path = (*entry.path, "surcharges")
            faults.add("RP402", message, entry.document, field_at(entry, "surcharges"), help=help, path=path)


def _is_below_zero(lane: Lane, merged: Merged) -> bool:
    """Whether rate and surcharges are less than nothing for some equipment, where that can be told at all."""
    negative = any(amount.num < 0 for surcharge in lane.surcharges for _, amount in surcharge.amount)
    if not negative or lane.rate is None:
        return False
    rates = merged.exchange_rates
    for equipment in EQUIPMENT_TEU:
        rate = covering(lane.rate, equipment)
        if rate is None:
            continue
        items = [rate]
        items += [amount for s in lane.surcharges if (amount := covering(s.amount, equipment)) is not None]
        if any(amount.per == "shipment" or (amount.per_km and lane.distance is None) for amount in items):
            continue
        num, den = 0, 1
        for amount in items:
            n, d = _value(amount, equipment, lane.distance, rates)
            num, den = num * d + n * den, den * d
        if num < 0:
            return True
    return False


def covering(price: Price, equipment: str) -> Amount | None:
    """The amount of a price that holds for an equipment."""
    by_equipment = dict(price)
    if "" in by_equipment:
        amount = by_equipment[""]
        fits = amount.per == "shipment" or (amount.per == "vehicle") == (equipment == "VEH")
        return amount if fits else None
    found = by_equipment.get(equipment)
    return found if found is not None else by_equipment.get(STAND_INS.get(equipment, ""))


def _value(amount: Amount, equipment: str, distance: Ratio | None, rates: dict[str, Any]) -> Ratio:
    """What one unit of the equipment costs, in the network's currency."""
    num, den = amount.num, amount.den
    factors = []
    if amount.per == "TEU":
        factors.append(EQUIPMENT_TEU[equipment])
    if amount.per_km and distance is not None:
        factors.append(distance)
    for n, d in factors:
        num, den = num * n, den * d
    n, d = rates.get(amount.currency, (1, 1))
    return num * d, den * n


def _cargo(merged: Merged, faults: Faults) -> None:
    """Cargo that a lane or place takes or refuses."""
    known = merged.entries["cargo"]
    for entry in (*_written(merged.lanes), *merged.entries["places"].values()):
        if entry.record is None:
            continue
        for key in ("accepts", "refuses"):
            for id in getattr(entry.record, key, ()):
                if id not in known:
                    help = faults.suggest(id, known) or 'add it under "cargo:"'
                    message = f"unknown cargo {quote(id)}"
                    path = (*entry.path, key)
                    faults.add("RP309", message, entry.document, field_at(entry, key), help=help, path=path)
