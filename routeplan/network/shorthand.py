"""Departures, surcharges and prices on one line, as a cell of a sheet or a word of the command line has them.

Each pair of functions is the inverse of the other. What no short form can say is written as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from routeplan.errors import UnitError
from routeplan.network.model import EQUIPMENT_TEU, Departures, Price, Surcharge
from routeplan.network.values import WEEKDAYS
from routeplan.network.writing import Value
from routeplan.units import (
    Amount,
    format_amount,
    format_clock,
    format_local,
    format_ratio,
    quote,
)

_PER_WEEK = re.compile(r"([0-9.]+) ?(?:a|per|/|x|times a) ?(?:week|wk|weekly)|([0-9.]+) ?x ?weekly", re.IGNORECASE)
_EVERY = re.compile(r"every (\S+) (?:from|starting) (\S+)", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
_OFTEN = {"daily": "7", "weekly": "1", "fortnightly": "0.5", "biweekly": "0.5", "twice weekly": "2"}
_AMOUNT = r"-?[0-9][0-9.]* ?[A-Z]{3}(?: ?/ ?[A-Za-z]+)*"
_SURCHARGE = re.compile(rf"(.*\S)[ :=]+({_AMOUNT})")
_BY_EQUIPMENT = re.compile(r"(20GP|40GP|40HC|45HC|20RF|40RF|VEH)[ =:]+(\S.*)")


def read_departures(text: str) -> Value:
    """`mon wed fri 20:00`, `3 a week`, `weekly`, `every 10d from 2026-01-05T08:00`, dates; JSON as in a file."""
    text = text.strip()
    if text.startswith("{"):
        return _json(text)
    if text.casefold() in _OFTEN:
        return {"per_week": _OFTEN[text.casefold()]}
    if match := _PER_WEEK.fullmatch(text):
        return {"per_week": match.group(1) or match.group(2)}
    if match := _EVERY.fullmatch(text):
        return {"every": match.group(1), "starting": match.group(2)}
    words = [word for word in re.split(r"[ ,;]+", text) if word]
    if all(_DATE.fullmatch(word) for word in words):
        return {"dates": words}
    days = [word[:3].casefold() for word in words[:-1]]
    if days and set(days) <= set(WEEKDAYS) and ":" in words[-1]:
        return {"days": days, "time": words[-1]}
    raise UnitError(f"departures expected, found {quote(text)}", "write such as mon wed fri 20:00, 3 a week, or weekly")


def format_departures(departures: Departures) -> str:
    if departures.kind == "days":
        return " ".join([*(WEEKDAYS[day] for day in departures.weekdays), format_clock(departures.clock_min)])
    if departures.kind == "per_week":
        return f"{format_ratio(departures.per_week)} a week"
    if departures.kind == "every":
        return f"every {departures.every_days}d from {format_local(departures.starting)}"
    return " ".join(format_local(moment) for moment in departures.dates)


def read_price(text: str) -> Value:
    """`420 USD/TEU`, or `20GP 560 USD, 40HC 840 USD`, also with = after the equipment."""
    parts = [part.strip() for part in text.split(",")]
    if not _BY_EQUIPMENT.fullmatch(parts[0]):
        return text.strip()
    prices: dict[str, Value] = {}
    for part in parts:
        match = _BY_EQUIPMENT.fullmatch(part)
        if match is None or match.group(1) in prices:
            help = f"write such as 20GP 560 USD, 40HC 840 USD; equipment: {', '.join(EQUIPMENT_TEU)}"
            raise UnitError(f"price by equipment expected, found {quote(part)}", help)
        prices[match.group(1)] = match.group(2)
    return prices


def format_price(price: Price) -> str:
    return ", ".join(f"{equipment} {amount_text(equipment, amount)}".strip() for equipment, amount in price)


def amount_text(equipment: str, amount: Amount) -> str:
    """As a file has it; in a map by equipment a vehicle needs no unit, and neither does a container."""
    text = format_amount(amount)
    return text.removesuffix("/vehicle") if equipment == "VEH" else text


def price_value(price: Price) -> Value:
    """The price as a file has it."""
    if len(price) == 1 and not price[0][0]:
        return format_amount(price[0][1])
    return {equipment: amount_text(equipment, amount) for equipment, amount in price}


def read_surcharges(text: str) -> Value:
    """`BAF 120 USD/TEU; documentation 65 USD/shipment`; JSON as in a file."""
    text = text.strip()
    if text.startswith("["):
        return _json(text)
    surcharges: list[Value] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        match = _SURCHARGE.fullmatch(part.strip())
        if match is None:
            raise UnitError(
                f"surcharge expected, found {quote(part.strip())}", "write a name and an amount: BAF 120 USD/TEU"
            )
        surcharges.append({"name": match.group(1), "amount": match.group(2)})
    return surcharges


def format_surcharges(surcharges: tuple[Surcharge, ...]) -> str:
    values: list[Value] = [{"name": s.name, "amount": price_value(s.amount)} for s in surcharges]
    parts = [f"{s.name} {format_price(s.amount)}" for s in surcharges]
    short = "; ".join(parts)
    try:
        if read_surcharges(short) == values:
            return short
    except UnitError:
        pass
    return json.dumps(values, ensure_ascii=False)


def _json(text: str) -> Value:
    try:
        value: Value = _as_text(json.loads(text, parse_float=str, parse_int=str))
    except (ValueError, RecursionError, TypeError):
        raise UnitError(f"{quote(text)} is no JSON", "write it as export -f csv does") from None
    return value


def _as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if not isinstance(value, str):
        raise TypeError
    return value
