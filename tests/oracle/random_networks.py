"""Seeded small networks and queries in which the rules of planning meet one another often.

Few places, parallel and twin lanes, prices that tie or end in half a cent, cheap storage inland and dear storage at
the port, sparse and dense timetables, clocks about to change, and windows of validity around the moment of the query.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

from .brute_force import BruteForce
from .world import World

ZONES = {"CN": "Asia/Shanghai", "KZ": "Asia/Almaty", "ES": "Europe/Madrid", "US": "America/New_York"}
MODES = ("rail", "sea", "road", "barge")
KINDS = ("seaport", "dry_port", "rail_terminal", "city", "border")
CLOCKS = ("00:00", "01:30", "02:00", "02:30", "03:00", "08:00", "20:00", "23:59")
DURATIONS = ("90min", "6h", "6h", "12h", "24h", "24h", "1d 12h", "PT36H", "2d", "P1DT1H30M")
SHORT = ("0h", "45min", "2h", "6h", "6h", "12h", "1d")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Madrid, New York, Madrid, New York; Almaty gave up an hour on 2024-03-01; an ordinary day
STARTS = ("2026-03-27", "2026-03-06", "2026-10-23", "2026-10-30", "2024-02-27", "2026-12-01")


class Case(NamedTuple):
    network: dict[str, Any]
    query: dict[str, Any]  # without `by`, `top` and `pareto`


def random_case(seed: int) -> Case:
    """Up to four tries for a query with a choice to make; what is left has one itinerary or none."""
    rng = Random(seed)
    for _ in range(4):
        case = _Maker(rng).case()
        if len({one.lanes for one in BruteForce(case.network, case.query).found}) > 1:
            break
    return case


class _Maker:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.start = date.fromisoformat(rng.choice(STARTS))
        self.plain = rng.random() < 0.6  # few restrictions, so that waiting and pricing decide
        # timetables that meet well on some days and badly on others, storage by the day: leaving later pays
        self.waiting = rng.random() < 0.4
        self.vehicle = rng.random() < 0.06
        self.equipment = "VEH" if self.vehicle else rng.choice(("40HC", "40HC", "40HC", "20GP", "40GP", "45HC", "20RF"))

    def maybe(self, share: float) -> bool:
        return self.rng.random() < share

    def restricted(self, share: float) -> bool:
        """For what takes itineraries away."""
        return self.rng.random() < (share / 2 if self.plain else share)

    def case(self) -> Case:
        count = self.rng.randint(4, 7)
        ids = [f"P{number}" for number in range(count)]
        groups = self._groups(ids)
        places = {name: self._place() for name in [*ids, *groups]}
        for group, members in groups.items():
            for member in members:
                places[member]["part_of"] = group
        lanes = self._lanes(ids, list(groups))
        network: dict[str, Any] = {
            "routeplan": 1,
            "name": "Random",
            "currency": "USD",
            "exchange_rates": {"as_of": "2026-06-30", "CNY": "7.10", "EUR": "0.86"},
            "places": places,
            "lanes": lanes,
        }
        if self.maybe(0.6):
            network["handling"] = self._handling(4)
        if self.maybe(0.7):
            network["co2e"] = {"rail": "22 g/tkm", "sea": "73 g/TEU-km"}
        if self.restricted(0.75):
            network["scenarios"] = self._scenarios(network)
        return Case(network, self._query(network, ids, groups))

    # Places

    def _groups(self, ids: list[str]) -> dict[str, list[str]]:
        """Group ids and their direct members, a group inside a group among them."""
        draw = self.rng.random()
        if draw < 0.4:
            return {}
        if draw < 0.7:
            return {"G0": self.rng.sample(ids, 2)}
        one, other, third = self.rng.sample(ids, 3)
        if draw < 0.85:
            return {"G0": [one, "G1"], "G1": [other, third]}
        return {"G0": [one], "G1": [other, third]}

    def _place(self) -> dict[str, Any]:
        rng = self.rng
        country = rng.choice(tuple(ZONES))
        place: dict[str, Any] = {
            "country": country,
            "kind": rng.choice(KINDS),
            "lat": f"{rng.randint(-60, 60)}.{rng.randint(0, 9999):04}",
            "lon": f"{rng.randint(-179, 179)}.{rng.randint(0, 9999):04}",
            "timezone": ZONES[country],
        }
        if self.maybe(0.6):
            place["handling"] = self._handling(rng.randint(1, 4))
        if self.maybe(0.85 if self.plain else 0.5):
            cheap = self.maybe(0.2 if self.waiting else 0.45)
            rate = rng.choice(("0 USD", "1 USD", "2.5 USD") if cheap else ("10 USD", "40 USD", "100 USD", "33.335 EUR"))
            free = rng.choice(("0h", "1d", "36h", "5d") if cheap else ("0h", "0h", "12h", "1d"))
            place["storage"] = {"free": free, "rate": f"{rate}/{self._unit(shipment=False)}/day"}
        return place

    def _handling(self, count: int) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for _ in range(count):
            inbound = self.rng.choice((*MODES, "origin"))
            outbound = self.rng.choice(MODES if inbound == "origin" else (*MODES, "destination"))
            entry: dict[str, Any] = {}
            if self.maybe(0.8):
                entry["time"] = self.rng.choice(SHORT)
            if self.maybe(0.8):
                entry["cost"] = self._price()
            if self.maybe(0.4):
                entry["co2e"] = self.rng.choice(("10 kg/TEU", "0.0005 kg/TEU", "3 kg/container", "0 kg/TEU"))
                if self.vehicle:
                    entry["co2e"] = "10 kg/TEU"
            table[f"{inbound}>{outbound}"] = entry
        return table

    # Money

    def _unit(self, shipment: bool = True) -> str:
        units = ["TEU", "container", "container", *(["shipment"] if shipment else [])]
        return self.rng.choice(["vehicle", "vehicle", "container"] if self.vehicle else units)

    def _number(self) -> str:
        """Small round figures that tie, and some that end in half a cent."""
        return self.rng.choice(("0", "10", "20", "20", "50", "50", "100", "0.125", "10.005", "33.335"))

    def _money(self) -> str:
        return f"{self._number()} {self.rng.choice(('USD', 'USD', 'USD', 'CNY', 'EUR'))}"

    def _price(self) -> Any:
        if self.maybe(0.3):
            sizes = ("VEH", "40HC") if self.vehicle else ("20GP", "40GP", "40HC", "45HC", "20RF")
            return {size: self._money() for size in sorted(self.rng.sample(sizes, self.rng.randint(1, len(sizes))))}
        return f"{self._money()}/{self._unit()}"

    def _rate(self) -> Any:
        """What rides on the lane pays; most cover the equipment, some a stand-in, a few neither."""
        draw = self.rng.random()
        unit = "vehicle" if self.vehicle else self.rng.choice(("TEU", "container"))
        if draw < 0.02:
            return {"40RF": "10 USD"}
        if draw < 0.2:
            return f"{self.rng.choice(('0.01', '0.005', '0.0125'))} USD/{unit}/km"
        if draw < 0.45:
            sizes = {"VEH"} if self.vehicle else {"40HC", "20GP", "45HC", "20RF"}
            if not self.vehicle and self.maybe(0.5):
                sizes = {"40GP", "20GP", "45HC", "20RF"}
            return {size: self._dear() for size in sorted(sizes)}
        return f"{self._dear()}/{unit}"

    def _dear(self) -> str:
        """Never so low that a subsidy makes a leg cost less than nothing."""
        return f"{self.rng.choice(('100', '100', '110', '120', '150', '200', '100.125', '133.335'))} USD"

    # Lanes

    def _lanes(self, ids: list[str], groups: list[str]) -> list[dict[str, Any]]:
        rng = self.rng
        lanes: list[dict[str, Any]] = []
        goal = rng.randint(3, 8) if self.plain else rng.randint(6, 11)
        for number in range(goal):
            if lanes and self.maybe(0.2):
                lanes.append(self._twin(rng.choice(lanes), number))
                continue
            one, other = rng.sample(range(len(ids)), 2)
            if one > other and self.maybe(0.8):
                one, other = other, one
            ends = [ids[one], ids[other]]
            if groups and self.maybe(0.15):
                ends[rng.randrange(2)] = rng.choice(groups)
            lanes.append(self._lane(number, *ends))
        for first, second in pairwise(ids):
            if self.maybe(0.85 if self.plain else 0.5):
                lanes.append(self._lane(len(lanes), first, second))
        return lanes

    def _lane(self, number: int, start: str, end: str) -> dict[str, Any]:
        rng = self.rng
        mode = rng.choice(MODES)
        lane: dict[str, Any] = {"from": start, "to": end, "mode": mode, "transit": rng.choice(DURATIONS)}
        if self.maybe(0.6):
            lane["id"] = f"{rng.choice('abAB')}{number}"
        if self.maybe(0.1):
            lane["transit"] = {"typical": rng.choice(DURATIONS), "p90": "10d"}
        if not self.restricted(0.03):
            lane["rate"] = self._rate()
        if self.maybe(0.85):
            lane["distance"] = rng.choice(("100 km", "100 km", "200 km", "1500 km", "0.5 km", "33.333 km"))
        if self.maybe(0.3):
            lane["surcharges"] = [{"name": "fuel", "amount": self._price()}]
            if self.maybe(0.4) and isinstance(lane.get("rate"), str) and "/km" not in lane["rate"]:
                unit = "vehicle" if self.vehicle else "container"
                lane["surcharges"].append({"name": "subsidy", "amount": f"-20.005 USD/{unit}"})
        if self.maybe(0.95 if self.plain else 0.75):
            lane["departures"] = self._timetable()
        if self.maybe(0.35):
            lane["cutoff"] = rng.choice(SHORT)
        if self.maybe(0.25):
            lane["empty_wait"] = rng.choice(SHORT)
        if self.restricted(0.2):
            lane["valid"] = self._window()
        if self.restricted(0.1):
            lane["status"] = rng.choice(("planned", "suspended"))
        if self.maybe(0.15):
            lane["both_ways"] = True
        if mode == "sea" and self.maybe(0.4):
            lane["passages"] = rng.choice((["suez"], ["malacca", "suez"]))
        if self.maybe(0.2):
            lane["operator"] = rng.choice(("CR", "COSCO"))
        if self.maybe(0.3):
            lane["co2e"] = rng.choice(("22 g/tkm", "73 g/TEU-km", "0 g/tkm", "0.005 g/tkm", "62 g/tkm"))
        return lane

    def _twin(self, lane: dict[str, Any], number: int) -> dict[str, Any]:
        """The same lane once more, or nearly so."""
        twin = {key: value for key, value in lane.items() if key != "id"}
        if self.maybe(0.6):
            twin["id"] = f"t{number}"
        if self.maybe(0.4):
            twin["departures"] = self._timetable()
        if self.maybe(0.2):
            twin["mode"] = self.rng.choice(MODES)
        return twin

    def _timetable(self) -> dict[str, Any]:
        rng = self.rng
        clock = rng.choice(CLOCKS)
        if self.waiting and self.maybe(0.75):
            return {"days": rng.sample(WEEKDAYS, rng.choice((2, 2, 3, 4))), "time": clock}
        draw = rng.random() ** (2 if self.plain else 1)
        if draw < 0.25:
            return {"days": list(WEEKDAYS), "time": clock}
        if draw < 0.6:
            days = rng.sample(WEEKDAYS, rng.randint(1, 3))
            return {"days": days + days[:1] if self.maybe(0.1) else days, "time": clock}
        if draw < 0.75:
            return {"per_week": rng.choice((1, 2, 3, 5, 7, 11))}
        if draw < 0.88:
            begin = self.start + timedelta(days=rng.randint(-30, 3))
            return {"every": rng.choice(("1d", "2d", "3d", "10d", "14d")), "starting": f"{begin}T{clock}"}
        moments = {self._moment(rng.randint(0, 12), rng.choice(CLOCKS)) for _ in range(rng.randint(1, 5))}
        return {"dates": rng.sample(sorted(moments), len(moments))}

    def _moment(self, days: int, clock: str) -> str:
        return f"{self.start + timedelta(days=days)}T{clock}"

    def _window(self) -> dict[str, Any]:
        first = self.start + timedelta(days=self.rng.randint(-3, 4))
        last = first + timedelta(days=self.rng.randint(0, 6))
        window = {"from": first.isoformat(), "until": last.isoformat()}
        if self.maybe(0.5):
            del window[self.rng.choice(("from", "until"))]
        return window

    # Scenarios

    def _scenarios(self, network: dict[str, Any]) -> dict[str, Any]:
        world = World(network)
        scenarios: dict[str, Any] = {}
        for number in range(self.rng.randint(1, 3)):
            changes = [self._change(network, world) for _ in range(self.rng.randint(1, 3))]
            scenarios[f"s{number}"] = {"active": self.maybe(0.6), "changes": changes}
        return scenarios

    def _change(self, network: dict[str, Any], world: World) -> dict[str, Any]:
        while True:
            change = self._place_change(world) if self.maybe(0.35) else self._lane_change(network, world)
            if self.maybe(0.5):
                change["valid"] = self._window()
            if world.looks_for_places(change):
                if any(world.place_matches(change["match"], one) for one in world.places.values()):
                    return change
            elif any(world.lane_matches(change["match"], one) for one in world.lanes.values()):
                return change

    def _place_change(self, world: World) -> dict[str, Any]:
        rng = self.rng
        place = rng.choice(list(world.places.values()))
        match = {"place": place.id} if self.maybe(0.7) else {"country": place.country}
        draw = rng.random()
        if draw < 0.5:
            return {"match": match, "add": {"delay": rng.choice(DURATIONS)}}
        if draw < 0.7:
            return {"match": {"place": place.id}, "close": True}
        if draw < 0.85:
            rate = f"{rng.choice(('0', '5', '50'))} USD/{self._unit(shipment=False)}/day"
            return {"match": match, "set": {"storage": {"free": rng.choice(SHORT), "rate": rate}}}
        # every pair the place has, so that replacing the table and replacing its entries are the same
        pairs = [*place.handling, "rail>sea"]
        table = {pair: {"time": rng.choice(SHORT), "cost": self._price()} for pair in pairs}
        return {"match": {"place": place.id}, "set": {"handling": table}}

    def _lane_change(self, network: dict[str, Any], world: World) -> dict[str, Any]:
        rng = self.rng
        lane = rng.choice(list(world.lanes.values()))
        change: dict[str, Any] = {"match": self._lane_match(network, world)}
        draw = rng.random()
        if draw < 0.12:
            return {"match": {"lane": lane.id}, "close": True}
        if draw < 0.3:
            one = {"match": {"lane": lane.id}}
            if lane.distance is not None and lane.co2e is not None:
                return {**one, "scale": {"distance": "1.5", "co2e": "0.75"}, "add": {"distance": "10 km"}}
            return {**one, "set": {"departures": self._timetable()}}
        if draw < 0.65:
            change["set"] = dict(
                rng.sample(
                    [
                        ("empty_wait", rng.choice(SHORT)),
                        ("cutoff", rng.choice(SHORT)),
                        ("transit", rng.choice(DURATIONS)),
                        ("rate", f"{self._dear()}/{'vehicle' if self.vehicle else 'container'}"),
                        ("valid", self._window()),
                        ("status", rng.choice(("operating", "operating", "planned", "suspended"))),
                    ],
                    rng.randint(1, 2),
                )
            )
        if self.maybe(0.5) or "set" not in change:
            change["scale"] = dict(
                rng.sample(
                    [("rate", rng.choice(("1.15", "0.5", "2"))), ("transit", rng.choice(("1.5", "0.333")))],
                    rng.randint(1, 2),
                )
            )
        if self.maybe(0.4):
            change["add"] = {rng.choice(("transit", "cutoff", "empty_wait")): rng.choice(SHORT)}
        return change

    def _lane_match(self, network: dict[str, Any], world: World) -> dict[str, Any]:
        rng = self.rng
        lane = rng.choice(list(world.lanes.values()))
        groups = [name for name in network["places"] if name.startswith("G")]
        options: list[dict[str, Any]] = [
            {"lane": lane.id},
            {"lane": lane.back_of or lane.id},
            {"from": lane.origin},
            {"to": rng.choice([lane.destination, *groups])},
            {"from": lane.origin, "to": lane.destination, "mode": lane.mode},
            {"place": rng.choice([name for name in network["places"] if name not in groups])},
            {"country": world.places[lane.origin].country},
            {"mode": lane.mode},
            {"passage": "suez"},
            {"operator": "CR", "country": world.places[lane.destination].country},
        ]
        return rng.choice(options)

    # Queries

    def _query(self, network: dict[str, Any], ids: list[str], groups: dict[str, list[str]]) -> dict[str, Any]:
        rng = self.rng
        world = World(network)
        origin, destination = self._ends(world, [*ids, *groups])
        query: dict[str, Any] = {
            "origin": origin,
            "destination": destination,
            "now": f"{self.start + timedelta(days=rng.randint(-1, 2))}",
            "equipment": self.equipment,
            "quantity": rng.choice((1, 1, 1, 2, 3, 7)),
            "value_of_time": rng.choice(("0", "20", "50.5")),
            "carbon_price": rng.choice(("0", "80", "1000")),
        }
        if self.maybe(0.8):
            query["depart"] = (
                str(self.start) if self.maybe(0.2) else self._moment(rng.randint(0, 3), rng.choice(CLOCKS))
            )
            if self.restricted(0.3):
                last = self.start + timedelta(days=rng.randint(4, 14))
                query["deadline"] = str(last) if self.maybe(0.5) else f"{last}T{rng.choice(CLOCKS)}"
        if self.maybe(0.6):
            query["max_wait"] = rng.choice(
                ("7d", "10d")
                if self.waiting
                else ("2d", "3d", "7d", "10d")
                if self.plain
                else ("0h", "12h", "1d", "2d", "4d")
            )
        if self.maybe(0.25):
            query["weight"] = rng.choice(("12", "0", "7.25", "21.333"))
        if self.restricted(0.15):
            query["via"] = [rng.choice([*ids, *groups]) for _ in range(rng.randint(1, 2))]
        if self.restricted(0.2):
            avoided = self._avoid(world, ids, groups)
            # To go through a place and to avoid it is refused, not answered.
            through = [world.members(place) for place in query.get("via", ())]
            query["avoid"] = [
                item for item in avoided if ":" in item or not any(via <= world.members(item) for via in through)
            ]
        if self.restricted(0.1):
            query["modes"] = rng.sample(MODES, rng.randint(2, 3))
        if self.restricted(0.15):
            query["max_transfers"] = rng.randint(0, 4)
        if self.maybe(0.25):
            query["include"] = rng.choice((["planned"], ["suspended"], ["planned", "suspended"]))
        names = list(network.get("scenarios", {}))
        active = [name for name in names if network["scenarios"][name]["active"]]
        if names and self.maybe(0.5):
            query["with_"] = rng.sample(names, rng.randint(1, len(names)))
        dropped = [name for name in active if name not in query.get("with_", ())]
        if dropped and self.maybe(0.4):
            query["without"] = [rng.choice(dropped)]
        return query

    def _avoid(self, world: World, ids: list[str], groups: dict[str, list[str]]) -> list[str]:
        """Lanes with a way back are left out: whether to avoid one is to avoid the other is nowhere said."""
        single = [lane.id for lane in world.lanes.values() if not lane.back_of and lane.id + "-back" not in world.lanes]
        options = [
            self.rng.choice([*ids, *groups]),
            f"country:{self.rng.choice(tuple(ZONES))}",
            f"mode:{self.rng.choice(MODES)}",
            "passage:suez",
            *([f"lane:{self.rng.choice(single)}"] if single else []),
        ]
        return self.rng.sample(options, self.rng.randint(1, 2))

    def _ends(self, world: World, names: list[str]) -> tuple[str, str]:
        """Mostly two places that lanes lead between, rather more than one lane apart."""
        pairs = [(a, b) for a in names for b in names if not world.members(a) & world.members(b)]
        far = []
        for one, other in pairs:
            near = {lane.destination for lane in world.lanes.values() if lane.origin in world.members(one)}
            reached = set(near)
            while more := {lane.destination for lane in world.lanes.values() if lane.origin in reached} - reached:
                reached |= more
            if reached & world.members(other):
                far += [(one, other)] * (1 if near & world.members(other) else 4)
        if far and self.maybe(0.95):
            longest = max(int(b[1:]) - int(a[1:]) if a[0] == b[0] == "P" else 1 for a, b in far)
            stretched = [(a, b) for a, b in far if a[0] == b[0] == "P" and int(b[1:]) - int(a[1:]) == longest]
            return self.rng.choice(stretched if stretched and self.maybe(0.35) else far)
        return self.rng.choice(pairs)


def dump(network: dict[str, Any]) -> str:
    """The network as YAML: text in double quotes as JSON has it, numbers and true/false plain."""
    return "".join(_block(network, 0))


def _block(value: dict[str, Any] | list[Any], indent: int) -> list[str]:
    lines: list[str] = []
    entries = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for key, one in entries:
        head = " " * indent + ("-" if key is None else f"{json.dumps(key, ensure_ascii=False)}:")
        if isinstance(one, dict | list) and one:
            lines += [head + "\n", *_block(one, indent + 2)]
        else:
            lines.append(f"{head} {json.dumps(one, ensure_ascii=False)}\n")
    return lines
