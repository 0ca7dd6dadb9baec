"""How worked cases are written: places and lanes a line each, and one line for each itinerary expected.

A place is `A CN`, its id and country, then any further fields as in the file: `B CN storage: {...}`. The country
gives it the time zone below. A lane is `ab A>B rail 6h`, its id (`-`: none), ends, mode and transit, then further fields
after a comma. An expected itinerary is

    cost | hours:minutes | CO2e in kg | lane @ departure, lane @ departure

with departures in the local time of the place, as far as written (`2026-12-01T08:00` or with the offset), and none
in an undated plan. No line at all means that there is no route.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

ZONES = {
    "CN": "Asia/Shanghai",
    "KZ": "Asia/Almaty",
    "ES": "Europe/Madrid",
    "US": "America/New_York",
    "GL": "America/Nuuk",
}
TODAY = "2026-11-21"


class Case(NamedTuple):
    """`details` are figures inside the answer: `0.stays.1.stay` is the stay at the second place of the first one."""

    name: str
    network: str
    query: dict[str, Any]
    expect: str
    details: Mapping[str, Any] | None = None
    overlays: Sequence[str] = ()


def network(places: str, lanes: str, more: str = "") -> str:
    """The YAML of a network; `more` stands at the top level."""
    lines = ["routeplan: 1", "name: Worked", "currency: USD", *more.strip("\n").splitlines(), "places:"]
    lines += [_place(line) for line in places.strip().splitlines()]
    lines += ["lanes:", *(_lane(line) for line in lanes.strip().splitlines())]
    return "\n".join(lines) + "\n"


def _place(line: str) -> str:
    name, country, *more = line.strip().split(" ", 2)
    at = "" if more and "lat:" in more[0] else "lat: 0, lon: 0, "
    rest = f", {more[0]}" if more else ""
    return f"  {name}: {{country: {country}, kind: city, {at}timezone: {ZONES[country]}{rest}}}"


def _lane(line: str) -> str:
    head, _, rest = line.strip().partition(", ")
    name, ends, mode, transit = head.split(" ", 3)
    start, end = ends.split(">")
    given = "" if name == "-" else f"id: {name}, "
    return f"  - {{{given}from: {start}, to: {end}, mode: {mode}, transit: {transit}, {rest}}}"


def ask(ends: str, by: str = "cost", **options: Any) -> dict[str, Any]:
    """A question: `A>C` and options as the brute force takes them."""
    origin, destination = ends.split(">")
    return {"origin": origin, "destination": destination, "by": by, "now": TODAY, **options}
