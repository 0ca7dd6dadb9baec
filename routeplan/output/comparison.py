"""`compare` as text and as JSON: one block for each sequence of lanes, one line for each case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.output.json import Figure, dumps, in_hours, kilograms, money, request
from routeplan.output.json_extras import reliability
from routeplan.output.result import Look
from routeplan.output.text import (
    ARROWS,
    cell_len,
    display,
    pad,
    place_with_code,
    short_name,
    span,
    tenths,
    timezone_of,
    whole,
    whole_money,
    wrap,
)
from routeplan.units import format_cents

if TYPE_CHECKING:
    from routeplan.analysis.compare import Cell, Row, SideBySide
    from routeplan.network.model import Network
    from routeplan.planning.itinerary import Itinerary

SCHEMA = "routeplan.compare/1"


def text(found: SideBySide, look: Look) -> str:
    """The same lines in a terminal and in a pipe; only a terminal has them wrapped."""
    network = found.cases[0].network
    asked = found.request
    way = " to ".join(place_with_code(network, place) for place in (asked.origin, asked.destination))
    lines = [way, "", *_summary(found)]
    for row in found.rows:
        lines += ["", _chain(row, found), f"  ({display(' > '.join(row.lanes))})", *_block(row, found, network)]
    if look.terminal:
        lines = [piece for line in lines for piece in wrap(line, look.width, "      ")]
    return "\n".join(lines) + "\n"


def _summary(found: SideBySide) -> list[str]:
    """What appears, vanishes and changes in each case but the first."""
    lines = []
    for number, case in enumerate(found.cases):
        changes = [row.cells[number].change for row in found.rows]
        if number == 0:
            answers = len([change for change in changes if change])
            said = f"{answers} answer{'s' * (answers != 1)}"
        else:
            counts = ((word, changes.count(word)) for word in ("appears", "vanishes", "changes", "same"))
            said = ", ".join(f"{count} {_verb(word, count)}" for word, count in counts if count)
        reason = found.answers[number].no_route
        if reason is not None:
            said = f"no itinerary: {display(reason.message)}" + (f"; {said}" if said else "")
        lines.append(f"{display(case.name)}: {said or 'nothing'}")
    return lines


def _verb(word: str, count: int) -> str:
    plural = {"appears": "appear", "vanishes": "vanish", "changes": "change", "same": "stay the same"}
    return plural[word] if count > 1 else "stays the same" if word == "same" else word


def _chain(row: Row, found: SideBySide) -> str:
    itinerary = next(cell.itinerary for cell in row.cells if cell.itinerary is not None)
    network = next(
        case.network for case, cell in zip(found.cases, row.cells, strict=True) if cell.itinerary is not None
    )
    links = [short_name(network, itinerary.legs[0].lane.from_place)]
    links += [
        f"{ARROWS.get(leg.lane.mode, f'-{leg.lane.mode}->')} {short_name(network, leg.lane.to_place)}"
        for leg in itinerary.legs
    ]
    return " ".join(links)


def _block(row: Row, found: SideBySide, network: Network) -> list[str]:
    names = [display(case.name) for case in found.cases]
    width = max(map(cell_len, names))
    return [
        f"  {pad(name, width)}  {_cell(cell, network, first=number == 0)}".rstrip()
        for number, (name, cell) in enumerate(zip(names, row.cells, strict=True))
    ]


def _cell(cell: Cell, network: Network, *, first: bool) -> str:
    one = cell.itinerary
    if one is None:
        return "vanishes: cannot be ridden" if cell.change == "vanishes" else "cannot be ridden"
    rank = f"#{cell.rank}" if cell.rank is not None else "--"
    said = [
        f"{rank:<3} {whole_money(one.cost_cents)} {network.currency}",
        f"{tenths(one.time_min, 1440)} days",
        f"{whole(one.co2e_g, 1000)} kg CO2e",
    ]
    empty = one.stays[0].empty_wait_min
    if empty:
        said.append(f"empty wait {span(empty)}")
    if one.reliability is not None:
        chances = one.reliability
        share = chances.in_time or chances.on_schedule
        said.append(f"{'in time' if chances.in_time else 'on schedule'} {100 * share.share:.1f}%")
        if chances.time.p95 is not None:
            said.append(f"P95 {tenths(chances.time.p95, 1440)} days")
    line = ", ".join(said)
    return line if first else f"{line}; {_difference(cell, network)}"


def _difference(cell: Cell, network: Network) -> str:
    word = cell.change or "not among the answers"
    if cell.cost_cents is None or cell.time_min is None or cell.co2e_g is None:
        return word
    said = []
    if cell.cost_cents:
        said.append(f"{_sign(cell.cost_cents)}{format_cents(abs(cell.cost_cents))} {network.currency}")
    if cell.time_min:
        said.append(f"{_sign(cell.time_min)}{span(abs(cell.time_min))}")
    if cell.co2e_g:
        said.append(f"{_sign(cell.co2e_g)}{tenths(abs(cell.co2e_g), 1000)} kg CO2e")
    if cell.chance:
        said.append(f"{_sign(cell.chance)}{100 * abs(cell.chance):.1f} points of chance")
    return f"{word}: {', '.join(said)}" if said else word


def _sign(value: float) -> str:
    return "+" if value > 0 else "-"


def json(found: SideBySide, look: Look) -> str:
    cases = [
        {
            "name": case.name,
            "network": {"name": case.network.name, "digest": case.network.digest},
            "scenarios": [scenario.id for scenario in case.scenarios],
            "no_route": None
            if answer.no_route is None
            else {"reason": answer.no_route.reason, "message": answer.no_route.message},
            "complete": answer.complete,
            "warnings": list(answer.warnings),
        }
        for case, answer in zip(found.cases, found.answers, strict=True)
    ]
    document = {
        "schema": SCHEMA,
        "request": request(found.request, found.cases[0].network),
        "cases": cases,
        "itineraries": [_row(row, found) for row in found.rows],
    }
    return dumps(document, ascii=look.ascii, indent=True) + "\n"


def _row(row: Row, found: SideBySide) -> dict[str, Any]:
    itinerary = next(cell.itinerary for cell in row.cells if cell.itinerary is not None)
    return {
        "lanes": list(row.lanes),
        "modes": [leg.lane.mode for leg in itinerary.legs],
        "places": [stay.place for stay in itinerary.stays],
        "cases": [
            {"case": case.name, "rank": cell.rank, "change": cell.change or None, **_json_cell(cell, case.network)}
            for case, cell in zip(found.cases, row.cells, strict=True)
        ],
    }


def _json_cell(cell: Cell, network: Network) -> dict[str, Any]:
    one = cell.itinerary
    if one is None:
        return {"feasible": False}
    return {
        "feasible": True,
        "labels": list(one.labels),
        "cost": money(one.cost_cents),
        "currency": network.currency,
        "time_h": in_hours(one.time_min),
        "co2e_kg": kilograms(one.co2e_g),
        "empty_wait_h": in_hours(one.stays[0].empty_wait_min),
        "reliability": _chances(one, network),
        "difference": None
        if cell.cost_cents is None or cell.time_min is None or cell.co2e_g is None
        else {
            "cost": money(cell.cost_cents),
            "time_h": in_hours(cell.time_min) if cell.time_min >= 0 else Figure("-" + in_hours(-cell.time_min)),
            "co2e_kg": kilograms(cell.co2e_g),
            "chance": None if cell.chance is None else Figure(f"{cell.chance:.6f}"),
        },
    }


def _chances(one: Itinerary, network: Network) -> dict[str, Any] | None:
    if one.reliability is None:
        return None
    return reliability(one.reliability, one.start_min, timezone_of(network, one.stays[-1].place))


COMPARISONS = {"table": text, "json": json}
"""Formats of `compare` by name."""
