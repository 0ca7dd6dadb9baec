"""What holds for the whole network: exchange rates, CO2e factors, punctuality, the worth of time and carbon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.errors import UnitError
from routeplan.network.model import KINDS as PLACE_KINDS
from routeplan.network.model import MODES, Amount, CarbonPrice, Punctuality, ValueOfTime
from routeplan.network.records import shapes
from routeplan.network.records.draft import BAD, Path
from routeplan.network.records.ids import good_id
from routeplan.network.tree import Map, key_at_of
from routeplan.network.values import KINDS
from routeplan.units import quote

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def exchange_rates(reader: Reader, node: Map, path: Path) -> Any:
    """Rates by currency, and the day of the rates under `as_of`."""
    rates: dict[str, Any] = {}
    for key, child in node.items():
        here = (*path, key)
        if child is None:
            continue
        if key == "source":
            reader.value("sources", child, here)
            continue
        if key == "notes":
            reader.value("note", child, here)
            continue
        if key == "as_of":
            value = reader.value("date", child, here)
        elif shapes.is_stray_thousands(reader, key, child, here):
            continue
        else:
            try:
                KINDS["currency"].read(key)
            except UnitError as error:
                reader.fault("RP216", error.message, key_at_of(child), here, error.help)
                continue
            value = reader.value("positive", child, here)
        if value is not BAD:
            rates[key] = value
    return rates


def co2e(reader: Reader, node: Map, path: Path) -> Any:
    """Factors by mode, and the ids of their sources under `source`."""
    factors: dict[str, Any] = {}
    for key, child in node.items():
        here = (*path, key)
        if key == "notes":
            reader.value("note", child, here)
            continue
        if key not in MODES and key != "source":
            if child is not None:
                help = reader.faults.suggest(key, MODES) or f"write one of {', '.join(MODES)}"
                reader.fault("RP209", f"unknown mode {quote(key)}", key_at_of(child), here, help)
            continue
        value = reader.value("sources" if key == "source" else "factor", child, here)
        if value is not BAD:
            factors[key] = value
    return factors


def reliability(reader: Reader, node: Map, path: Path) -> Any:
    """Punctuality by mode or kind of place."""
    known = (*MODES, *PLACE_KINDS)
    found: dict[str, Punctuality] = {}
    for key, child in node.items():
        here = (*path, key)
        if child is None:
            continue
        if key not in known:
            help = reader.faults.suggest(key, known) or f"write one of {', '.join(known)}"
            reader.fault("RP209", f"unknown mode or kind of place {quote(key)}", key_at_of(child), here, help)
            continue
        if not isinstance(child, Map):
            shapes.wrong_shape(reader, "punctuality entry", child, here)
            continue
        values = reader.record(child, "punctuality", here)
        if reader.has_required(values, "punctuality"):
            found[key] = Punctuality(**values)
    return found


def tracks(reader: Reader, node: Map, path: Path) -> Any:
    """Lines for maps by id."""
    found = {}
    for key, child in node.items():
        value = reader.value("track", child, (*path, key))
        if value is not BAD and good_id(reader, key, "word", child, (*path, key)):
            found[key] = value
    return found


def value_of_time(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "value_of_time", path)
    return ValueOfTime(**values) if "amount" in values else BAD


def carbon_price(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "carbon_price", path)
    if "amount" not in values:
        return BAD
    amount: Amount = values.pop("amount")
    return CarbonPrice(amount.num, amount.den, amount.currency, **values)
