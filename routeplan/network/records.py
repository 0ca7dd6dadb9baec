"""Tree to typed records: places, lanes, scenarios as the tables of the schema describe them.

Every fault of a document is collected. A record with a required value missing or wrong is left out of the
result, its id is not: what refers to it is then right, and one cause gives one message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from routeplan.errors import UnitError
from routeplan.network.decoding import FORBIDDEN, Document
from routeplan.network.faults import Faults
from routeplan.network.model import (
    EQUIPMENT_TEU,
    MODES,
    Amount,
    CarbonPrice,
    Cargo,
    Change,
    Departures,
    Dwell,
    Handling,
    Lane,
    Place,
    Price,
    Punctuality,
    Scenario,
    Source,
    Storage,
    Surcharge,
    Transit,
    ValueOfTime,
)
from routeplan.network.model import (
    KINDS as PLACE_KINDS,
)
from routeplan.network.nearest import nearest
from routeplan.network.schema import (
    ADDABLE,
    ENTRIES,
    FORMAT_VERSION,
    LANE,
    PLACE,
    SCALABLE,
    TABLES,
    UNCHANGEABLE,
)
from routeplan.network.tree import Map, Node, Seq, Text, at_of, key_at_of
from routeplan.network.values import KINDS, LONGEST_VALUE, PAIRS, WEEKDAYS, OutOfRange, read_pair
from routeplan.network.zones import country_names, zone_names, zones_by_country
from routeplan.units import quote, shorten

Path = tuple[str | int, ...]

BAD: Any = object()
"""Stands for a value that is reported already."""

_NULLS = ("", "~", "null", "Null", "NULL")


class Entry(NamedTuple):
    """One record and where it is written. `record` is None where it cannot be used."""

    id: str
    record: Any
    node: Map
    at: int
    document: Document
    path: Path
    both_ways: bool = False


class Citation(NamedTuple):
    """One id of a source, where it is cited."""

    id: str
    document: Document
    at: int
    path: Path


class Draft:
    """What one file says, before it is merged with others."""

    def __init__(self, document: Document, root: Map) -> None:
        self.document = document
        self.root = root
        self.top: dict[str, Any] = {}  # the plain top-level values by slot
        self.entries: dict[str, list[Entry]] = {section: [] for section in ENTRIES}
        self.lanes: list[Entry] = []
        self.citations: list[Citation] = []


_Field = tuple[str, str, dict[str, Any]]  # slot, kind, values read so far


class Reader:
    """Reads one document after the other, remembering the values of texts that come again."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._values: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self._tables: dict[str, tuple[dict[str, _Field], list[str]]] = {}
        for name, table in TABLES.items():
            fields = {key: (field.slot, field.kind, self._values.get(field.kind, {})) for key, field in table.items()}
            self._tables[name] = fields, [key for key, field in table.items() if field.required]
        self._zones: frozenset[str] | None = None
        self._countries: dict[str, str] | None = None
        self._draft: Draft
        self.document: Document

    def read(self, document: Document, root: Node) -> Draft | None:
        """The draft of a document; None where it is no network file at all."""
        self.document = document
        if not isinstance(root, Map):
            self._no_mapping(root)
            return None
        draft = self._draft = Draft(document, root)
        if not self._right_version(root):
            return None
        draft.top = self.record(root, "network", (), check_required=False)
        return draft

    # Shapes

    def fault(self, code: str, message: str, at: int, path: Path, help: str = "", **more: Any) -> Any:
        """Adds a fault of this document; gives back BAD."""
        self.faults.add(code, message, self.document, at, help=help, path=path, **more)
        return BAD

    def record(self, node: Map, table: str, path: Path, *, check_required: bool = True) -> dict[str, Any]:
        """The values of a mapping by slot. A slot that is missing was not given, or is reported."""
        fields, required = self._tables[table]
        values: dict[str, Any] = {}
        for key, child in node.items():
            field = fields.get(key)
            if field is None:
                self._unknown_key(key, child, table, path)
                continue
            slot, kind, known = field
            if child.__class__ is tuple:
                text = child[0]
                if text in known:
                    values[slot] = known[text]
                    continue
            value = self.value(kind, child, (*path, key))
            if value is not BAD:
                values[slot] = value
        if check_required and "<<" not in node:
            for key in required:
                if key not in node:
                    self._missing(key, table, node, path)
        return values

    def has_required(self, values: dict[str, Any], table: str) -> bool:
        fields, required = self._tables[table]
        return all(fields[key][0] in values for key in required)

    def value(self, kind: str, node: Node, path: Path) -> Any:
        """The value of a node; BAD where it is none."""
        if node is None:
            return BAD
        if isinstance(node, tuple):
            if kind in _TEXTS:
                return BAD if self._is_missing(node, path) else _TEXTS[kind](self, node, path)
            if kind in KINDS:
                return self.text(kind, node, path)
        elif isinstance(node, Map):
            if kind in _MAPS:
                return _MAPS[kind](self, node, path)
        elif kind in _LISTS:
            return _LISTS[kind](self, node, path)
        return self._wrong_shape(kind, node, path)

    def text(self, kind: str, node: Text, path: Path) -> Any:
        """The value of a text, read once for each different text."""
        known = self._values[kind]
        text = node[0]
        if text in known:
            return known[text]
        if self._is_missing(node, path):
            return BAD
        if FORBIDDEN.search(text):
            return BAD  # reported where the text was met
        row = KINDS[kind]
        if len(text) > LONGEST_VALUE and kind not in ("text", "note", "track"):
            message = f"the value {quote(text)} is too long, or too large, for {row.says}"
            return self.fault("RP212", message, node[1], path, "write a shorter value")
        try:
            value = row.read(text)
        except UnitError as error:
            code = "RP212" if isinstance(error, OutOfRange) else row.code
            return self.fault(code, error.message, node[1], path, error.help)
        known[text] = value
        return value

    def items(self, node: Node, kind: str, path: Path, *, one: bool = True) -> Any:
        """A tuple of values of one kind from a list, or from one value where that is allowed."""
        if isinstance(node, Seq):
            values = [self.value(kind, child, (*path, i)) for i, child in enumerate(node)]
            return BAD if BAD in values else tuple(values)
        if one and isinstance(node, tuple):
            value = self.text(kind, node, path)
            return BAD if value is BAD else (value,)
        return self._wrong_shape(kind, node, path)

    # Faults of shape

    def _no_mapping(self, root: Node) -> None:
        if root is None:
            root = ("", 0, -1)
        if isinstance(root, tuple):
            text, at, _ = root
            if not text.strip():
                self.fault(
                    "RP001",
                    "the file is empty: it has no content",
                    at,
                    (),
                    'a network begins with "routeplan: 1"',
                    length=1,
                )
                return
            first = text.split("\n")[0].split(" ")[0]
            key, colon, rest = first.partition(":")
            found = "text"
            help = 'a network begins with "routeplan: 1"'
            if colon and rest and key.isidentifier():
                help = f"a blank is needed after the colon: {shorten(key)}: {shorten(rest)}"
            elif first.count(",") >= 2 or first.count(";") >= 2 or "\t" in self.document.line_text(1):
                found = "text: this looks like CSV"
        else:
            at, found, help = (
                root.at,
                "a list",
                'a network begins with "routeplan: 1", and its lanes are under "lanes:"',
            )
        self.fault("RP203", f"mapping expected, found {found}", at, (), help)

    def _right_version(self, root: Map) -> bool:
        node = root.get("routeplan")
        if not isinstance(node, tuple):
            return True
        text, at, _ = node
        if text.isdigit() and text.isascii() and len(text) < 10 and int(text) > FORMAT_VERSION:
            message = f"the file has format version {int(text)}; this routeplan reads version {FORMAT_VERSION}"
            self.fault("RP214", message, at, ("routeplan",), "a newer routeplan is needed")
            return False
        if text in ("0", "1.0") or (text.isdigit() and text != str(FORMAT_VERSION)):
            self.fault("RP214", f"unknown format version {quote(text)}", at, ("routeplan",), "write routeplan: 1")
            return False
        return True

    def _unknown_key(self, key: str, child: Node, table: str, path: Path) -> None:
        if child is None:
            return
        at = key_at_of(child)
        if key == "<<":
            help = "write the values out; figures for the whole network go under the top-level handling and co2e"
            self.fault("RP110", "merge keys (<<) are not supported", at, (*path, key), help)
            return
        if self._is_stray_thousands(key, child, (*path, key)):
            return
        names = list(TABLES[table])
        help = self.faults.suggest(key, names) or f"keys here: {', '.join(names)}"
        what = "at the top of a network" if table == "network" else f"in a {table.replace('_', ' ')}"
        self.fault("RP201", f"unknown key {quote(key)} {what}", at, (*path, key), help, length=max(len(key), 1))

    def _is_stray_thousands(self, key: str, child: Node, path: Path) -> bool:
        """Whether a key is the end of a number such as 1,200, which YAML cuts in two inside braces."""
        if not key[:3].isdigit() or not isinstance(child, tuple) or child[0]:
            return False
        before = self.document.text[max(child[2] - 40, 0) : child[2]].rstrip(" ")
        if before[-1:] != "," or not before[-2:-1].isdigit():
            return False
        number = before.rpartition(":")[2].rpartition("{")[2].strip() + key
        help = f"write {shorten(number.replace(',', ''))}"
        self.fault("RP205", f"{quote(number)} has a thousands separator", child[2], path, help)
        return True

    def _missing(self, key: str, table: str, node: Map, path: Path) -> None:
        example = TABLES[table][key].example
        what = table.replace("_", " ")
        at = node.key_at if node.key_at >= 0 else node.at
        self.fault("RP202", f'the {what} has no "{key}"', at, path, f"add it, such as {key}: {example}")

    def _is_missing(self, node: Text, path: Path, wanted: str = "") -> bool:
        text, at, _ = node
        if text not in _NULLS or self.document.text[at : at + 1] in ('"', "'"):
            return False
        where = at if node[2] < 0 or text else node[2]
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        message = f'missing value for "{key}"' + (f": {wanted} expected" if wanted else "")
        self.fault("RP204", message, where, path, "write a value, or leave the key out")
        return True

    def _wrong_shape(self, kind: str, node: Node, path: Path) -> Any:
        if node is None:
            return BAD
        wanted = _SAYS.get(kind) or KINDS[kind].says
        if isinstance(node, tuple):
            if self._is_missing(node, path, wanted):
                return BAD
            found = f"the text {quote(node[0])}"
        else:
            found = "a mapping" if isinstance(node, Map) else "a list"
        return self.fault("RP203", f"{wanted} expected, found {found}", at_of(node), path, _example(kind))

    # Compound values

    def sources(self, node: Text | Seq, path: Path) -> Any:
        ids = self.items(node, "word", path)
        if ids is not BAD:
            cited: list[Any] = list(node) if isinstance(node, Seq) else [node]
            self._draft.citations += [
                Citation(id, self.document, child[1], path) for id, child in zip(ids, cited, strict=True)
            ]
        return ids

    def texts(self, node: Text | Seq, path: Path) -> Any:
        return self.items(node, "text", path)

    def words(self, node: Text | Seq, path: Path) -> Any:
        return self.items(node, "word", path)

    def modes(self, node: Text | Seq, path: Path) -> Any:
        return self.items(node, "mode", path)

    def equipment_list(self, node: Text | Seq, path: Path) -> Any:
        return self.items(node, "equipment", path)

    def weekdays(self, node: Text | Seq, path: Path) -> Any:
        days = self.items(node, "weekday", path)
        return BAD if days is BAD else tuple(sorted({WEEKDAYS.index(day) for day in days}))

    def moments(self, node: Text | Seq, path: Path) -> Any:
        moments = self.items(node, "moment", path)
        return BAD if moments is BAD else tuple(sorted(set(moments)))

    def prices(self, node: Map, path: Path, kind: str) -> Any:
        """A price by equipment: without a unit per container, for VEH per vehicle."""
        price: list[tuple[str, Amount]] = []
        good = True
        for equipment, child in node.items():
            here = (*path, equipment)
            if equipment not in EQUIPMENT_TEU:
                self._unknown_equipment(equipment, child, here)
                good = False
                continue
            amount = self.value(kind, child, here)
            if amount is BAD:
                good = False
                continue
            text = child[0] if isinstance(child, tuple) else ""
            if equipment == "VEH" and amount.per == "container" and "container" not in text:
                amount = amount._replace(per="vehicle")
            if (equipment == "VEH") != (amount.per == "vehicle") and amount.per != "shipment":
                help = "VEH is a vehicle on its wheels, priced per vehicle; the others are containers"
                self.fault("RP207", f"{quote(text)} does not fit {equipment}", at_of(child), here, help)  # type: ignore[arg-type]
                good = False
            price.append((equipment, amount))
        if not node:
            self.fault("RP204", "the price is empty", node.at, path, "write an amount such as 840 USD")
            return BAD
        return tuple(price) if good else BAD

    def _unknown_equipment(self, equipment: str, child: Node, path: Path) -> None:
        if child is None or self._is_stray_thousands(equipment, child, path):
            return
        at = key_at_of(child)
        help = self.faults.suggest(equipment, EQUIPMENT_TEU) or f"write one of {', '.join(EQUIPMENT_TEU)}"
        self.fault("RP217", f"unknown equipment {quote(equipment)}", at, path, help)

    def transit(self, node: Map, path: Path) -> Any:
        values = self.record(node, "transit", path)
        if "typical" in node and "p50" in node:
            return self.fault("RP203", "typical and p50 say the same", node.at, path, "keep one of the two")
        if "typical" not in node and "p50" not in node:
            self._missing("typical", "transit", node, path)
            return BAD
        typical = values.get("typical", values.get("p50"))
        quantiles = [values[name] for name in ("p10", "p50", "typical", "p90") if name in values]
        if quantiles != sorted(quantiles):
            return self.fault(
                "RP212", "the quantiles of the transit are not in order", node.at, path, "p10 <= p50 <= p90"
            )
        return BAD if typical is None else Transit(typical, values.get("p10"), values.get("p90"))

    def departures(self, node: Map, path: Path) -> Any:
        values = self.record(node, "departures", path)
        kinds = [key for key in ("days", "per_week", "dates", "every") if key in node]
        example = '{days: [mon, wed], time: "20:00"}, {per_week: 3}, {dates: [2026-12-01T08:00]}'
        if len(kinds) != 1:
            what = f"{' and '.join(kinds)} exclude each other" if kinds else "departures say neither days nor dates"
            return self.fault("RP203", what, node.at, path, f"write one of {example} or {{every: 10d, starting: ...}}")
        kind = kinds[0]
        partner = {"days": "time", "every": "starting"}.get(kind)
        for key in ("time", "starting"):
            if key in node and key != partner:
                return self.fault(
                    "RP203", f'"{key}" does not go with "{kind}"', node.at, path, f"write one of {example}"
                )
        if partner and partner not in node:
            return self.fault("RP202", f'"{kind}" needs "{partner}"', node.at, path, f"write {example}")
        if kind not in values or (partner and partner not in values):
            return BAD
        if kind in ("days", "dates") and not values[kind]:
            return self.fault(
                "RP204", f'"{kind}" is empty', node.at, path, "leave departures out: it leaves when ready"
            )
        if kind == "days":
            return Departures("days", weekdays=values["days"], clock_min=values["time"])
        if kind == "per_week":
            return Departures("per_week", per_week=values["per_week"])
        if kind == "dates":
            return Departures("dates", dates=values["dates"])
        return Departures("every", every_days=values["every"], starting=values["starting"])

    def valid(self, node: Map, path: Path) -> Any:
        values = self.record(node, "valid", path)
        first, last = values.get("from"), values.get("until")
        if first is not None and last is not None and last < first:
            return self.fault("RP409", "valid ends before it begins", node.at, path, "exchange from and until")
        return (first, last)

    def surcharges(self, node: Seq, path: Path) -> Any:
        surcharges = []
        for i, child in enumerate(node):
            here = (*path, i)
            if not isinstance(child, Map):
                surcharges.append(self._wrong_shape("surcharge entry", child, here))
                continue
            values = self.record(child, "surcharge", here)
            good = self.has_required(values, "surcharge")
            surcharges.append(Surcharge(values["name"], values["amount"]) if good else BAD)
        return BAD if BAD in surcharges else tuple(surcharges)

    def handlings(self, node: Map, path: Path) -> Any:
        handlings = []
        for pair, child in node.items():
            here = (*path, pair)
            if pair not in PAIRS:
                if child is not None:
                    try:
                        read_pair(pair)
                    except UnitError as error:
                        self.fault("RP218", error.message, key_at_of(child), here, error.help)
                continue
            if not isinstance(child, Map):
                self._wrong_shape("handling entry", child, here)
                continue
            values = self.record(child, "handling", here)
            handlings.append(Handling(pair, values.get("time", 0), values.get("cost"), values.get("co2e")))
        return tuple(handlings)

    def storage(self, node: Map, path: Path) -> Any:
        values = self.record(node, "storage", path)
        return Storage(values.get("free", 0), values["rate"]) if "rate" in values else BAD

    def dwell(self, node: Map, path: Path) -> Any:
        values = self.record(node, "dwell", path)
        if "p90" in node and ("on_time" in node or "late" in node):
            help = "keep p90, or on_time with late"
            return self.fault("RP203", "p90 and on_time say the same", node.at, path, help)
        if "p90" not in node and "on_time" not in node:
            self._missing("p90", "dwell", node, path)
            return BAD
        kept = {slot: value for slot, value in values.items() if slot in Dwell._fields}
        return Dwell(**kept) if kept else BAD

    def reliability(self, node: Map, path: Path) -> Any:
        """Punctuality by mode or kind of place."""
        known = (*MODES, *PLACE_KINDS)
        defaults: dict[str, Punctuality] = {}
        for key, child in node.items():
            here = (*path, key)
            if child is None:
                continue
            if key not in known:
                help = self.faults.suggest(key, known) or f"write one of {', '.join(known)}"
                self.fault("RP209", f"unknown mode or kind of place {quote(key)}", key_at_of(child), here, help)
                continue
            if not isinstance(child, Map):
                self._wrong_shape("punctuality entry", child, here)
                continue
            values = self.record(child, "punctuality", here)
            if self.has_required(values, "punctuality"):
                defaults[key] = Punctuality(**values)
        return defaults

    def exchange_rates(self, node: Map, path: Path) -> Any:
        """Rates by currency, and the day of the rates under `as_of`."""
        rates: dict[str, Any] = {}
        for key, child in node.items():
            here = (*path, key)
            if child is None:
                continue
            if key == "source":
                self.value("sources", child, here)
                continue
            if key == "notes":
                self.value("note", child, here)
                continue
            if key == "as_of":
                value = self.value("date", child, here)
            elif self._is_stray_thousands(key, child, here):
                continue
            else:
                try:
                    KINDS["currency"].read(key)
                except UnitError as error:
                    self.fault("RP216", error.message, key_at_of(child), here, error.help)
                    continue
                value = self.value("positive", child, here)
            if value is not BAD:
                rates[key] = value
        return rates

    def co2e_defaults(self, node: Map, path: Path) -> Any:
        """Factors by mode, and the ids of their sources under `source`."""
        factors: dict[str, Any] = {}
        for key, child in node.items():
            here = (*path, key)
            if key == "notes":
                self.value("note", child, here)
                continue
            if key not in MODES and key != "source":
                if child is not None:
                    help = self.faults.suggest(key, MODES) or f"write one of {', '.join(MODES)}"
                    self.fault("RP209", f"unknown mode {quote(key)}", key_at_of(child), here, help)
                continue
            value = self.value("sources" if key == "source" else "factor", child, here)
            if value is not BAD:
                factors[key] = value
        return factors

    def tracks(self, node: Map, path: Path) -> Any:
        tracks = {}
        for key, child in node.items():
            value = self.value("track", child, (*path, key))
            if value is not BAD and self.good_id(key, "word", child, (*path, key)):
                tracks[key] = value
        return tracks

    def value_of_time(self, node: Map, path: Path) -> Any:
        values = self.record(node, "value_of_time", path)
        return ValueOfTime(**values) if "amount" in values else BAD

    def carbon_price(self, node: Map, path: Path) -> Any:
        values = self.record(node, "carbon_price", path)
        if "amount" not in values:
            return BAD
        amount: Amount = values.pop("amount")
        return CarbonPrice(amount.num, amount.den, amount.currency, **values)

    # Sections

    def section(self, node: Map, path: Path) -> None:
        section = str(path[0])
        table = ENTRIES[section]
        build = {"place": self.place, "source": self.source, "cargo": self.cargo, "scenario": self.scenario}[table]
        kind = "id" if table == "place" else "word"
        entries = self._draft.entries[section]
        for id, child in node.items():
            here = (*path, id)
            if child is None or not self.good_id(id, kind, child, here):
                continue
            if isinstance(child, Map):
                record = build(id, child, here)
            else:
                self._wrong_shape(f"{table} entry", child, here)
                record, child = None, Map(at_of(child), key_at_of(child))
            entries.append(Entry(id, record, child, child.key_at, self.document, here))

    def good_id(self, id: str, kind: str, child: Node, path: Path) -> bool:
        """Whether a key of a section can be an id."""
        if child is None:
            return False
        if id == "<<":
            self._unknown_key(id, child, "network", path[:-1])
            return False
        try:
            KINDS[kind].read(id)
        except UnitError as error:
            self.fault("RP210", error.message, key_at_of(child), path, error.help, length=max(len(id), 1))
            return False
        return True

    def place(self, id: str, node: Map, path: Path) -> Place | None:
        values = self.record(node, "place", path)
        country = values.get("country", "")
        if country:
            self._check_country(country, node, path)
        if "timezone" in values:
            self._check_timezone(values["timezone"], country, node, path)
        if not self.has_required(values, "place"):
            return None
        name = values.pop("name", id)
        return Place(id, name, where=self.where(node.key_at), **values)

    def _check_country(self, code: str, node: Map, path: Path) -> None:
        if self._countries is None:
            self._countries = country_names()
        if code not in self._countries:
            at = at_of(node["country"])  # type: ignore[arg-type]
            renamed = {"UK": "GB", "EL": "GR", "EN": "GB", "SP": "ES", "JA": "JP"}.get(code)
            help = f"write {renamed}" if renamed else "write the ISO 3166-1 alpha-2 code, such as CN"
            self.fault("RP216", f"unknown country code {quote(code)}", at, (*path, "country"), help)

    def _check_timezone(self, zone: str, country: str, node: Map, path: Path) -> None:
        if self._zones is None:
            self._zones = zone_names()
        if zone not in self._zones:
            at = at_of(node["timezone"])  # type: ignore[arg-type]
            home = zones_by_country().get(country, ())
            spelled = [name for name in self._zones if name.casefold() == zone.casefold()]
            near = spelled or nearest(zone, home, 1) or list(home[:3]) or nearest(zone, self._zones, 1)
            help = f"write {' or '.join(near)}" if near else "write an IANA name, such as Asia/Shanghai"
            self.fault("RP215", f"unknown time zone {quote(zone)}", at, (*path, "timezone"), help)

    def source(self, id: str, node: Map, path: Path) -> Source | None:
        values = self.record(node, "source", path)
        return Source(id, **values) if "title" in values else None

    def cargo(self, id: str, node: Map, path: Path) -> Cargo | None:
        values = self.record(node, "cargo", path)
        return Cargo(id, values.pop("name", id), **values)

    def scenario(self, id: str, node: Map, path: Path) -> Scenario | None:
        values = self.record(node, "scenario", path)
        return Scenario(id, where=self.where(node.key_at), **values)

    def where(self, at: int) -> str:
        return f"{self.document.name}:{self.document.position(at)[0]}"

    def lanes(self, node: Seq, path: Path) -> None:
        lanes = self._draft.lanes
        for i, child in enumerate(node):
            here = (*path, i)
            if not isinstance(child, Map):
                self._wrong_shape("lane entry", child, here)
                continue
            values = self.record(child, "lane", here)
            id = values.pop("id", "")
            both_ways = values.pop("both_ways", False)
            record = None
            if self.has_required(values, "lane") and (id or "id" not in child):
                first, last = values.pop("valid", (None, None))
                where = self.where(child.at)
                record = Lane(id, valid_from=first, valid_until=last, where=where, **values)
            lanes.append(Entry(id, record, child, child.at, self.document, here, both_ways))

    # Scenarios

    def changes(self, node: Seq, path: Path) -> Any:
        changes = []
        for i, child in enumerate(node):
            here = (*path, i)
            if isinstance(child, Map):
                changes.append(self.change(child, here))
            else:
                changes.append(self._wrong_shape("change entry", child, here))
        return BAD if BAD in changes else tuple(changes)

    def change(self, node: Map, path: Path) -> Any:
        values = self.record(node, "change", path)
        deeds = [key for key in ("set", "scale", "add", "close") if key in node]
        if not deeds:
            help = "add one of set, scale, add or close"
            return self.fault("RP202", "the change changes nothing", node.at, path, help)
        if "match" not in values:
            return BAD
        match: dict[str, str] = values["match"]
        target = self._target(node, match)
        good = True
        done: dict[str, list[tuple[str, Any]]] = {"set": [], "scale": [], "add": []}
        for deed, results in done.items():
            fields = node.get(deed)
            if not isinstance(fields, Map):
                good = good and deed not in node
                continue
            for key, child in fields.items():
                here = (*path, deed, key)
                kind = self._changeable(deed, key, child, target, here)
                value = BAD if kind is None else self.value(kind, child, here)
                if value is BAD:
                    good = False
                    continue
                if key == "timezone":
                    self._check_timezone(value, "", fields, here[:-1])
                elif key == "country":
                    self._check_country(value, fields, here[:-1])
                if key == "valid" and deed == "set":
                    results += [("valid_from", value[0]), ("valid_until", value[1])]
                else:
                    slot = (PLACE if target == "place" else LANE)[key].slot
                    results.append((slot, value))
        if not good or ("close" in node and "close" not in values):
            return BAD
        first, last = values.get("valid", (None, None))
        return Change(
            tuple(match.items()),
            target,
            tuple(done["set"]),
            tuple(done["scale"]),
            tuple(done["add"]),
            values.get("close", False),
            first,
            last,
            self.where(node.at),
        )

    def _target(self, node: Map, match: dict[str, str]) -> str:
        """Places where only places are matched and a place is closed or changed; lanes otherwise."""
        if not set(match) <= {"place", "country"}:
            return "lane"
        keys = {key for deed in ("set", "scale", "add") for key in _keys(node.get(deed))}
        return "place" if "close" in node or any(key in PLACE for key in keys) else "lane"

    def _changeable(self, deed: str, key: str, child: Node, target: str, path: Path) -> str | None:
        """The kind of what a change sets, multiplies by or adds; None where it cannot do that."""
        if child is None:
            return None
        fields = PLACE if target == "place" else LANE
        if deed == "scale" and key in SCALABLE[target]:
            return "factor_number"
        if deed == "add" and key in ADDABLE[target]:
            return ADDABLE[target][key]
        if deed == "set" and key in fields and key not in UNCHANGEABLE[target]:
            return fields[key].kind
        at = key_at_of(child)
        other = "lane" if target == "place" else "place"
        if key in fields:
            allowed = {"scale": SCALABLE[target], "add": tuple(ADDABLE[target])}.get(deed)
            help = f"fields to {deed}: {', '.join(allowed)}" if allowed else "close this lane and add another one"
            self.fault("RP219", f'no change can {deed} the "{key}" of a {target}', at, path, help)
        elif key in (LANE if target == "place" else PLACE):
            help = f"match a {other}: {'lane, from, to, mode' if other == 'lane' else 'place or country alone'}"
            self.fault("RP219", f'"{key}" belongs to a {other}, and this change matches a {target}', at, path, help)
        else:
            help = self.faults.suggest(key, fields) or f"keys here: {', '.join(fields)}"
            self.fault("RP201", f"unknown key {quote(key)} of a {target}", at, path, help)
        return None

    def match(self, node: Map, path: Path) -> Any:
        values = self.record(node, "match", path)
        if not node:
            return self.fault("RP204", "match names nothing", node.at, path, "write such as {lane: xian-ningbo-rail}")
        return values if len(values) == len(node) else BAD

    def changed_fields(self, node: Map, path: Path) -> Any:
        """`set`, `scale` and `add` are read with the change, which says what they are for."""
        return True


