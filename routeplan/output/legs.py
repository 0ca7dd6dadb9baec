"""Each itinerary opened: a stay, a leg, a stay, with hours, money and CO2e, and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.output.heading import averaged, basis_of, beside, footer, header, mark
from routeplan.output.result import Look, Result
from routeplan.output.text import (
    ARROWS,
    LABELS,
    cell_len,
    display,
    hours,
    moment_text,
    pad,
    place_name,
    short_name,
    tenths,
    timezone_of,
    wrap,
)
from routeplan.output.timeline import bar, legend
from routeplan.units import format_cents

if TYPE_CHECKING:
    from routeplan.network.model import Network
    from routeplan.planning.itinerary import Itinerary, Leg, Stay

_FIGURES = (9, 12, 11)  # columns for hours, money, kg CO2e
_DETAIL = "      "


def render(result: Result, look: Look) -> str:
    """The same lines in a terminal and in a pipe; only a terminal has them wrapped."""
    lines = list(header(result))
    for it in result.answer.itineraries:
        lines += ["", *_itinerary(it, result.network, look)]
    if result.answer.itineraries:
        lines += [*beside(result), "", *footer(result, look._replace(legs=True))]
    if look.terminal:
        lines = [piece for line in lines for piece in _fit(line, look.width)]
    return "\n".join(lines) + "\n"


def _fit(line: str, width: int) -> list[str]:
    if "\x1b" in line or len(line) <= width:
        return [line]
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return [indent + piece for piece in wrap(line.lstrip(" "), width - len(indent), "  ")]


def _itinerary(it: Itinerary, network: Network, look: Look) -> list[str]:
    labels = ", ".join(LABELS.get(label, display(label)) for label in it.labels)
    figures = f"{format_cents(it.cost_cents)}{mark(it)} {network.currency}, {tenths(it.time_min, 1440)} days, "
    figures += f"{tenths(it.co2e_g, 1000)} kg CO2e"
    lines = [f"{it.rank}. {labels}: {figures}" if labels else f"{it.rank}. {figures}"]
    if it.start_min is not None and it.delivered_min is not None:
        start = moment_text(it.start_min, timezone_of(network, it.stays[0].place), offset=True)
        end = moment_text(it.delivered_min, timezone_of(network, it.stays[-1].place), offset=True)
        lines.append(f"   ready {start}, delivered {end}")
    lines += [
        "   " + bar(it, min(look.width, 80) - 4, look.ascii, look.color),
        "   " + legend(it, look.ascii, look.color),
    ]
    lines += ["", *_row("", "hours", network.currency, "kg CO2e", look)]
    for number, stay in enumerate(it.stays):
        onward = it.legs[number : number + 1]
        lines += _stay(stay, onward[0].lane.cutoff_min if onward else 0, network, look)
        for leg in onward:
            lines += [*_leg_figures(leg, look), *_leg_moments(it, number, network), *_leg_basis(leg)]
    lines.extend(_row("  total", tenths(it.time_min, 60), format_cents(it.cost_cents), tenths(it.co2e_g, 1000), look))
    parts = (
        ("freight", it.freight_cents),
        ("surcharges", it.surcharges_cents),
        ("handling", it.handling_cents),
        ("storage", it.storage_cents),
    )
    lines.append(
        _DETAIL + " + ".join(f"{name} {format_cents(cents)}" for name, cents in parts if cents or name == "freight")
    )
    lines += basis_of([it], network, _DETAIL)
    return lines


def _row(text: str, time: str, amount: str, weight: str, look: Look) -> list[str]:
    """Words on the left, three figures on the right, 80 columns wide; words too long go before them."""
    width = min(look.width, 80) - sum(_FIGURES) - 1
    figures = "".join(pad(f, w, "right") for f, w in zip((time, amount, weight), _FIGURES, strict=True))
    return [pad(text, width) + figures] if cell_len(text) <= width else [text, pad("", width) + figures]


def _stay(stay: Stay, cutoff_min: int, network: Network, look: Look) -> list[str]:
    cents = stay.handling_cents + stay.storage_cents
    title = f"  {place_name(network, stay.place)}  {stay.handling}"
    if cell_len(title) > min(look.width, 80) - sum(_FIGURES) - 1:
        title = f"  {short_name(network, stay.place)}  {stay.handling}"
    lines = _row(title, tenths(stay.stay_min, 60), format_cents(cents), tenths(stay.co2e_g, 1000), look)
    times = (
        ("delay", stay.delay_min),
        ("wait for an empty container", stay.empty_wait_min),
        ("handling", stay.handling_min),
        ("cutoff", cutoff_min),
        ("wait", stay.wait_min - cutoff_min),
    )
    details = [f"{name} {hours(minutes)}" for name, minutes in times if minutes]
    if stay.handling_cents and stay.storage_cents:
        details.append(f"handling {format_cents(stay.handling_cents)}")
    if stay.storage_days:
        days = f"{stay.storage_days} day{'s' if stay.storage_days > 1 else ''}"
        details.append(f"storage {days} {format_cents(stay.storage_cents)}")
    if stay.co2e_basis:
        details.append(f"CO2e {stay.co2e_basis}")
    return [*lines, _DETAIL + ", ".join(details)] if details else lines


def _leg_figures(leg: Leg, look: Look) -> list[str]:
    lane = leg.lane
    arrow = ARROWS.get(lane.mode, f"-{lane.mode}->")
    title = f"    {arrow} {display(lane.id)}"
    return _row(title, tenths(leg.transit_min, 60), format_cents(leg.cost_cents), tenths(leg.co2e_g, 1000), look)


def _leg_moments(it: Itinerary, number: int, network: Network) -> list[str]:
    """When a leg departs and arrives, with the year where it is not that of the ready time."""
    leg = it.legs[number]
    if it.start_min is None or leg.depart_min is None or leg.arrive_min is None:
        return []
    from routeplan.planning.clock import local_time

    year = local_time(it.start_min, timezone_of(network, it.stays[0].place)).year
    about = averaged(it.legs[: number + 1])
    depart = moment_text(leg.depart_min, timezone_of(network, leg.lane.from_place), year=year)
    arrive = moment_text(leg.arrive_min, timezone_of(network, leg.lane.to_place), year=year)
    to = short_name(network, leg.lane.to_place)
    return [f"{_DETAIL}departs {about}{depart}, arrives {to} {about}{arrive}"]


def _leg_basis(leg: Leg) -> list[str]:
    """Who runs it, what the figures are made of and what they rest on."""
    lane = leg.lane
    lines = []
    if lane.operator:
        lines.append(f"{_DETAIL}by {display(lane.operator)}")
    items = [leg.rate, *leg.surcharges]
    lines.append(_DETAIL + " + ".join(f"{display(item.name)} {format_cents(item.cents)}" for item in items))
    if leg.co2e_basis:
        lines.append(f"{_DETAIL}CO2e {display(leg.co2e_basis)}")
    remarks = []
    if leg.distance_is_estimate:
        remarks.append("distance is the great circle")
    if lane.status != "operating":
        remarks.append(lane.status)
    if lane.passages or lane.crosses:
        remarks.append("through " + ", ".join(display(p) for p in (*lane.passages, *lane.crosses)))
    if lane.confidence:
        remarks.append(
            f"figures {display(lane.confidence)}"
            + (f", {display(lane.period)}" if lane.period else "")
            + (f" ({display(', '.join(lane.source))})" if lane.source else "")
        )
    if remarks:
        lines.append(_DETAIL + "; ".join(remarks))
    return lines
