"""Rate sheets: one row a lane, with the columns forwarders use, read and written.

What export writes, import reads back as the same lanes. Headers are matched by their letters and digits alone;
`HEADERS` lists what each column may be called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from routeplan.errors import Finding, UnitError, UsageError
from routeplan.network.model import EQUIPMENT_TEU, Lane, Network
from routeplan.network.names import normalise, resolve
from routeplan.network.nearest import did_you_mean
from routeplan.network.schema import LANE
from routeplan.network.shorthand import (
    amount_text,
    format_departures,
    format_surcharges,
    price_value,
    read_departures,
    read_price,
    read_surcharges,
)
from routeplan.network.values import KINDS
from routeplan.network.writing import Value
from routeplan.units import (
    format_amount,
    format_date,
    format_distance,
    format_duration,
    format_factor,
    format_ratio,
    format_teu,
    parse_decimal,
    quote,
)

_EQUIPMENT = {
    "20GP": ("20gp", "20", "20dv", "20dc", "20ft", "20std"),
    "40GP": ("40gp", "40", "40dv", "40dc", "40ft", "40std"),
    "40HC": ("40hc", "40hq"),
    "45HC": ("45hc", "45hq", "45"),
    "20RF": ("20rf", "20re"),
    "40RF": ("40rf", "40rh", "40re"),
    "VEH": ("veh", "vehicle", "roro"),
}
HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("id", "lane", "laneid"),
    "from": ("pol", "from", "origin", "portofloading", "loadport"),
    "to": ("pod", "to", "destination", "portofdischarge", "dischargeport"),
    "mode": ("mode", "transportmode"),
    "operator": ("carrier", "operator", "line", "shippingline"),
    **_EQUIPMENT,
    "rate": ("rate", "price"),
    "currency": ("currency", "ccy"),
    "valid_from": ("validfrom", "fromdate", "effective", "effectivedate", "start"),
    "valid_until": ("validuntil", "validto", "expiry", "expires", "expirydate", "end"),
    "valid": ("validity", "valid"),
    "transit": ("transit", "transittime", "tt"),
    "transit_days": ("transitdays", "ttdays", "days"),
    "transit_p10": ("transitp10",),
    "transit_p90": ("transitp90",),
    "departures": ("frequency", "departures", "sailings", "schedule"),
    "surcharges": ("surcharges", "surcharge", "additionals"),
    "fixed_cost": ("fixedcost",),
    "distance": ("distance",),
    "cutoff": ("cutoff", "closing"),
    "empty_wait": ("emptywait",),
    "status": ("status",),
    "both_ways": ("bothways",),
    "passages": ("passages", "routing"),
    "crosses": ("crosses",),
    "co2e": ("co2e",),
    "capacity": ("capacity",),
    "on_time": ("ontime",),
    "late": ("late",),
    "accepts": ("accepts",),
    "refuses": ("refuses",),
    "track": ("track",),
    "tags": ("tags",),
    "source": ("source", "sources"),
    "confidence": ("confidence",),
    "period": ("period",),
    "notes": ("notes", "remarks", "comment"),
}
"""What a column may be called, by letters and digits in lower case; the first is what export writes."""

TITLES = {
    "from": "POL", "to": "POD", "operator": "carrier", "departures": "frequency", "20GP": "20'", "40GP": "40'",
}  # fmt: skip
_LISTS = ("passages", "crosses", "accepts", "refuses", "tags", "source")
_PARTS = {"valid": "date", "transit": "duration", "rate": "rate_amount"}
"""What the parts of a field in several columns are."""
_LETTER = re.compile("[A-Za-z]")
_SPLIT = re.compile(r"\s*[;|]\s*")
_RANGE = re.compile(r"\s*(?:\.\.|/| to | - )\s*")
_FORMULA = "=+-@\t\r＝＋－＠'"


class Row(NamedTuple):
    """A row: its line in the file and what its cells say, by field or column."""

    line: int
    cells: dict[str, str]


class Rows(NamedTuple):
    """The lanes of a sheet with the line each stands in, and every fault found so far."""

    lanes: list[tuple[int, dict[str, Value]]]
    faults: list[Finding]


def read_rows(table: Sequence[tuple[int, Sequence[str]]], network: Network, name: str) -> Rows:
    """The lanes of a table of (line, cells), its first row the headers. Faults name file, line and column."""
    if not table:
        raise UsageError(f"{quote(name)} is empty", help="the first row names the columns: POL,POD,40HC,...")
    columns = _columns(table[0][1], name)
    rows = Rows([], [])
    taken: dict[str, int] = {}
    for line, cells in table[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            rows.faults.append(
                _fault(name, line, len(columns) + 1, "RP203", "more cells than columns", "quote cells with commas")
            )
            continue
        said = {column: _plain(cell) for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        lane = _Reader(name, line, columns, network, rows.faults).lane(said)
        if lane is None:
            continue
        id = str(lane.get("id") or _default_id(lane, taken))
        if id in taken and "id" in said:
            help = f"the first one is in line {taken[id]}"
            rows.faults.append(
                _fault(name, line, columns.index("id") + 1, "RP302", f"the lane {quote(id)} is there twice", help)
            )
            continue
        taken[id] = line
        rows.lanes.append((line, {"id": id, **{key: value for key, value in lane.items() if key != "id"}}))
    return rows


def _columns(titles: Sequence[str], name: str) -> list[str]:
    known = {title: column for column, names in HEADERS.items() for title in names}
    columns: list[str] = []
    for title in titles:
        plain = normalise(title)
        column = known.get(plain) or known.get(plain.removesuffix("rate"))
        if column is None:
            help = did_you_mean(title, [names[0] for names in HEADERS.values()]) or "columns: " + ", ".join(
                TITLES.get(column, column) for column in HEADERS
            )
            raise UsageError(f"{quote(name)} has the unknown column {quote(title)}", help=help)
        if column in columns:
            raise UsageError(f"{quote(name)} has the column {quote(title)} twice", help="keep one of them")
        columns.append(column)
    for column in ("from", "to"):
        if column not in columns:
            raise UsageError(f"{quote(name)} has no column {TITLES[column]}", help="POL and POD are needed")
    return columns


class _Reader:
    """One row on its way to a lane."""

    def __init__(self, name: str, line: int, columns: list[str], network: Network, faults: list[Finding]) -> None:
        self.name, self.line, self.columns = name, line, columns
        self.network, self.faults = network, faults
        self.said: dict[str, str] = {}

    def lane(self, said: dict[str, str]) -> dict[str, Value] | None:
        """The fields of the lane in the order of the format; None where a cell is at fault."""
        self.said = said
        before = len(self.faults)
        given: dict[str, Value] = {"mode": said.get("mode", "sea").casefold()}
        for end in ("from", "to"):
            given[end] = self._place(end, said.get(end, ""))
        for field in LANE:
            if field in said and field not in given and field not in ("rate", "surcharges", "departures", "transit"):
                given[field] = [w for w in _SPLIT.split(said[field]) if w] if field in _LISTS else said[field]
        for field in _LISTS:
            if len(given.get(field, ())) == 1 and field == "source":
                given[field] = given[field][0]  # type: ignore[index]
        self._put(given, "transit", lambda: self._transit(said))
        self._put(given, "rate", lambda: self._rate(said))
        for field, read in (("surcharges", read_surcharges), ("departures", read_departures)):
            if field in said:
                self._put(given, field, lambda read=read, field=field: read(said[field]))  # type: ignore[misc]
        self._put(given, "valid", lambda: self._valid(said))
        if str(given.get("both_ways", "")).casefold() in ("false", "no", ""):
            given.pop("both_ways", None)
        self._check(given)
        if len(self.faults) > before:
            return None
        return {field: given[field] for field in LANE if given.get(field)}

    def fault(self, column: str, code: str, message: str, help: str) -> None:
        at = self.columns.index(column) + 1 if column in self.columns else 1
        self.faults.append(_fault(self.name, self.line, at, code, message, help))

    def _place(self, end: str, text: str) -> str:
        if not text:
            self.fault(end, "RP202", f"{TITLES[end]} is missing", "name a place: its name, id or UN/LOCODE")
            return ""
        try:
            return resolve(self.network, text)
        except UsageError as error:
            self.fault(end, "RP301", error.message, error.help)
            return ""

    def _put(self, given: dict[str, Value], field: str, read: Callable[[], Value]) -> None:
        try:
            value = read()
        except UnitError as error:
            code = KINDS[field].code if field in KINDS else "RP203"
            self.fault(self._column(field), code, error.message, error.help)
            return
        if value:
            given[field] = value

    def _column(self, field: str, part: str = "") -> str:
        """The column where a field, or this part of it, is written."""
        names = [c for c in self.columns if c == field or c.startswith(f"{field}_")]
        written = [part if field == "rate" else f"{field}_{part}", *names]
        return next((c for c in written if c in self.said), names[0] if names else field)

    def _transit(self, said: Mapping[str, str]) -> Value:
        typical = said.get("transit", "")
        if not typical and (days := said.get("transit_days")):
            parse_decimal(days)
            typical = f"{days}d"
        if not typical:
            raise UnitError("the transit time is missing", "write such as 28d or 60h")
        quantiles = {name: said[f"transit_{name}"] for name in ("p10", "p90") if f"transit_{name}" in said}
        return {"typical": typical, **quantiles} if quantiles else typical

    def _rate(self, said: Mapping[str, str]) -> Value:
        prices: dict[str, Value] = {}
        bare = [equipment for equipment in EQUIPMENT_TEU if equipment in said and not _LETTER.search(said[equipment])]
        if bare and "currency" not in said:
            message = f"the rate {quote(said[bare[0]])} has no currency"
            self.fault(bare[0], "RP207", message, "fill the column currency, or write 840 USD")
            return prices
        for equipment in EQUIPMENT_TEU:
            if equipment in said:
                prices[equipment] = f"{said[equipment]} {said['currency']}" if equipment in bare else said[equipment]
        if "rate" in said:
            if prices:
                raise UnitError("rate and rates by equipment exclude each other", "keep one of the two")
            text = said["rate"]
            return read_price(text if _LETTER.search(text) else f"{text} {said.get('currency', '')}".strip())
        return prices

    def _valid(self, said: Mapping[str, str]) -> Value:
        first, last = said.get("valid_from", ""), said.get("valid_until", "")
        if "valid" in said:
            parts = _RANGE.split(said["valid"])
            if len(parts) != 2:
                raise UnitError(f"dates expected, found {quote(said['valid'])}", "write 2026-01-01..2026-12-31")
            first, last = parts
        return {key: day for key, day in (("from", first), ("until", last)) if day}

    def _check(self, given: Mapping[str, Value]) -> None:
        """Every plain value by the reader of its kind; a row tells all its faults at once."""
        for field, value in given.items():
            kind = LANE[field].kind
            part_kind = _PARTS.get(kind)
            if isinstance(value, str) and value:
                self._check_cell(self._column(field), kind, value)
            elif isinstance(value, Mapping) and part_kind is not None:
                for part, text in value.items():
                    self._check_cell(self._column(field, part), part_kind, text)

    def _check_cell(self, column: str, kind: str, text: Value) -> None:
        if kind in KINDS and isinstance(text, str):
            try:
                KINDS[kind].read(text)
            except UnitError as error:
                self.fault(column, KINDS[kind].code, error.message, error.help)


def _fault(name: str, line: int, column: int, code: str, message: str, help: str) -> Finding:
    return Finding("error", code, message, name, line, column, help=help)


def _default_id(lane: Mapping[str, Value], taken: Mapping[str, int]) -> str:
    words = [str(lane["from"]), str(lane["to"]), str(lane["mode"]), str(lane.get("operator", ""))]
    base = "-".join(re.sub("[^a-z0-9]+", "-", word.casefold()).strip("-") for word in words).strip("-")
    number = 2
    id = base
    while id in taken:
        id, number = f"{base}-{number}", number + 1
    return id


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from computing it."""
    text = cell.strip(" ")
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA and text[1:2] else text


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet computes; import takes the apostrophe away again."""
    return "'" + text if text[:1] and text[0] in _FORMULA else text


# Lanes to rows


def write_rows(network: Network) -> list[list[str]]:
    """The headers and a row for each lane, its way back not counted."""
    rows = [_cells(lane, network) for lane in network.lanes.values() if not lane.back_of]
    used = [c for c in HEADERS if any(c in row for row in rows)]
    titles = [TITLES.get(column, column) for column in used]
    return [titles, *([safe_cell(row.get(column, "")) for column in used] for row in rows)]


def _cells(lane: Lane, network: Network) -> dict[str, str]:
    back = network.lanes.get(lane.id + "-back")
    cells = {
        "id": lane.id,
        "from": lane.from_place,
        "to": lane.to_place,
        "mode": lane.mode,
        "operator": lane.operator,
        **_rate_cells(lane),
        "valid_from": "" if lane.valid_from is None else format_date(lane.valid_from),
        "valid_until": "" if lane.valid_until is None else format_date(lane.valid_until),
        "transit": format_duration(lane.transit.typical_min),
        "transit_p10": _duration(lane.transit.p10_min),
        "transit_p90": _duration(lane.transit.p90_min),
        "departures": format_departures(lane.departures) if lane.departures else "",
        "surcharges": format_surcharges(lane.surcharges) if lane.surcharges else "",
        "fixed_cost": _fixed_cost(lane),
        "distance": format_distance(lane.distance) if lane.distance else "",
        "cutoff": _duration(lane.cutoff_min or None),
        "empty_wait": _duration(lane.empty_wait_min or None),
        "status": lane.status if lane.status != "operating" else "",
        "both_ways": "true" if back is not None and back.back_of == lane.id else "",
        "co2e": format_factor(lane.co2e) if lane.co2e else "",
        "capacity": format_teu(lane.capacity) if lane.capacity else "",
        "on_time": f"{format_ratio((100 * lane.on_time[0], lane.on_time[1]))}%" if lane.on_time else "",
        "late": _duration(lane.late_min),
        "track": lane.track,
        "confidence": lane.confidence,
        "period": lane.period,
        "notes": lane.notes,
        **{name: "; ".join(getattr(lane, name)) for name in _LISTS},
    }
    return {column: text for column, text in cells.items() if text}


def _duration(minutes: int | None) -> str:
    return "" if minutes is None else format_duration(minutes)


def _fixed_cost(lane: Lane) -> str:
    if not lane.fixed_cost:
        return ""
    amount = lane.fixed_cost[0][1]
    return format_amount(type(amount)(*amount)).removesuffix("/shipment")


def _rate_cells(lane: Lane) -> dict[str, str]:
    if lane.rate is None:
        return {}
    if not lane.rate[0][0]:
        return {"rate": str(price_value(lane.rate))}
    currencies = {amount[2] for _, amount in lane.rate}
    texts = {equipment: amount_text(equipment, amount) for equipment, amount in lane.rate}
    currency = currencies.pop() if len(currencies) == 1 else ""
    cells = {equipment: text.removesuffix(f" {currency}") for equipment, text in texts.items()}
    return {**cells, "currency": currency} if any(cells[e] != texts[e] for e in cells) else cells
