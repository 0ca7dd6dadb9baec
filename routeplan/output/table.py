"""The table of `find`: for eyes in a terminal, and one plain record a line in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.output.grid import Column, grid, widest
from routeplan.output.heading import (
    asks_for_extras,
    averaged,
    beside,
    footer,
    has_estimates,
    header,
    known_year,
    mark,
)
from routeplan.output.json import in_hours, kilograms, money
from routeplan.output.result import Look, Result
from routeplan.output.text import (
    ARROWS,
    LABELS,
    cell_len,
    decimal,
    display,
    iso,
    moment_text,
    pad,
    short_name,
    tenths,
    timezone_of,
    whole,
    whole_money,
    wrap,
)
from routeplan.planning.provenance import weakest

if TYPE_CHECKING:
    from routeplan.network.model import Network
    from routeplan.planning.itinerary import Itinerary

RECORD = (
    "rank", "labels", "cost", "currency", "time_h", "days", "co2e_kg", "transfers", "depart", "arrive",
    "delivered", "confidence", "legs",
)  # fmt: skip
_NARROW = 70


def render(result: Result, look: Look) -> str:
    """In a pipe one record a line, tabs between; in a terminal a table, or blocks below 70 columns."""
    if not look.terminal:
        return _records(result)
    if not result.answer.itineraries:
        return "\n".join(_fit([*header(result), *beside(result)], look)) + "\n"
    body = _blocks(result, look) if look.width < _NARROW else _grid(result, look)
    return (
        "\n".join(
            [*_fit(header(result), look), "", *body, *_fit(beside(result), look), "", *_fit(footer(result, look), look)]
        )
        + "\n"
    )


def _fit(lines: list[str], look: Look) -> list[str]:
    return [piece for line in lines for piece in wrap(line, look.width, "  ")]


def chain(it: Itinerary, network: Network) -> str:
    """The legs in one line: Xi'an =rail=> Ningbo ~sea~> Valencia."""
    return " ".join(_links(it, network))


def folded_chain(it: Itinerary, network: Network, width: int) -> list[str]:
    """The legs in lines of at most `width` columns, broken before an arrow, else between words."""
    lines: list[str] = []
    for link in _links(it, network):
        if lines and cell_len(lines[-1]) + 1 + cell_len(link) <= width:
            lines[-1] += " " + link
        else:
            lines += wrap(link, width)
    return lines


def _links(it: Itinerary, network: Network) -> list[str]:
    """The origin, then each arrow with the place it leads to."""
    links = [short_name(network, it.legs[0].lane.from_place)]
    for leg in it.legs:
        arrow = ARROWS.get(leg.lane.mode, f"-{leg.lane.mode}->")
        links.append(f"{arrow} {short_name(network, leg.lane.to_place)}")
    return links


def _records(result: Result) -> str:
    network = result.network
    names: tuple[str, ...] = ()
    more: list[tuple[str | None, ...]] = [()] * len(result.answer.itineraries)
    if asks_for_extras(result):
        from routeplan.output.extra_columns import extra_columns

        names, more = extra_columns(result)
    lines = ["\t".join((*RECORD, *names))]
    for it, extra in zip(result.answer.itineraries, more, strict=True):
        first, last = it.legs[0], it.legs[-1]
        origin, destination = (
            timezone_of(network, first.lane.from_place),
            timezone_of(network, last.lane.to_place),
        )
        cells = (
            str(it.rank),
            ",".join(it.labels),
            money(it.cost_cents),
            network.currency,
            in_hours(it.time_min),
            decimal((100 * it.time_min + 720) // 1440, 100),
            kilograms(it.co2e_g),
            str(len(it.legs) - 1),
            iso(first.depart_min, origin) or "",
            iso(last.arrive_min, destination) or "",
            iso(it.delivered_min, destination) or "",
            weakest(it),
            chain(it, network),
            *(cell or "" for cell in extra),
        )
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _grid(result: Result, look: Look) -> list[str]:
    network = result.network
    dated = any(it.delivered_min is not None for it in result.answer.itineraries)
    columns = [
        Column("#", "right"),
        Column("label"),
        Column(network.currency + " " * has_estimates(result), "right"),
        Column("days", "right"),
        Column("kg CO2e", "right"),
    ]
    if dated:
        columns.append(Column("departs\ndelivered"))
    starred = has_estimates(result)
    year = known_year(result.answer.request)
    rows = []
    for it in result.answer.itineraries:
        row = [
            str(it.rank),
            "\n".join(LABELS.get(label, display(label)) for label in it.labels),
            whole_money(it.cost_cents) + (mark(it) or " " * starred),
            tenths(it.time_min, 1440),
            whole(it.co2e_g, 1000),
        ]
        if dated:
            row.append("\n".join(_moments(it, network, year)))
        rows.append(row)
    left = look.width - sum(2 + widest(column) for column in zip([c.title for c in columns], *rows, strict=True))
    for it, row in zip(result.answer.itineraries, rows, strict=True):
        row.append("\n".join(folded_chain(it, network, left)))
    return grid([*columns, Column("legs", fold=True)], rows, look)


def _moments(it: Itinerary, network: Network, year: int) -> list[str]:
    """Departure and delivery, with the year where it is another one."""
    first, last = it.legs[0], it.legs[-1]
    moments = []
    if first.depart_min is not None:
        zone = timezone_of(network, first.lane.from_place)
        moments.append(averaged([first]) + moment_text(first.depart_min, zone, year=year))
    if it.delivered_min is not None:
        zone = timezone_of(network, last.lane.to_place)
        moments.append(averaged(it.legs) + moment_text(it.delivered_min, zone, year=year))
    return moments


def _blocks(result: Result, look: Look) -> list[str]:
    network = result.network
    lines: list[str] = []
    for it in result.answer.itineraries:
        labels = ", ".join(LABELS.get(label, display(label)) for label in it.labels)
        lines += ["", f"{it.rank}. {labels}".rstrip()] if lines else [f"{it.rank}. {labels}".rstrip()]
        lines += [
            f"   {pad(name, 9)}{value}"
            for name, value in (
                (network.currency, whole_money(it.cost_cents) + mark(it)),
                ("days", tenths(it.time_min, 1440)),
                ("kg CO2e", whole(it.co2e_g, 1000)),
            )
        ]
        if len(moments := _moments(it, network, known_year(result.answer.request))) == 2:
            lines += [f"   departs  {moments[0]}", f"   done     {moments[1]}"]
        lines += ["   " + line for line in folded_chain(it, network, look.width - 3)]
    return lines
