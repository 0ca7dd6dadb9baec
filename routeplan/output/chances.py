"""Lines below a table for what only some questions ask: chances, windows, carrying costs, switch points, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.output.heading import known_year
from routeplan.output.result import Result
from routeplan.output.text import display, hours, moment_text, short_name, span, tenths, timezone_of, whole_money
from routeplan.units import format_cents, format_local

if TYPE_CHECKING:
    from routeplan.network.model import Network
    from routeplan.planning.itinerary import Itinerary
    from routeplan.planning.reliability.figures import Share
    from routeplan.planning.why import Binding, Comparison


def sections(result: Result) -> list[str]:
    """Every section the answer has, an empty line before each."""
    answer, network = result.answer, result.network
    lines: list[str] = []
    by_reliability = answer.request.by == "reliability"
    chances = [line for it in answer.itineraries for line in _chances(it, network, by_reliability)]
    if chances:
        first = next(it.reliability for it in answer.itineraries if it.reliability is not None)
        lines += ["", f"Chances, from {first.draws:,} runs with seed {first.seed}, +/- standard error:", *chances]
    windows = [line for it in answer.itineraries for line in _window(it, network)]
    if windows:
        lines += ["", "Over the window (best / median / worst day):", *windows]
    if answer.request.arrive_by is not None and answer.itineraries:
        lines += ["", "Ready at the latest:", *(_ready(it, network) for it in answer.itineraries)]
    if answer.request.cargo_value is not None:
        lines += ["", "Carrying cost of the cargo on the way:", *_carrying(result)]
    return lines + reasons(result)


def reasons(result: Result) -> list[str]:
    """Those sections that are no figures of an itinerary: switch points, why, why not."""
    answer, network = result.answer, result.network
    lines = _switches(result)
    if answer.why:
        promised = "delivered as planned" if answer.request.deadline is None else "delivered by the deadline"
        lines += [
            "",
            f"Why, against the first (promised: {promised}):",
            *(_compared(one, network, known_year(answer.request)) for one in answer.why),
        ]
    if answer.why_not:
        lines += ["", *(f"Why not {display(one.what.value)}: {display(one.message)}." for one in answer.why_not)]
    return lines


def percent(share: Share) -> str:
    """A chance with its standard error: 87.3% +/- 0.3."""
    return f"{100 * share.share:.1f}% +/- {100 * share.se:.1f}"


def _chances(it: Itinerary, network: Network, by_reliability: bool) -> list[str]:
    chances = it.reliability
    if chances is None:
        return []
    if chances.in_time is not None:
        said = [f"in time {percent(chances.in_time)}"]
    else:
        said = [f"on schedule {percent(chances.on_schedule)}"]
    time, cost = chances.time, chances.cost
    days = " / ".join("never" if v is None else tenths(v, 1440) for v in (time.p50, time.p80, time.p95))
    paid = " / ".join("-" if v is None else whole_money(v) for v in (cost.p50, cost.p80, cost.p95))
    said.append(f"P50 / P80 / P95 {days} days, {paid} {network.currency}")
    if by_reliability and chances.confident_min is not None:
        said.append(f"{100 * chances.confidence:g}% within {tenths(chances.confident_min, 1440)} days")
    missed = [one for one in chances.connections if one.missed.share]
    said += [f"misses {display(one.lane)} {percent(one.missed)}" for one in missed]
    if chances.never:
        said.append(f"never delivered {chances.never} of {chances.draws} times")
    return [f"{it.rank}  " + "; ".join(said)]


def _window(it: Itinerary, network: Network) -> list[str]:
    window = it.window
    if window is None:
        return []
    ready = format_local(window.best_ready).replace("T", " ")
    days = " / ".join(tenths(value, 1440) for value in window.time)
    paid = " / ".join(whole_money(value) for value in window.cost)
    served = "" if len(window.days) == window.of else f"; on {len(window.days)} of {window.of} days"
    return [f"{it.rank}  best ready {ready}: {days} days, {paid} {network.currency}{served}"]


def _ready(it: Itinerary, network: Network) -> str:
    assert it.start_min is not None
    zone = timezone_of(network, it.stays[0].place)
    return f"{it.rank}  {moment_text(it.start_min, zone, offset=True)} at {short_name(network, it.stays[0].place)}"


def _carrying(result: Result) -> list[str]:
    answer, network = result.answer, result.network
    return [
        f"{it.rank}  {format_cents(it.carrying_cents)} {network.currency}"
        for it in answer.itineraries
        if it.carrying_cents is not None
    ]


def _switches(result: Result) -> list[str]:
    network = result.network
    lines = []
    for point in result.answer.switch_points:
        mode = max(point.above.legs, key=lambda leg: leg.distance_m).lane.mode
        chain = " > ".join(short_name(network, stay.place) for stay in point.above.stays)
        value = f"{format_cents(point.above_cents)} {network.currency} a container"
        lines.append(f"{mode} wins above {value}: {chain}")
    return lines


def _compared(one: Comparison, network: Network, year: int) -> str:
    said = []
    if one.time_min:
        said.append(f"{span(abs(one.time_min))} {'slower' if one.time_min > 0 else 'faster'}")
    if one.cost_cents:
        more = "dearer" if one.cost_cents > 0 else "cheaper"
        said.append(f"{format_cents(abs(one.cost_cents))} {network.currency} {more}")
    if one.co2e_g:
        said.append(f"{tenths(abs(one.co2e_g), 1000)} kg CO2e {'more' if one.co2e_g > 0 else 'less'}")
    if one.chance:
        points = f"{100 * abs(one.chance):.1f} points"
        said.append(f"{points} {'likelier' if one.chance > 0 else 'less likely'} as promised")
    against = ", ".join(said) if said else "the first" if one.rank == 1 else "the same figures"
    return f"{one.rank}  {against}; {_held(one.binding, network, year)}"


def _held(held: Binding, network: Network, year: int) -> str:
    place, lane = short_name(network, held.place), display(held.lane)
    if held.kind == "transit":
        return f"waits for nothing, longest leg {lane} with {span(held.wait_min)}"
    how_often = "" if held.headway_min is None else f", {_often(held.headway_min)}"
    text = f"waits {span(held.wait_min)} at {place} for {lane}{how_often}"
    if held.missed is None or held.missed_by_min is None or held.missed_by_min > held.wait_min:
        return text  # nothing missed, or further away than the departure taken
    moment = moment_text(held.missed, timezone_of(network, held.place), year=year)
    cutoff = "the cutoff" if held.cutoff_min else "the departure"
    return f"{text}; missed {cutoff} of {moment} by {hours(held.missed_by_min)}"


def _often(headway_min: int) -> str:
    return {10080: "weekly", 1440: "daily"}.get(headway_min, f"every {span(headway_min)}")
