"""A place, its country and its time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.network.model import Place
from routeplan.network.nearest import nearest
from routeplan.network.records.draft import Path
from routeplan.network.tree import Map, at_of
from routeplan.network.zones import zones_by_country
from routeplan.units import quote

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def place(reader: Reader, id: str, node: Map, path: Path) -> Place | None:
    values = reader.record(node, "place", path)
    country = values.get("country", "")
    if country:
        check_country(reader, country, node, path)
    if "timezone" in values:
        check_timezone(reader, values["timezone"], country, node, path)
    if not reader.has_required(values, "place"):
        return None
    name = values.pop("name", id)
    return Place(id, name, where=reader.where(node.key_at), **values)


def check_country(reader: Reader, code: str, node: Map, path: Path) -> None:
    if code not in reader.countries:
        at = at_of(node["country"])  # type: ignore[arg-type]
        renamed = {"UK": "GB", "EL": "GR", "EN": "GB", "SP": "ES", "JA": "JP"}.get(code)
        help = f"write {renamed}" if renamed else "write the ISO 3166-1 alpha-2 code, such as CN"
        reader.fault("RP216", f"unknown country code {quote(code)}", at, (*path, "country"), help)


def check_timezone(reader: Reader, zone: str, country: str, node: Map, path: Path) -> None:
    """`country` is where the zone probably lies; "" where nothing says so."""
    if zone not in reader.zones:
        at = at_of(node["timezone"])  # type: ignore[arg-type]
        home = zones_by_country().get(country, ())
        spelled = [name for name in reader.zones if name.casefold() == zone.casefold()]
        near = spelled or nearest(zone, home, 1) or list(home[:3]) or nearest(zone, reader.zones, 1)
        help = f"write {' or '.join(near)}" if near else "write an IANA name, such as Asia/Shanghai"
        reader.fault("RP215", f"unknown time zone {quote(zone)}", at, (*path, "timezone"), help)
