"""Columns of records and CSV for what only some questions ask for: chances, ready times, carrying costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from routeplan.output.json import Figure, in_hours, money
from routeplan.output.json_extras import number
from routeplan.output.result import Result
from routeplan.output.text import iso, timezone_of

if TYPE_CHECKING:
    from routeplan.network.model import Network
    from routeplan.planning.itinerary import Itinerary
    from routeplan.planning.reliability.figures import Reliability


def extra_columns(result: Result) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
    """The names of the columns that any itinerary has, and the cells of each itinerary."""
    answer = result.answer
    names: tuple[str, ...] = ()
    if any(it.reliability is not None for it in answer.itineraries):
        names += tuple(_CHANCES)
        if answer.request.deadline is None and answer.request.arrive_by is None:
            names = tuple(name for name in names if name != "in_time")
    if answer.request.arrive_by is not None or answer.request.depart_until is not None:
        names += ("ready",)
    if answer.request.cargo_value is not None:
        names += ("carrying_cost",)
    return names, [tuple(_cell(name, it, result.network) for name in names) for it in answer.itineraries]


def _cell(name: str, it: Itinerary, network: Network) -> str | None:
    if name == "ready":
        return iso(it.start_min, timezone_of(network, it.stays[0].place))
    if name == "carrying_cost":
        return None if it.carrying_cents is None else money(it.carrying_cents)
    return None if it.reliability is None else _CHANCES[name](it.reliability)


def _hours(minutes: int | None) -> Figure | None:
    return None if minutes is None else in_hours(minutes)


def _money(cents: int | None) -> Figure | None:
    return None if cents is None else money(cents)


_CHANCES: dict[str, Callable[[Reliability], str | None]] = {
    "on_schedule": lambda one: number(one.on_schedule.share),
    "in_time": lambda one: None if one.in_time is None else number(one.in_time.share),
    "time_h_p50": lambda one: _hours(one.time.p50),
    "time_h_p80": lambda one: _hours(one.time.p80),
    "time_h_p95": lambda one: _hours(one.time.p95),
    "cost_p50": lambda one: _money(one.cost.p50),
    "cost_p80": lambda one: _money(one.cost.p80),
    "cost_p95": lambda one: _money(one.cost.p95),
    "seed": lambda one: Figure(str(one.seed)),
}
