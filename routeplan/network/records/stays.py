"""What happens at a place: handling, storage, and how long stays really take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.errors import UnitError
from routeplan.network.model import Dwell, Handling, Storage
from routeplan.network.records import shapes
from routeplan.network.records.draft import BAD, Path
from routeplan.network.tree import Map, key_at_of
from routeplan.network.values import PAIRS, read_pair

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def handlings(reader: Reader, node: Map, path: Path) -> Any:
    found = []
    for pair, child in node.items():
        here = (*path, pair)
        if pair not in PAIRS:
            if child is not None:
                try:
                    read_pair(pair)
                except UnitError as error:
                    reader.fault("RP218", error.message, key_at_of(child), here, error.help)
            continue
        if not isinstance(child, Map):
            shapes.wrong_shape(reader, "handling entry", child, here)
            continue
        values = reader.record(child, "handling", here)
        found.append(Handling(pair, values.get("time", 0), values.get("cost"), values.get("co2e")))
    return tuple(found)


def storage(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "storage", path)
    return Storage(values.get("free", 0), values["rate"]) if "rate" in values else BAD


def dwell(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "dwell", path)
    if "p90" in node and ("on_time" in node or "late" in node):
        help = "keep p90, or on_time with late"
        return reader.fault("RP203", "p90 and on_time say the same", node.at, path, help)
    if "p90" not in node and "on_time" not in node:
        shapes.missing(reader, "p90", "dwell", node, path)
        return BAD
    kept = {slot: value for slot, value in values.items() if slot in Dwell._fields}
    return Dwell(**kept) if kept else BAD
