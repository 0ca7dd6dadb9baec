"""`routeplan places`: what one can ship from, to and through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from routeplan.cli.listing import LIST_OPTIONS, about, figure, read, show
from routeplan.cli.options import Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import UsageError
from routeplan.network.model import KINDS, Network, Place
from routeplan.output.listing import Column, Listing

COMMAND = Command(
    "places",
    (Argument("QUERY", "Part of a name, alias, id or UN/LOCODE.", required=False),),
    (
        Option(("--country",), "Only places in this country: CN.", "CODE"),
        Option(("--kind",), f"Only this kind: {', '.join(KINDS)}.", "KIND"),
        *LIST_OPTIONS,
    ),
    ("routeplan places", "routeplan places ningbo", "routeplan places --country CN --kind dry_port -f csv"),
)

_COLUMNS = (
    Column("id", "id"),
    Column("name", "name", fold=True),
    Column("unlocode", "code", from_width=45),
    Column("country", "country", from_width=50),
    Column("kind", "kind", from_width=55),
    Column("part_of", "part of", from_width=60),
    Column("departing", "out", right=True, from_width=65),
    Column("arriving", "in", right=True, from_width=65),
    Column("lat", "lat", from_width=None),
    Column("lon", "lon", from_width=None),
    Column("timezone", "zone", from_width=None),
    Column("aliases", "aliases", from_width=None),
    Column("tags", "tags", from_width=None),
    Column("source", "source", from_width=None),
    Column("notes", "notes", from_width=None),
)


def run(values: Values) -> Outcome:
    network, files = read(values)
    kept = _select(network, values["query"], values["country"], values["kind"])
    departing: dict[str, int] = {}
    arriving: dict[str, int] = {}
    for lane in network.lanes.values():
        departing[lane.from_place] = departing.get(lane.from_place, 0) + 1
        arriving[lane.to_place] = arriving.get(lane.to_place, 0) + 1
    records = [_record(place, departing.get(place.id, 0), arriving.get(place.id, 0)) for place in kept]
    notes = (f"{len(records)} of {len(network.places)} places; out and in count lanes.",)
    return show(Listing("places", _COLUMNS, records, about(network), notes), values, files)


def _select(network: Network, query: str | None, country: str | None, kind: str | None) -> list[Place]:
    if kind is not None and kind.casefold() not in KINDS:
        from routeplan.network.nearest import did_you_mean
        from routeplan.units import quote

        hint = did_you_mean(kind, KINDS) or "one of " + ", ".join(KINDS)
        raise UsageError(f"--kind: unknown value {quote(kind)}", help=hint)
    found: Iterable[Place] = network.places.values()
    if query:
        from routeplan.network.names import normalise

        wanted = normalise(query)
        found = (
            place
            for place in found
            if any(wanted in normalise(name) for name in (place.id, place.name, place.unlocode, *place.aliases))
        )
    return [
        place
        for place in found
        if (country is None or place.country == country.upper()) and (kind is None or place.kind == kind.casefold())
    ]


def _record(place: Place, departing: int, arriving: int) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "unlocode": place.unlocode or None,
        "country": place.country,
        "kind": place.kind,
        "part_of": place.part_of or None,
        "departing": departing,
        "arriving": arriving,
        "lat": figure(place.lat),
        "lon": figure(place.lon),
        "timezone": place.timezone or None,
        "aliases": list(place.aliases),
        "tags": list(place.tags),
        "source": list(place.source),
        "notes": place.notes or None,
    }
