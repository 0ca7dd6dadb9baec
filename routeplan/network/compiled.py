"""The compiled form of a network: the same records as JSON columns, loaded in a millisecond instead of parsed.

Kept under the hash of everything that was read, so an edit of any file finds no compiled form and is read anew.
JSON only: loading it cannot run anything. Layout of a file: a header line with the format, the key and the hash of
the body, then the body. At the least doubt (short, other format, wrong hash) it is as if there were none.

A column holds one field of all records. Compound values (rates, timetables ...) repeat a lot, so a column of them is
a pool of distinct values and an index into it for each record. Pools are decoded in bulk, by what they hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import repeat
from typing import Any, NamedTuple

from routeplan.errors import Finding, Related
from routeplan.network import model
from routeplan.network.model import Network

FORMAT = 1
"""Goes up whenever the records change."""

_RECORDS: dict[str, Any] = {
    name: kind
    for name, kind in [*vars(model).items(), ("Finding", Finding), ("Related", Related)]
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
}
_TABLES: dict[str, Any] = {"places": model.Place, "lanes": model.Lane, "sources": model.Source}
"""Mappings of the network kept as columns; the rest is small."""
_SCALARS = (str, int, bool, type(None))


def encode(network: Network, findings: Sequence[Finding], key: str) -> bytes:
    """The compiled form with the warnings of reading, to be found again under `key`."""
    parts: dict[str, Any] = {"findings": _encode(tuple(findings))}
    for field in Network._fields:
        value = getattr(network, field)
        if field in _TABLES:
            parts[field] = _columns(_TABLES[field]._fields, value.values())
        elif isinstance(value, dict):
            parts[field] = [[name, _encode(one)] for name, one in value.items()]
        else:
            parts[field] = _encode(value)
    body = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    header = {
        "routeplan": "compiled network",
        "format": _format(),
        "key": key,
        "body": sha256(body).hexdigest(),
    }
    return json.dumps(header).encode() + b"\n" + body


def decode(data: bytes, key: str) -> tuple[Network, tuple[Finding, ...]] | None:
    """The network kept under `key` and its warnings, or None where the data are anything else."""
    head, _, body = data.partition(b"\n")
    try:
        header = json.loads(head)
        sound = (
            isinstance(header, dict)
            and header.get("format") == _format()
            and header.get("key") == key
            and header.get("body") == sha256(body).hexdigest()
        )
        if not sound:
            return None
        parts = json.loads(body)
        return _network(parts), _decode(parts["findings"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def _format() -> str:
    """Version and the fields of every record, so that a form written by other code is never taken for ours."""
    fields = ",".join(f"{name}:{'.'.join(kind._fields)}" for name, kind in sorted(_RECORDS.items()))
    return f"{FORMAT}-{sha256(fields.encode()).hexdigest()[:16]}"


def _encode(value: Any) -> Any:
    """Scalars as they are, records as {name: fields}, tuples as lists."""
    if isinstance(value, _SCALARS):
        return value
    if hasattr(value, "_fields"):
        return {type(value).__name__: [_encode(one) for one in value]}
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    raise TypeError(f"cannot compile {type(value).__name__}")


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_decode, value))
    if isinstance(value, dict):
        ((name, fields),) = value.items()
        return _RECORDS[name]._make(map(_decode, fields))
    return value


def _columns(fields: Sequence[str], records: Iterable[NamedTuple]) -> list[Any]:
    """[number of records, column, column ...]; a column is {"all": v}, {"plain": [...]} or {"pool": ..., "at": ...}."""
    rows = list(records)
    columns: list[Any] = [len(rows)]
    for column in zip(*rows, strict=True) if rows else [()] * len(fields):
        distinct = dict.fromkeys(column)
        if len(distinct) == 1:
            columns.append({"all": _encode(column[0])})
        elif all(isinstance(value, _SCALARS) for value in distinct):
            columns.append({"plain": list(column)})
        else:
            at = {value: i for i, value in enumerate(distinct)}
            columns.append({**_pool(list(distinct)), "at": [at[value] for value in column]})
    return columns


def _pool(values: list[Any]) -> dict[str, Any]:
    """Distinct values so that as many as can be are decoded without a look inside: see `_unpool`."""
    some = [value for value in values if value is not None]
    rest = {"none": values.index(None)} if len(some) < len(values) else {}
    if all(_is_price(value) for value in some):
        return {"prices": [[[name, *amount] for name, amount in value] for value in some], **rest}
    kinds = {type(value) for value in some}
    if len(kinds) == 1 and all(isinstance(one, _SCALARS) for value in some for one in value):
        (kind,) = kinds
        return {"of": "" if kind is tuple else kind.__name__, "flat": some, **rest}
    return {"pool": [_encode(value) for value in values]}


def _is_price(value: Any) -> bool:
    return type(value) is tuple and all(
        type(pair) is tuple and len(pair) == 2 and isinstance(pair[1], model.Amount) for pair in value
    )


def _unpool(column: dict[str, Any]) -> list[Any]:
    if "pool" in column:
        return [_decode(value) for value in column["pool"]]
    if "prices" in column:
        amount = model.Amount._make
        values: list[Any] = [tuple([(row[0], amount(row[1:])) for row in rows]) for rows in column["prices"]]
    else:
        kind = column["of"]
        values = list(map(_RECORDS[kind]._make if kind else tuple, column["flat"]))
    if "none" in column:
        values.insert(column["none"], None)
    return values


def _rows(kind: Any, columns: list[Any]) -> dict[str, Any]:
    """Records by id from their columns."""
    count, *rest = columns
    spread: list[Iterable[Any]] = []
    for column in rest:
        if "all" in column:
            spread.append(repeat(_decode(column["all"]), count))
        elif "plain" in column:
            spread.append(column["plain"])
        else:
            spread.append(map(_unpool(column).__getitem__, column["at"]))
    return {record.id: record for record in map(kind._make, zip(*spread, strict=False))} if count else {}


def _network(parts: dict[str, Any]) -> Network:
    values: dict[str, Any] = {}
    for field in Network._fields:
        part = parts[field]
        if field in _TABLES:
            values[field] = _rows(_TABLES[field], part)
        elif isinstance(Network._field_defaults.get(field), dict) or field in _MAPPINGS:
            values[field] = {name: _decode(one) for name, one in part}
        else:
            values[field] = _decode(part)
    return Network(**values)


_MAPPINGS = ("handling", "scenarios", "exchange_rates")
