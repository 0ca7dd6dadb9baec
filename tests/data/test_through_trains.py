"""Through trains against chains of pieces in the bundled network.

A through train includes its borders and changes of gauge; the pieces of the same way are lanes too, for journeys that
end at a border or use one stretch only. Between the same terminals a chain of pieces must be neither cheaper nor
faster than the through train, or planning would advise what no forwarder books. What makes the difference are the
stays: change of train, change of gauge, border. Pieces are those of the same way: a chain by another border is an
alternative, and so are the sea and one that gains time on a full-timetable train or a truck, dearer products.
"""

from __future__ import annotations

import heapq
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

NETWORKS = Path(__file__).resolve().parents[2] / "networks"
THROUGH_TAGS = {"block-train", "middle-corridor", "china-laos-railway"}
PREMIUM_TAG = "full-timetable"
WAYS = {"russia", "xinjiang-border", "erenhot", "manzhouli", "caspian", "irkeshtam", "kaliningrad", "mohan"}
"""Passages that make another way to the same end."""
EQUIPMENT, TEU = "40HC", 2
UNIT_HOURS = {"d": 24.0, "h": 1.0, "min": 1 / 60}

Record = dict[str, Any]


@cache
def network() -> Record:
    """All files of the bundled network as one mapping; nothing is checked here."""
    merged: Record = {"places": {}, "lanes": [], "handling": {}, "exchange_rates": {}}
    for path in sorted(NETWORKS.rglob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for key in ("places", "handling", "exchange_rates"):
            merged[key].update(content.get(key) or {})
        for lane in content.get("lanes") or []:
            merged["lanes"].append(lane)
            if lane.get("both_ways"):
                merged["lanes"].append(back(lane))
    return merged


def back(lane: Record) -> Record:
    return {**lane, "id": f"{lane['id']}-back", "from": lane["to"], "to": lane["from"]}


def hours(duration: Any) -> float:
    """`2d 7h` to 55.0."""
    parts = re.findall(r"([\d.]+)\s*(d|h|min)", str(duration or ""))
    return sum(float(number) * UNIT_HOURS[unit] for number, unit in parts)


def dollars(price: Any, distance_km: float = 0) -> float | None:
    """A price of one 40 ft container in USD; None where it does not cover one."""
    if isinstance(price, dict):
        price = price.get(EQUIPMENT, price.get("40GP"))
    if price is None:
        return None
    amount, currency, per = re.fullmatch(r"(-?[\d.]+) ([A-Z]{3})((?:/\w+)*)", str(price)).groups()  # type: ignore[union-attr]
    if "/vehicle" in per:
        return None
    value = float(amount) / (1 if currency == "USD" else float(network()["exchange_rates"][currency]))
    return value * (TEU if "/TEU" in per else 1) * (distance_km if "/km" in per else 1)


def kilometres(lane: Record) -> float:
    return float(str(lane.get("distance", "0")).split()[0])


def freight(lane: Record) -> float | None:
    """Rate and surcharges in USD; None where they do not cover a 40 ft container."""
    if "usd" not in lane:
        lane["usd"] = _freight(lane)
    found: float | None = lane["usd"]
    return found


def _freight(lane: Record) -> float | None:
    rate = dollars(lane.get("rate"), kilometres(lane))
    if rate is None:
        return None
    return rate + sum(dollars(extra["amount"]) or 0 for extra in lane.get("surcharges", []))


def under_way(lane: Record) -> float:
    """Cutoff, half the headway, transit: what a lane takes from ready to arrival, in hours."""
    if "hours" not in lane:
        lane["hours"] = _under_way(lane)
    found: float = lane["hours"]
    return found


def _under_way(lane: Record) -> float:
    departures = lane.get("departures") or {}
    headway = 0.0
    if "per_week" in departures:
        headway = 168 / float(departures["per_week"])
    elif "days" in departures:
        headway = 168 / len(departures["days"])
    transit = lane["transit"]
    typical = transit.get("typical", transit.get("p50")) if isinstance(transit, dict) else transit
    return hours(lane.get("cutoff")) + headway / 2 + hours(typical)


@cache
def stay(place: str, inbound: str, outbound: str) -> tuple[float, float]:
    """Hours and dollars of handling between two modes at a place."""
    pair = f"{inbound}>{outbound}"
    entry = network()["places"][place].get("handling", {}).get(pair) or network()["handling"].get(pair) or {}
    return hours(entry.get("time")), dollars(entry.get("cost")) or 0.0


def operating(lane: Record) -> bool:
    return lane.get("status", "operating") == "operating" and freight(lane) is not None


def is_through(lane: Record) -> bool:
    return bool(THROUGH_TAGS & set(lane.get("tags", []))) and operating(lane)


def through_trains() -> list[Record]:
    return [lane for lane in network()["lanes"] if is_through(lane)]


def is_piece(lane: Record, through: Record, by: str) -> bool:
    """Whether a lane may be a link of a chain that is compared with the through train."""
    if not operating(lane) or (lane["from"], lane["to"]) == (through["from"], through["to"]):
        return False
    passages, of_through = set(lane.get("passages", [])), set(through.get("passages", []))
    if (passages - of_through) & WAYS or (lane["mode"] == "sea" and not passages & of_through):
        return False
    dearer = lane["mode"] == "road" or PREMIUM_TAG in lane.get("tags", [])
    return by == "cost" or not dearer or PREMIUM_TAG in through.get("tags", [])


def best_chain(through: Record, by: str) -> tuple[float, list[str]] | None:
    """The cheapest or fastest chain of two lanes and more between its terminals, handling in between included."""
    origin, destination = through["from"], through["to"]
    leaving: dict[str, list[Record]] = {}
    for lane in network()["lanes"]:
        if is_piece(lane, through, by):
            leaving.setdefault(lane["from"], []).append(lane)
    queue: list[tuple[float, int, str, str, list[str]]] = [(0.0, 0, origin, "", [])]
    done: set[tuple[str, str]] = set()
    count = 0
    while queue:
        total, _, place, inbound, chain = heapq.heappop(queue)
        if place == destination:
            return total, chain
        if (place, inbound) in done:
            continue
        done.add((place, inbound))
        for lane in leaving.get(place, []):
            handling = stay(place, inbound, lane["mode"]) if inbound else (hours(lane.get("empty_wait")), 0.0)
            step = handling[0] + under_way(lane) if by == "time" else handling[1] + (freight(lane) or 0.0)
            count += 1
            heapq.heappush(queue, (total + step, count, lane["to"], lane["mode"], [*chain, lane["id"]]))
    return None


@pytest.mark.parametrize("by", ["cost", "time"])
@pytest.mark.parametrize("through", through_trains(), ids=lambda lane: lane["id"])
def test_no_chain_of_pieces_undercuts_the_through_train(through: Record, by: str) -> None:
    own = hours(through.get("empty_wait")) + under_way(through) if by == "time" else freight(through) or 0.0
    chain = best_chain(through, by)
    assert chain is None or chain[0] >= own - 0.01, f"{chain[1]}: {chain[0]:.0f} against {own:.0f}"


def test_there_are_through_trains_to_check() -> None:
    assert len(through_trains()) > 40
