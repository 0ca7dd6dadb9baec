"""A Markdown table of an answer, for tickets and pull requests."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.output.heading import mark
from routeplan.output.result import Look, Result
from routeplan.output.text import LABELS, display, iso, place_with_code, short_name, tenths, timezone_of
from routeplan.units import format_cents

_MEANS_SOMETHING = "\\`*_{}[]<>()#+!|~&$@:"


def render(result: Result, look: Look) -> str:
    """What was asked in one line, then a row an itinerary."""
    answer, network = result.answer, result.network
    asked = answer.request
    dated = any(it.delivered_min is not None for it in answer.itineraries)
    names = (escape(place_with_code(network, p)) for p in (asked.origin, asked.destination))
    lines = [f"**{' to '.join(names)}**, {asked.quantity} x {asked.equipment}", ""]
    columns = ["#", "label", f"cost ({network.currency})", "days", "kg CO2e", "legs"]
    aligns = ["---:", "---", "---:", "---:", "---:", "---"]
    if dated:
        columns += ["depart", "delivered"]
        aligns += ["---", "---"]
    lines += [row(columns), row(aligns)]
    for it in answer.itineraries:
        legs = escape(short_name(network, it.legs[0].lane.from_place))
        for leg in it.legs:
            legs += f" *{escape(leg.lane.mode)}* {escape(short_name(network, leg.lane.to_place))}"
        cells = [
            str(it.rank),
            ", ".join(LABELS.get(label, label) for label in it.labels),
            format_cents(it.cost_cents) + escape(mark(it)),
            tenths(it.time_min, 1440),
            tenths(it.co2e_g, 1000),
            legs,
        ]
        if dated:
            cells.append(iso(it.legs[0].depart_min, timezone_of(network, it.legs[0].lane.from_place)) or "")
            cells.append(iso(it.delivered_min, timezone_of(network, it.legs[-1].lane.to_place)) or "")
        lines.append(row(cells))
    if any(map(mark, answer.itineraries)):
        lines += ["", escape("*") + " rests on an estimate."]
    if answer.no_route:
        lines += ["", f"No itinerary: {escape(display(answer.no_route.message))}"]
    return "\n".join(lines) + "\n"


def row(cells: Iterable[str]) -> str:
    """Cells that are Markdown already, as one row of a table."""
    return "| " + " | ".join(cells) + " |"


def escape(text: str) -> str:
    """Text that Markdown and HTML take as text, on one line."""
    return "".join(_escaped(c) for c in display(text.replace("\n", " ")))


def _escaped(char: str) -> str:
    """A tag as an entity: not every reader of Markdown heeds a backslash before `<`."""
    if char in "<>&":
        return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}[char]
    return "\\" + char if char in _MEANS_SOMETHING else char
