"""Lists of places, lanes, sources: a table for a terminal, records for a pipe, formats for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from routeplan.output.json import Figure, dumps
from routeplan.output.result import Look
from routeplan.output.text import cell_len, display, pad, wrap


class Column(NamedTuple):
    """A column; `key` of the records it shows. Only one that folds may break over lines in a terminal.

    `shown`: whether the table has it; the formats of programs have every column.
    """

    key: str
    title: str
    right: bool = False
    fold: bool = False
    shown: bool = True


class Listing(NamedTuple):
    """Records under a name with their columns; `about` goes before them in JSON, `notes` below a table."""

    name: str
    columns: tuple[Column, ...]
    records: Sequence[dict[str, Any]]
    about: Mapping[str, Any] = MappingProxyType({})
    notes: tuple[str, ...] = ()


def _table(listing: Listing, look: Look) -> str:
    return _drawn(listing, look) if look.terminal else _records(listing)


def _records(listing: Listing) -> str:
    """Tabs between, a header first, every column whole."""
    lines = ["\t".join(column.key for column in listing.columns)]
    lines += [
        "\t".join(_flat(record[column.key]) for column in listing.columns) for record in listing.records
    ]
    return "\n".join(lines) + "\n"


def _drawn(listing: Listing, look: Look) -> str:
    """Aligned columns; the widest that folds takes what the others leave."""
    columns = [column for column in listing.columns if column.shown]
    cells = [[_flat(record[column.key]) for column in columns] for record in listing.records]
    widths = [
        max([cell_len(column.title), *(cell_len(row[at]) for row in cells)])
        for at, column in enumerate(columns)
    ]
    over = sum(widths) + 2 * (len(widths) - 1) - look.width
    for at, column in enumerate(columns):
        if column.fold and over > 0:
            cut = min(over, max(0, widths[at] - 12))
            widths[at] -= cut
            over -= cut
    lines = _row([column.title for column in columns], columns, widths)
    lines.append("-" * min(look.width, sum(widths) + 2 * (len(widths) - 1)))
    for row in cells:
        lines += _row(row, columns, widths)
    if listing.notes:
        lines += ["", *(piece for note in listing.notes for piece in wrap(note, look.width))]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    pieces = [
        wrap(cell, width) if column.fold else [cell]
        for cell, column, width in zip(cells, columns, widths, strict=True)
    ]
    lines = []
    for number in range(max(map(len, pieces))):
        parts = [
            pad(piece[number] if number < len(piece) else "", width, "right" if column.right else "left")
            for piece, column, width in zip(pieces, columns, widths, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def _flat(value: Any) -> str:
    """A value as one cell, harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_flat(item) for item in value)
    return display(str(value))


def _json(listing: Listing, look: Look) -> str:
    document = {"schema": f"routeplan.{listing.name}/1", **listing.about, listing.name: list(listing.records)}
    return dumps(document, ascii=look.ascii, indent=True) + "\n"


def _jsonl(listing: Listing, look: Look) -> str:
    return "".join(dumps(record, ascii=look.ascii) + "\n" for record in listing.records)


def _csv(listing: Listing, look: Look) -> str:
    from routeplan.output.csv import Cell, write

    def cell(value: Any) -> Cell:
        return value if isinstance(value, (int, Figure)) and not isinstance(value, bool) else _flat(value)

    rows: list[list[Cell]] = [[column.key for column in listing.columns]]
    rows += [[cell(record[column.key]) for column in listing.columns] for record in listing.records]
    return write(rows)


LIST_FORMATS: dict[str, Callable[[Listing, Look], str]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "jsonl": _jsonl,
}
"""Formats of lists by name."""
