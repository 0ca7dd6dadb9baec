"""Prices by equipment, and what is added to a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.network.model import EQUIPMENT_TEU, Amount, Price, Surcharge
from routeplan.network.records import shapes
from routeplan.network.records.draft import BAD, Path
from routeplan.network.tree import Map, Node, Seq, at_of, key_at_of
from routeplan.units import quote

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def rate(reader: Reader, node: Map, path: Path) -> Any:
    return _by_equipment(reader, node, path, "rate_amount")


def price(reader: Reader, node: Map, path: Path) -> Any:
    return _by_equipment(reader, node, path, "amount")


def signed_price(reader: Reader, node: Map, path: Path) -> Any:
    return _by_equipment(reader, node, path, "signed_amount")


def daily_price(reader: Reader, node: Map, path: Path) -> Any:
    return _by_equipment(reader, node, path, "equipment_daily_amount")


def _by_equipment(reader: Reader, node: Map, path: Path, kind: str) -> Price:
    """A price by equipment: without a unit per container, for VEH per vehicle."""
    pairs: list[tuple[str, Amount]] = []
    good = True
    for equipment, child in node.items():
        here = (*path, equipment)
        if equipment not in EQUIPMENT_TEU:
            _unknown_equipment(reader, equipment, child, here)
            good = False
            continue
        amount = reader.value(kind, child, here)
        if amount is BAD:
            good = False
            continue
        text = child[0] if isinstance(child, tuple) else ""
        if equipment == "VEH" and amount.per == "container" and "container" not in text:
            amount = amount._replace(per="vehicle")
        if (equipment == "VEH") != (amount.per == "vehicle") and amount.per != "shipment":
            help = "VEH is a vehicle on its wheels, priced per vehicle; the others are containers"
            reader.fault("RP207", f"{quote(text)} does not fit {equipment}", at_of(child), here, help)  # type: ignore[arg-type]
            good = False
        pairs.append((equipment, amount))
    if not node:
        reader.fault("RP204", "the price is empty", node.at, path, "write an amount such as 840 USD")
        good = False
    return tuple(pairs) if good else BAD


def _unknown_equipment(reader: Reader, equipment: str, child: Node, path: Path) -> None:
    if child is None or shapes.is_stray_thousands(reader, equipment, child, path):
        return
    at = key_at_of(child)
    help = reader.faults.suggest(equipment, EQUIPMENT_TEU) or f"write one of {', '.join(EQUIPMENT_TEU)}"
    reader.fault("RP217", f"unknown equipment {quote(equipment)}", at, path, help)


def surcharges(reader: Reader, node: Seq, path: Path) -> Any:
    found = []
    for i, child in enumerate(node):
        here = (*path, i)
        if not isinstance(child, Map):
            found.append(shapes.wrong_shape(reader, "surcharge entry", child, here))
            continue
        values = reader.record(child, "surcharge", here)
        good = reader.has_required(values, "surcharge")
        found.append(Surcharge(values["name"], values["amount"]) if good else BAD)
    return BAD if BAD in found else reader.shared(tuple(found))
