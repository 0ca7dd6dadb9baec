"""JSON of what only some questions ask for: chances, windows, carrying costs, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.output.json import Figure, in_hours, itinerary, kilograms, money
from routeplan.output.result import Result
from routeplan.output.text import iso, timezone_of
from routeplan.units import format_local, ratio

if TYPE_CHECKING:
    from routeplan.network.model import Network
    from routeplan.planning.carrying import SwitchPoint
    from routeplan.planning.itinerary import Itinerary
    from routeplan.planning.reliability.figures import Percentiles, Reliability, Share
    from routeplan.planning.why import Comparison
    from routeplan.planning.whynot import WhyNot
    from routeplan.planning.window import Range, Window


def of_itinerary(it: Itinerary, destination: str) -> dict[str, Any]:
    """`reliability`, `window`, `carrying_cost`: those that are there."""
    found: dict[str, Any] = {}
    if it.reliability is not None:
        found["reliability"] = reliability(it.reliability, it.start_min, destination)
    if it.window is not None:
        found["window"] = _window(it.window)
    if it.carrying_cents is not None:
        found["carrying_cost"] = money(it.carrying_cents)
    return found


def of_answer(result: Result) -> dict[str, Any]:
    """`switch_points`, `why`, `why_not`: those asked for."""
    answer, network = result.answer, result.network
    found: dict[str, Any] = {}
    if answer.request.cargo_value is not None:
        found["switch_points"] = [_switch(point, network) for point in answer.switch_points]
    if answer.why:
        found["why"] = [_comparison(one, network) for one in answer.why]
    if answer.why_not:
        found["why_not"] = [_why_not(one, network) for one in answer.why_not]
    return found


def reliability(it: Reliability, start: int | None, destination: str) -> dict[str, Any]:
    time = it.time
    return {
        "draws": it.draws,
        "seed": it.seed,
        "on_schedule": number(it.on_schedule.share),
        "on_schedule_se": number(it.on_schedule.se),
        "in_time": None if it.in_time is None else number(it.in_time.share),
        "in_time_se": None if it.in_time is None else number(it.in_time.se),
        "time_h": _percentiles(time, 60),
        "cost": _percentiles(it.cost, 100),
        "delivered": None
        if start is None
        else {
            name: None if minutes is None else iso(start + minutes, destination)
            for name, minutes in (("p50", time.p50), ("p80", time.p80), ("p95", time.p95))
        },
        "confidence": number(it.confidence),
        "confident_time_h": None if it.confident_min is None else in_hours(it.confident_min),
        "connections": [
            {"lane": one.lane, "place": one.place, **_share("missed", one.missed)} for one in it.connections
        ],
        "never_delivered": it.never,
    }


def _share(name: str, share: Share) -> dict[str, Any]:
    return {name: number(share.share), f"{name}_se": number(share.se)}


def _percentiles(figures: Percentiles, parts: int) -> dict[str, Any]:
    """Minutes in hours (60 parts), cents in units (100 parts)."""
    values = {"p50": figures.p50, "p80": figures.p80, "p95": figures.p95}
    found: dict[str, Any] = {
        name: None if value is None else in_hours(value) if parts == 60 else money(value)
        for name, value in values.items()
    }
    for name, se in zip(values, figures.se, strict=True):
        found[f"{name}_se"] = None if se is None else number(se / parts)
    found["mean"] = None if figures.mean is None else number(figures.mean / parts)
    found["mean_se"] = None if figures.mean_se is None else number(figures.mean_se / parts)
    return found


def number(value: float) -> Figure:
    """A float to six places, without an exponent."""
    text = f"{value:.6f}".rstrip("0")
    return Figure(text + "0" if text.endswith(".") else text)


def _window(window: Window) -> dict[str, Any]:
    return {
        "days": window.of,
        "served": len(window.days),
        "best_ready": format_local(window.best_ready),
        "time_h": _range(window.time, 60),
        "cost": _range(window.cost, 100),
        "by_day": [
            {"ready": format_local(day.ready), "time_h": in_hours(day.time_min), "cost": money(day.cost_cents)}
            for day in window.days
        ],
    }


def _range(values: Range, parts: int) -> dict[str, Figure]:
    return {name: in_hours(v) if parts == 60 else money(v) for name, v in values._asdict().items()}


def _switch(point: SwitchPoint, network: Network) -> dict[str, Any]:
    num, den = ratio(point.value[0], 100 * point.value[1])
    return {
        "cargo_value_above": money(point.above_cents),
        "exact": f"{num}/{den}",
        "currency": network.currency,
        "per": "container",
        "below": [leg.lane.id for leg in point.below.legs],
        "above": [leg.lane.id for leg in point.above.legs],
    }


def _comparison(one: Comparison, network: Network) -> dict[str, Any]:
    held = one.binding
    return {
        "rank": one.rank,
        "against": 1,
        "time_h": _signed_hours(one.time_min),
        "cost": money(one.cost_cents),
        "co2e_kg": kilograms(one.co2e_g),
        "chance": None if one.chance is None else number(one.chance),
        "binding": {
            "kind": held.kind,
            "place": held.place,
            "lane": held.lane,
            "wait_h": in_hours(held.wait_min),
            "cutoff_h": in_hours(held.cutoff_min),
            "headway_h": None if held.headway_min is None else in_hours(held.headway_min),
            "missed_departure": iso(held.missed, timezone_of(network, held.place)),
            "missed_by_h": None if held.missed_by_min is None else in_hours(held.missed_by_min),
        },
    }


def _signed_hours(minutes: int) -> Figure:
    return in_hours(minutes) if minutes >= 0 else Figure("-" + in_hours(-minutes))


def _why_not(one: WhyNot, network: Network) -> dict[str, Any]:
    return {
        one.what.kind: one.what.value,
        "reason": one.reason,
        "message": one.message,
        "dominated_by": one.dominated_by,
        "needs_cost": None if one.less_cents is None else Figure("-" + money(one.less_cents)),
        "needs_time_h": None if one.less_min is None else Figure("-" + in_hours(one.less_min)),
        "best": None if one.best is None else itinerary(one.best, network),
    }
