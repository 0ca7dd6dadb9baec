"""What a scenario changes, in words: `passage suez: status operating`, `place Khorgos: delay + 3d`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from routeplan.network.model import Change, Departures, Transit
from routeplan.network.shorthand import format_departures, format_price
from routeplan.units import format_date, format_distance, format_duration, format_factor, format_ratio


def change_text(change: Change) -> str:
    """One change: what it matches, when it holds, what it does."""
    matched = ", ".join(f"{key} {value}" for key, value in change.match)
    deeds = [_set(slot, value) for slot, value in change.set]
    deeds += [f"{_field(slot)} x {format_ratio(factor)}" for slot, factor in change.scale]
    deeds += [f"{_field(slot)} + {_value(slot, value)}".replace("+ -", "- ") for slot, value in change.add]
    if change.close:
        deeds.append("closed")
    return f"{matched}{_when(change)}: {', '.join(deeds)}"


def in_short(changes: Sequence[Change]) -> str:
    """All changes of a scenario: one in full, of more what fields of how many lanes or places."""
    if len(changes) == 1:
        return change_text(changes[0])
    alike: dict[str, list[Change]] = {}
    for change in changes:
        fields = [_field(slot) for slot, _ in (*change.set, *change.scale, *change.add)]
        alike.setdefault(", ".join(fields) or "closed", []).append(change)
    return "; ".join(f"{_matched(some)}: {fields}" for fields, some in alike.items())


def _matched(changes: Sequence[Change]) -> str:
    """What changes match, counted where each matches one lane or one place."""
    matches = dict.fromkeys(change.match for change in changes)
    for key in ("lane", "place"):
        if len(matches) > 1 and all([name for name, _ in match] == [key] for match in matches):
            return f"{len(matches)} {key}s"
    return " and ".join(", ".join(f"{key} {value}" for key, value in match) for match in matches)


def _when(change: Change) -> str:
    words = ""
    if change.valid_from is not None:
        words += f" from {format_date(change.valid_from)}"
    if change.valid_until is not None:
        words += f" until {format_date(change.valid_until)}"
    return words


def _set(slot: str, value: Any) -> str:
    if slot.startswith("valid_"):
        return f"{_field(slot)} {'open' if value is None else format_date(value)}"
    return f"{_field(slot)} {_value(slot, value)}".rstrip()


def _field(slot: str) -> str:
    """The field as files have it: `cutoff_min` is cutoff, `valid_from` valid from."""
    return slot.removesuffix("_min").replace("valid_", "valid ")


def _value(slot: str, value: Any) -> str:
    """A figure as files have it; nothing for a record too long for one line, such as a place's handling."""
    if slot.endswith("_min") or (slot == "transit" and isinstance(value, int)):
        return format_duration(value)
    if isinstance(value, Transit):
        p90 = "" if value.p90_min is None else f", p90 {format_duration(value.p90_min)}"
        return format_duration(value.typical_min) + p90
    if isinstance(value, Departures):
        return format_departures(value)
    known: dict[str, Callable[[Any], str]] = {
        "rate": format_price,
        "fixed_cost": format_price,
        "surcharges": lambda some: ", ".join(f"{one.name} {format_price(one.amount)}" for one in some),
        "distance": format_distance,
        "co2e": format_factor,
        "on_time": lambda share: f"{format_ratio((100 * share[0], share[1]))}%",
    }
    if slot in known:
        return known[slot](value)
    return value if isinstance(value, str) else ""