def _example(kind: str) -> str:
    """What to write where a value of this kind belongs."""
    table = TABLES.get(kind.removesuffix(" entry")) if kind.endswith(" entry") else None
    if table is not None:
        required = [f"{field.name}: {field.example}" for field in table.values() if field.required]
        return f"write such as {{{', '.join(required)}}}" if required else f"keys: {', '.join(table)}"
    examples = (field.example for table in TABLES.values() for field in table.values() if field.kind == kind)
    example = next(examples, "")
    return f"write such as {example}" if example else "write one value, without brackets or braces"


def _keys(node: Node) -> list[str]:
    return list(node) if isinstance(node, Map) else []


_Read = Callable[[Reader, Any, Path], Any]


def _prices(kind: str) -> _Read:
    def read(reader: Reader, node: Map, path: Path) -> Price:
        price: Price = reader.prices(node, path, kind)
        return price

    return read


_TEXTS: dict[str, _Read] = {
    "sources": Reader.sources,
    "texts": Reader.texts,
    "words": Reader.words,
    "modes": Reader.modes,
    "equipment_list": Reader.equipment_list,
    "weekdays": Reader.weekdays,
    "moments": Reader.moments,
}
"""Kinds that are lists, and what one plain value stands for."""

_LISTS: dict[str, _Read] = {
    **_TEXTS,
    "surcharges": Reader.surcharges,
    "changes": Reader.changes,
    "lanes": Reader.lanes,
}
_MAPS: dict[str, _Read] = {
    "rate": _prices("rate_amount"),
    "price": _prices("amount"),
    "signed_price": _prices("signed_amount"),
    "daily_price": _prices("equipment_daily_amount"),
    "transit": Reader.transit,
    "departures": Reader.departures,
    "valid": Reader.valid,
    "handlings": Reader.handlings,
    "storage": Reader.storage,
    "dwell": Reader.dwell,
    "reliability": Reader.reliability,
    "exchange_rates": Reader.exchange_rates,
    "co2e_defaults": Reader.co2e_defaults,
    "tracks": Reader.tracks,
    "value_of_time": Reader.value_of_time,
    "carbon_price": Reader.carbon_price,
    "section": Reader.section,
    "match": Reader.match,
    "set": Reader.changed_fields,
    "scale": Reader.changed_fields,
    "add": Reader.changed_fields,
}
_SAYS = {
    "sources": "id of a source, or a list of ids",
    "texts": "list of texts",
    "words": "list of ids",
    "modes": "list of modes",
    "equipment_list": "list of equipment types",
    "weekdays": "list of days",
    "moments": "list of dates and times",
    "surcharges": "list of surcharges",
    "surcharge entry": "mapping with name and amount",
    "changes": "list of changes",
    "change entry": "mapping with match",
    "lanes": "list of lanes",
    "lane entry": "mapping of a lane's fields",
    "rate": "amount, or mapping by equipment",
    "price": "amount, or mapping by equipment",
    "signed_price": "amount, or mapping by equipment",
    "daily_price": "amount per day, or mapping by equipment",
    "transit": "duration, or mapping with typical",
    "departures": "mapping such as {per_week: 3}",
    "valid": "mapping with from and until",
    "handlings": "mapping by mode pair",
    "handling entry": "mapping with time, cost, co2e",
    "storage": "mapping with free and rate",
    "dwell": "mapping with p90",
    "reliability": "mapping by mode or kind of place",
    "punctuality entry": "mapping with on_time and late",
    "exchange_rates": "mapping by currency",
    "co2e_defaults": "mapping by mode",
    "tracks": "mapping by id",
    "value_of_time": "mapping with amount",
    "carbon_price": "mapping with amount",
    "section": "mapping by id",
    "place entry": "mapping of a place's fields",
    "source entry": "mapping with title",
    "cargo entry": "mapping of a cargo's fields",
    "scenario entry": "mapping with changes",
    "match": "mapping such as {lane: xian-ningbo-rail}",
    "set": "mapping of fields",
    "scale": "mapping of fields",
    "add": "mapping of fields",
}
"""What a compound value is, in messages."""
