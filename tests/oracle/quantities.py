"""Durations, amounts of money and CO2e factors as the network file writes them, as exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, NamedTuple

TEU = {
    "20GP": Fraction(1),
    "40GP": Fraction(2),
    "40HC": Fraction(2),
    "45HC": Fraction(9, 4),
    "20RF": Fraction(1),
    "40RF": Fraction(2),
    "VEH": Fraction(0),
}
STAND_IN = {"40GP": "40HC", "40HC": "40GP"}
PLAIN_UNITS = {"d": 1440, "h": 60, "min": 1}


def half_up(value: Fraction) -> int:
    """The floor of x + 1/2: the one rounding of the whole reckoning."""
    return math.floor(value + Fraction(1, 2))


def split_number(text: str) -> tuple[Fraction, str]:
    """`12.5kg` -> 12.5 and `kg`."""
    end = 0
    while end < len(text) and (text[end].isdigit() or text[end] in "+-."):
        end += 1
    return Fraction(text[:end]), text[end:].strip()


def duration(raw: Any) -> int:
    """Whole minutes of `36h`, `1d 12h`, `90min`, `PT36H` or `P1DT12H`."""
    text = str(raw).strip()
    minutes = Fraction(0)
    if text.startswith("P"):
        days, _, clock = text[1:].partition("T")
        for part, units in ((days, {"W": 10080, "D": 1440}), (clock, {"H": 60, "M": 1})):
            while part:
                value, rest = split_number(part)
                minutes += value * units[rest[0]]
                part = rest[1:]
        return half_up(minutes)
    for word in text.split():
        value, unit = split_number(word)
        minutes += value * PLAIN_UNITS[unit]
    return half_up(minutes)


class Amount(NamedTuple):
    """One amount of money. `per`: "" (written without a unit), container, TEU, vehicle or shipment."""

    value: Fraction
    currency: str
    per: str
    per_km: bool


Price = Amount | dict[str, Amount]


def amount(raw: Any) -> Amount:
    """`1.1 USD/container/km`; a trailing `/day` (storage) is understood by whoever asks."""
    head, *units = str(raw).split("/")
    value, currency = head.split()
    per = [unit for unit in units if unit not in ("km", "day")]
    return Amount(Fraction(value), currency, per[0] if per else "", "km" in units)


def price(raw: Any) -> Price:
    if isinstance(raw, dict):
        return {equipment: amount(text) for equipment, text in raw.items()}
    return amount(raw)


def scaled(value: Price, factor: Fraction) -> Price:
    if isinstance(value, dict):
        return {key: one._replace(value=one.value * factor) for key, one in value.items()}
    return value._replace(value=value.value * factor)


class Load(NamedTuple):
    """What is shipped: `weight` is tonnes of cargo in each container."""

    equipment: str
    quantity: int
    weight: Fraction


def charged(value: Price, load: Load, km: Fraction, rates: dict[str, Fraction]) -> Fraction | None:
    """The exact amount in the network's currency for the whole shipment; None where it does not cover the equipment."""
    if isinstance(value, dict):
        stand_in = STAND_IN.get(load.equipment, "")
        one = value.get(load.equipment) or value.get(stand_in)
        if one is None:
            return None
        multiple = Fraction(load.quantity)
    else:
        one = value
        vehicle = load.equipment == "VEH"
        if one.per == "shipment":
            multiple = Fraction(1)
        elif one.per == "vehicle":
            if not vehicle:
                return None
            multiple = Fraction(load.quantity)
        elif vehicle:
            return None
        elif one.per == "TEU":
            multiple = TEU[load.equipment] * load.quantity
        else:
            multiple = Fraction(load.quantity)
    if one.per_km:
        multiple *= km
    return one.value * multiple / rates[one.currency]


def transport_grams(factor: str | None, load: Load, km: Fraction) -> Fraction:
    """`22 g/tkm` or `73 g/TEU-km` over the distance; the weight is that of the cargo alone."""
    if factor is None:
        return Fraction(0)
    value, unit = factor.split(" ")
    if unit == "g/tkm":
        return Fraction(value) * km * load.weight * load.quantity
    assert unit == "g/TEU-km", factor
    return Fraction(value) * km * TEU[load.equipment] * load.quantity


def handling_grams(text: str | None, load: Load) -> Fraction:
    """`10 kg/TEU`, in grams for the whole shipment."""
    if text is None:
        return Fraction(0)
    value, unit = text.split(" ")
    mass, _, per = unit.partition("/")
    grams = Fraction(value) * {"g": 1, "kg": 1000, "t": 1000000}[mass]
    vehicle = load.equipment == "VEH"
    if per == "shipment":
        return grams
    if (per == "vehicle") != vehicle:
        return Fraction(0)
    return grams * load.quantity * (TEU[load.equipment] if per == "TEU" else 1)
