"""The compiled form of a network: the same records as JSON columns, loaded in a millisecond instead of parsed.

Kept under the hash of everything that was read, so an edit of any file finds no compiled form and is read anew.
JSON only: loading it cannot run anything. Layout of a file: a header line with the format, the key and the hash of
the body, then the body. At the least doubt (short, other format, wrong hash) it is as if there were none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from routeplan.errors import Finding, Related
from routeplan.network import columns, model
from routeplan.network.collecting import Uncollected
from routeplan.network.hashing import fingerprint
from routeplan.network.model import Network

FORMAT = 3
"""Goes up whenever the records change."""

_RECORDS: dict[str, Any] = {
    name: kind
    for name, kind in [*vars(model).items(), ("Finding", Finding), ("Related", Related)]
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
}
_TABLES: dict[str, Any] = {"places": model.Place, "lanes": model.Lane, "sources": model.Source}
"""Mappings of the network kept as columns; the rest is small."""


def encode(network: Network, findings: Sequence[Finding], key: str) -> bytes:
    """The compiled form with the warnings of reading, to be found again under `key`."""
    parts: dict[str, Any] = {"findings": columns.encode(tuple(findings))}
    for field in Network._fields:
        value = getattr(network, field)
        if field in _TABLES:
            rows = list(value.values())
            parts[field] = len(rows), [columns.encode_column(column) for column in zip(*rows, strict=True)]
        elif isinstance(value, dict):
            parts[field] = [[name, columns.encode(one)] for name, one in value.items()]
        else:
            parts[field] = columns.encode(value)
    body = json.dumps(parts, separators=(",", ":")).encode()  # ASCII, which is read a third faster
    header = {
        "routeplan": "compiled network",
        "format": _format(),
        "key": key,
        "body": fingerprint(body),
    }
    return json.dumps(header).encode() + b"\n" + body


def decode(data: bytes, key: str) -> tuple[Network, tuple[Finding, ...]] | None:
    """The network kept under `key` and its warnings, or None where the data are anything else."""
    end = data.find(b"\n") + 1
    body = memoryview(data)[end:]  # not worth a copy
    try:
        header = json.loads(data[:end])
        sound = (
            isinstance(header, dict)
            and header.get("format") == _format()
            and header.get("key") == key
            and header.get("body") == fingerprint(body)
        )
        if not sound:
            return None
        with Uncollected():
            parts = json.loads(str(body, "ascii"))
            return _network(parts), columns.decode(parts["findings"], _RECORDS)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def _format() -> str:
    """Version, order of bytes and fields of every record: what other code or another machine wrote is not ours."""
    fields = ",".join(f"{name}:{'.'.join(kind._fields)}" for name, kind in sorted(_RECORDS.items()))
    return f"{FORMAT}-{sys.byteorder}-{fingerprint(fields.encode())[:16]}"


def _by_id(kind: Any, count: int, table: Sequence[columns.Column]) -> dict[str, Any]:
    """Records by their first field, the id. A table without records has no columns."""
    if not count:
        return {}
    ids = columns.decode_column(table[0], count, _RECORDS)
    return dict(zip(ids, columns.rows(kind, table, count, _RECORDS), strict=True))


def _network(parts: dict[str, Any]) -> Network:
    values: dict[str, Any] = {}
    for field in Network._fields:
        part = parts[field]
        if field in _TABLES:
            values[field] = _by_id(_TABLES[field], *part)
        elif isinstance(Network._field_defaults.get(field), dict) or field in _MAPPINGS:
            values[field] = {name: columns.decode(one, _RECORDS) for name, one in part}
        else:
            values[field] = columns.decode(part, _RECORDS)
    return Network(**values)


_MAPPINGS = ("handling", "scenarios", "exchange_rates")
