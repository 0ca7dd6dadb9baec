"""Which function reads which kind of value, by the shape it is written in. Plain text is in `values.KINDS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from routeplan.network.records import changes, defaults, entries, lists, prices, stays, timetables
from routeplan.network.records.draft import Path

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader

_Read = Callable[["Reader", Any, Path], Any]

TEXTS: dict[str, _Read] = {
    "sources": lists.sources,
    "texts": lists.texts,
    "words": lists.words,
    "modes": lists.modes,
    "equipment_list": lists.equipment,
    "weekdays": lists.weekdays,
    "moments": lists.moments,
}
"""Kinds that are lists, and what one plain value stands for."""

LISTS: dict[str, _Read] = {
    **TEXTS,
    "surcharges": prices.surcharges,
    "changes": changes.changes,
    "lanes": entries.rest_of_lanes,
}
MAPS: dict[str, _Read] = {
    "rate": prices.rate,
    "price": prices.price,
    "signed_price": prices.signed_price,
    "daily_price": prices.daily_price,
    "transit": timetables.transit,
    "departures": timetables.departures,
    "valid": timetables.valid,
    "handlings": stays.handlings,
    "storage": stays.storage,
    "dwell": stays.dwell,
    "reliability": defaults.reliability,
    "exchange_rates": defaults.exchange_rates,
    "co2e_defaults": defaults.co2e,
    "tracks": defaults.tracks,
    "value_of_time": defaults.value_of_time,
    "carbon_price": defaults.carbon_price,
    "section": entries.rest_of_section,
    "match": changes.match,
    "set": changes.changed_fields,
    "scale": changes.changed_fields,
    "add": changes.changed_fields,
}
