"""CSV of an answer: one row an itinerary, safe to open in a spreadsheet.

Text that a spreadsheet would take for a formula gets an apostrophe in front; figures never do.
Source: OWASP ASVS 1.2.10, CSV and formula injection, https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.output.heading import asks_for_extras
from routeplan.output.json import Figure, in_hours, kilograms, money
from routeplan.output.result import Look, Result
from routeplan.output.text import decimal, display, iso, timezone_of
from routeplan.planning.provenance import weakest

COLUMNS = (
    "rank", "labels", "cost", "currency", "time_h", "time_days", "co2e_kg", "transfers", "depart", "arrive",
    "delivered", "modes", "places", "lanes", "freight", "surcharges", "handling", "storage", "confidence",
)  # fmt: skip

_FORMULA = "=+-@\t\r＝＋－＠"
Cell = str | int | None


def render(result: Result, look: Look) -> str:
    if not asks_for_extras(result):
        return write([COLUMNS, *rows(result)])
    from routeplan.output.extra_columns import extra_columns

    names, cells = extra_columns(result)
    return write([(*COLUMNS, *names), *((*row, *more) for row, more in zip(rows(result), cells, strict=True))])


def rows(result: Result) -> list[tuple[Cell, ...]]:
    """One row an itinerary in the order of COLUMNS; figures are `Figure` or int, names plain text."""
    network = result.network
    table: list[tuple[Cell, ...]] = []
    for it in result.answer.itineraries:
        first, last = it.legs[0], it.legs[-1]
        origin, destination = (
            timezone_of(network, first.lane.from_place),
            timezone_of(network, last.lane.to_place),
        )
        table.append(
            (
                it.rank,
                " ".join(it.labels),
                money(it.cost_cents),
                network.currency,
                in_hours(it.time_min),
                Figure(decimal((100 * it.time_min + 720) // 1440, 100)),
                kilograms(it.co2e_g),
                len(it.legs) - 1,
                iso(first.depart_min, origin),
                iso(last.arrive_min, destination),
                iso(it.delivered_min, destination),
                " ".join(leg.lane.mode for leg in it.legs),
                " > ".join(stay.place for stay in it.stays),
                " > ".join(leg.lane.id for leg in it.legs),
                money(it.freight_cents),
                money(it.surcharges_cents),
                money(it.handling_cents),
                money(it.storage_cents),
                weakest(it) or None,
            )
        )
    return table


def write(table: Iterable[Iterable[Cell]]) -> str:
    """The rows as CSV with plain line ends, each record on one line."""
    return "".join(",".join(_cell(value) for value in row) + "\n" for row in table)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, Figure)):
        return str(value)
    if value[:1] and value[0] in _FORMULA:
        value = "'" + value
    value = value.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\0", " ")
    value = "\t".join(map(display, value.split("\t")))
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"') or value != value.strip() else value
