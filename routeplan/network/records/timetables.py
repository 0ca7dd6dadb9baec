"""When a lane leaves, how long it takes, and when it is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.network.model import Departures, Transit
from routeplan.network.records import shapes
from routeplan.network.records.draft import BAD, Path
from routeplan.network.tree import Map

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader

_EXAMPLE = '{days: [mon, wed], time: "20:00"}, {per_week: 3}, {dates: [2026-12-01T08:00]}'
_PARTNERS = {"days": "time", "every": "starting"}


def transit(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "transit", path)
    if "typical" in node and "p50" in node:
        return reader.fault("RP203", "typical and p50 say the same", node.at, path, "keep one of the two")
    if "typical" not in node and "p50" not in node:
        shapes.missing(reader, "typical", "transit", node, path)
        return BAD
    typical = values.get("typical", values.get("p50"))
    quantiles = [values[name] for name in ("p10", "p50", "typical", "p90") if name in values]
    if quantiles != sorted(quantiles):
        message = "the quantiles of the transit are not in order"
        return reader.fault("RP212", message, node.at, path, "p10 <= p50 <= p90")
    return BAD if typical is None else Transit(typical, values.get("p10"), values.get("p90"))


def departures(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "departures", path)
    kinds = [key for key in ("days", "per_week", "dates", "every") if key in node]
    if len(kinds) != 1:
        what = f"{' and '.join(kinds)} exclude each other" if kinds else "departures say neither days nor dates"
        help = f"write one of {_EXAMPLE} or {{every: 10d, starting: ...}}"
        return reader.fault("RP203", what, node.at, path, help)
    kind = kinds[0]
    partner = _PARTNERS.get(kind)
    for key in _PARTNERS.values():
        if key in node and key != partner:
            message = f'"{key}" does not go with "{kind}"'
            return reader.fault("RP203", message, node.at, path, f"write one of {_EXAMPLE}")
    if partner and partner not in node:
        return reader.fault("RP202", f'"{kind}" needs "{partner}"', node.at, path, f"write {_EXAMPLE}")
    if kind not in values or (partner and partner not in values):
        return BAD
    if kind in ("days", "dates") and not values[kind]:
        help = "leave departures out: it leaves when ready"
        return reader.fault("RP204", f'"{kind}" is empty', node.at, path, help)
    if kind == "days":
        found = Departures("days", weekdays=values["days"], clock_min=values["time"])
    elif kind == "per_week":
        found = Departures("per_week", per_week=values["per_week"])
    elif kind == "dates":
        found = Departures("dates", dates=values["dates"])
    else:
        found = Departures("every", every_days=values["every"], starting=values["starting"])
    return reader.shared(found)


def valid(reader: Reader, node: Map, path: Path) -> Any:
    """First and last day, None where open."""
    values = reader.record(node, "valid", path)
    first, last = values.get("from"), values.get("until")
    if first is not None and last is not None and last < first:
        return reader.fault("RP409", "valid ends before it begins", node.at, path, "exchange from and until")
    return (first, last)
