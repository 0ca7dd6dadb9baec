"""The format as a JSON Schema, for editors and for checks without positions.

Generated from the tables that drive reading, so that it cannot say something else. It is looser than the reader where
a schema cannot follow: what refers to what, dates that do not exist, sums. Source: JSON Schema, draft 2020-12,
https://json-schema.org/draft/2020-12.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from routeplan.network.model import CONFIDENCES, EQUIPMENT_TEU, KINDS, MODES, STATUSES
from routeplan.network.schema import ADDABLE, ENTRIES, SCALABLE, TABLES, UNCHANGEABLE, Field
from routeplan.network.values import PAIRS, WEEKDAYS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?"
_SHORT = r"(?=\s*[0-9])\s*([0-9.]+\s*d)?\s*([0-9.]+\s*h)?\s*([0-9.]+\s*min)?\s*"
_ISO = r"P([0-9.]+W)?([0-9.]+D)?(T([0-9.]+H)?([0-9.]+M)?([0-9.]+S)?)?"
_DURATION = rf"({_SHORT}|{_ISO})"
_MONEY = rf"{_NUMBER}\s+[A-Z]{{3}}"
_PER = r"(\s*/\s*(container|TEU|vehicle|shipment))?"
_RATE_PER = r"(\s*/\s*(container|TEU|vehicle))?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"


def json_schema() -> Schema:
    """The schema of a network file; every record of the format is one of its definitions."""
    return {
        "$schema": DIALECT,
        "title": "routeplan network",
        "description": "Places, lanes and scenarios of a freight network, or an overlay with a part of them.",
        **_record("network"),
        "$defs": {name: _record(name) for name in TABLES if name != "network"}
        | {f"{deed}_fields": _changes(deed) for deed in ("set", "scale", "add")},
    }


def _record(name: str) -> Schema:
    table = TABLES[name]
    required = [field.name for field in table.values() if field.required]
    if name == "network":
        required = ["routeplan"]  # a file of a folder, or an overlay, leaves the currency to another
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {field.name: _field(field) for field in table.values()},
        **_TOGETHER.get(name, {}),
    }


def _field(field: Field) -> Schema:
    return {"description": field.doc, **_of_kind(field.kind, field.name), "examples": [field.example]}


def _of_kind(kind: str, name: str = "") -> Schema:
    if kind == "section":
        ids = _ID if ENTRIES[name] == "place" else _LANE_ID
        entry = {"$ref": f"#/$defs/{ENTRIES[name]}"}
        return {"type": "object", "propertyNames": {"pattern": f"^{ids}$"}, "additionalProperties": entry}
    if kind not in _KINDS and kind in TABLES:
        return {"$ref": f"#/$defs/{kind}"}
    return dict(_KINDS[kind]())


def _pattern(pattern: str) -> Callable[[], Schema]:
    return lambda: {"type": "string", "pattern": f"^{pattern}$"}


def _text() -> Schema:
    """One line of text, which may look like a number: `2026`."""
    return {"type": ["string", "number"], "pattern": r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]*$"}


def _number(low: float | None = None, high: float | None = None, above: float | None = None) -> Callable[[], Schema]:
    limits = {"minimum": low, "maximum": high, "exclusiveMinimum": above}
    return lambda: {"type": "number", **{key: value for key, value in limits.items() if value is not None}}


def _choice(*values: str) -> Callable[[], Schema]:
    return lambda: {"enum": list(values)}


def _one_or_list(item: Callable[[], Schema]) -> Callable[[], Schema]:
    return lambda: {"anyOf": [item(), {"type": "array", "items": item()}]}


def _ref(name: str) -> Callable[[], Schema]:
    return lambda: {"$ref": f"#/$defs/{name}"}


def _price(amount: str, inside: str = "") -> Callable[[], Schema]:
    """An amount, or amounts by equipment, which may be written as `inside` says."""
    item = _pattern(inside or amount)
    return lambda: {
        "anyOf": [
            _pattern(amount)(),
            {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {equipment: item() for equipment in EQUIPMENT_TEU},
            },
        ]
    }


def _handlings() -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {pair: {"$ref": "#/$defs/handling"} for pair in PAIRS},
    }


def _exchange_rates() -> Schema:
    return {
        "type": "object",
        "properties": {"as_of": _pattern(_DATE)(), "source": _one_or_list(_text)(), "notes": _text()},
        "patternProperties": {"^[A-Z]{3}$": _number(above=0)()},
        "additionalProperties": False,
    }


def _co2e_defaults() -> Schema:
    properties = {mode: _KINDS["factor"]() for mode in MODES}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {**properties, "source": _one_or_list(_text)(), "notes": _text()},
    }


def _tracks() -> Schema:
    point = r"-?[0-9.]+,-?[0-9.]+"
    line = {"type": "string", "pattern": rf"^\s*{point}(\s+{point})+\s*$"}
    return {"type": "object", "additionalProperties": line}


def _reliability() -> Schema:
    properties = {key: {"$ref": "#/$defs/punctuality"} for key in (*MODES, *KINDS)}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _changes(deed: str) -> Schema:
    """What a change may set, scale or add, of a lane or of a place."""
    fields: dict[str, list[Schema]] = {}
    for target in ("lane", "place"):
        for name, field in TABLES[target].items():
            if deed == "set" and name not in UNCHANGEABLE[target]:
                schema = _field(field)
            elif deed == "scale" and name in SCALABLE[target]:
                schema = _number(low=0)()
            elif deed == "add" and name in ADDABLE[target]:
                schema = _of_kind(ADDABLE[target][name])
            else:
                continue
            if schema not in fields.setdefault(name, []):
                fields[name].append(schema)
    properties = {name: found[0] if len(found) == 1 else {"anyOf": found} for name, found in fields.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


_TOGETHER: dict[str, Schema] = {
    "departures": {
        "oneOf": [{"required": ["days"]}, {"required": ["per_week"]}, {"required": ["dates"]}, {"required": ["every"]}],
        "dependentRequired": {"days": ["time"], "time": ["days"], "every": ["starting"], "starting": ["every"]},
    },
    "transit": {"oneOf": [{"required": ["typical"]}, {"required": ["p50"]}]},
    "change": {"anyOf": [{"required": [deed]} for deed in ("set", "scale", "add", "close")]},
}
"""Which fields of a record go together."""

_ID = r"[A-Za-z0-9_-]+"
_LANE_ID = r"[!#-&(-+\--~]+"

_KINDS: dict[str, Callable[[], Schema]] = {
    "text": _text,
    "note": lambda: {"type": ["string", "number"]},
    "id": _text,
    "lane_id": _pattern(_LANE_ID),
    "place": lambda: {"type": ["string", "integer"], "pattern": f"^{_ID}$"},
    "word": _pattern(_LANE_ID),
    "version": lambda: {"const": 1},
    "boolean": lambda: {"type": "boolean"},
    "place_kind": _choice(*KINDS),
    "mode": _choice(*MODES),
    "status": _choice(*STATUSES),
    "confidence": _choice(*CONFIDENCES),
    "weekday": _choice(*WEEKDAYS),
    "equipment": _choice(*EQUIPMENT_TEU),
    "country": _pattern("[A-Z]{2}"),
    "unlocode": _pattern("[A-Z]{2}[A-Z2-9]{3}"),
    "currency": _pattern("[A-Z]{3}"),
    "timezone": _pattern("[A-Za-z][A-Za-z0-9_+/-]+"),
    "latitude": _number(-90, 90),
    "longitude": _number(-180, 180),
    "positive": _number(above=0),
    "factor_number": _number(low=0),
    "duration": _pattern(_DURATION),
    "signed_duration": _pattern(f"-?{_DURATION}"),
    "whole_days": _pattern(_DURATION),
    "transit": lambda: {"anyOf": [_pattern(_DURATION)(), {"$ref": "#/$defs/transit"}]},
    "distance": _pattern(r"[0-9][0-9.eE]*\s*(km|nm)"),
    "signed_distance": _pattern(r"-?[0-9][0-9.eE]*\s*(km|nm)"),
    "rate": _price(rf"{_MONEY}{_RATE_PER}(\s*/\s*km)?"),
    "price": _price(rf"{_MONEY}{_PER}(\s*/\s*km)?"),
    "signed_price": _price(rf"{_MONEY}{_PER}(\s*/\s*km)?"),
    "daily_price": _price(rf"{_MONEY}{_PER}\s*/\s*day", rf"{_MONEY}{_PER}(\s*/\s*day)?"),
    "daily_amount": _pattern(rf"{_MONEY}{_PER}\s*/\s*day"),
    "fixed_cost": _pattern(_MONEY),
    "per_tonne": _pattern(rf"{_MONEY}\s*/\s*t"),
    "factor": _pattern(r"[0-9][0-9.eE]*\s*k?g/(tkm|TEU-km)"),
    "weight": _pattern(r"[0-9][0-9.eE]*\s*(g|kg|t)(\s*/\s*(container|TEU|vehicle|shipment))?"),
    "percent": _pattern(r"[0-9][0-9.]*\s*%"),
    "teu": _pattern(r"[0-9][0-9.]*\s*TEU"),
    "teu_year": _pattern(r"[0-9][0-9.]*\s*TEU\s*/\s*year"),
    "date": _pattern(_DATE),
    "moment": _pattern(rf"{_DATE}[T ]{_CLOCK}"),
    "clock": _pattern(_CLOCK),
    "sources": _one_or_list(_text),
    "texts": _one_or_list(_text),
    "words": _one_or_list(_pattern(_LANE_ID)),
    "modes": _one_or_list(_choice(*MODES)),
    "equipment_list": _one_or_list(_choice(*EQUIPMENT_TEU)),
    "weekdays": _one_or_list(_choice(*WEEKDAYS)),
    "moments": _one_or_list(_pattern(rf"{_DATE}[T ]{_CLOCK}")),
    "surcharges": lambda: {"type": "array", "items": {"$ref": "#/$defs/surcharge"}},
    "reliability": _reliability,
    "changes": lambda: {"type": "array", "items": {"$ref": "#/$defs/change"}},
    "lanes": lambda: {"type": "array", "items": {"$ref": "#/$defs/lane"}},
    "handlings": _handlings,
    "exchange_rates": _exchange_rates,
    "co2e_defaults": _co2e_defaults,
    "tracks": _tracks,
    "match": lambda: {"$ref": "#/$defs/match", "minProperties": 1},
    "set": _ref("set_fields"),
    "scale": _ref("scale_fields"),
    "add": _ref("add_fields"),
}
"""The schema of each kind of value that is no record of the same name. A new kind needs its row."""
