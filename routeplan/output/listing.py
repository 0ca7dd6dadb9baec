"""Lists of places, lanes, sources: a table for a terminal, records for a pipe, formats for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from routeplan.output.json import Figure, dumps
from routeplan.output.result import Look
from routeplan.output.text import cell_len, display, pad, wrap

_NARROWEST = 8


class Column(NamedTuple):
    """A column; `key` of the records it shows. Only one that folds may break over lines in a terminal.

    `from_width`: columns a terminal must have to show it, None where it never does; all other formats have
    every column. Where words would have to be broken, columns go, those for wide terminals first; one from 0 stays.
    """

    key: str
    title: str
    right: bool = False
    fold: bool = False
    from_width: int | None = 0


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
    lines += ["\t".join(_flat(record[column.key]) for column in listing.columns) for record in listing.records]
    return "\n".join(lines) + "\n"


def _drawn(listing: Listing, look: Look) -> str:
    """Aligned columns; those that fold share what the others leave, the widest giving first."""
    columns, cells = _fitting(listing, look.width)
    widths = [max([cell_len(column.title), *(cell_len(row[at]) for row in cells)]) for at, column in enumerate(columns)]
    over = _total(widths) - look.width
    folding = [at for at, column in enumerate(columns) if column.fold]
    least = _least_widths(columns, cells)
    if _total(least) > look.width:
        least = [_NARROWEST] * len(columns)
    while over > 0 and (able := [at for at in folding if widths[at] > least[at]]):
        widths[max(able, key=lambda at: widths[at])] -= 1
        over -= 1
    lines = _row([column.title for column in columns], columns, widths)
    lines.append("-" * min(look.width, _total(widths)))
    for row in cells:
        lines += _row(row, columns, widths)
    if listing.notes:
        lines += ["", *(piece for note in listing.notes for piece in wrap(note, look.width))]
    return "\n".join(lines) + "\n"


def _fitting(listing: Listing, width: int) -> tuple[list[Column], list[list[str]]]:
    """The columns a terminal of this width shows without breaking a word, as far as they may go, and their cells."""
    columns = [c for c in listing.columns if c.from_width is not None and c.from_width <= width]
    while True:
        cells = [[_rounded(record[column.key]) for column in columns] for record in listing.records]
        last = max(columns, key=lambda column: column.from_width or 0)
        if not last.from_width or _total(_least_widths(columns, cells)) <= width:
            return columns, cells
        columns.remove(last)


def _least_widths(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column that breaks no word."""
    widths = []
    for at, column in enumerate(columns):
        words = [word for row in cells for word in (_pieces(row[at]) if column.fold else [row[at]])]
        widths.append(max(cell_len(column.title), max(map(cell_len, words), default=0)))
    return widths


def _pieces(text: str) -> list[str]:
    """What a line can be broken between: words, and their parts up to a dash."""
    return [piece for word in text.split(" ") for piece in word.replace("-", "- ").split(" ")]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + 2 * (len(widths) - 1)


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    pieces = [
        _fold(cell, width) if column.fold else [cell]
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


def _fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns: between words, else after a dash, else anywhere."""
    lines = []
    for line in wrap(text, width):
        while cell_len(line) > width:
            fits = next(n for n in range(len(line), 0, -1) if n == 1 or cell_len(line[:n]) <= width)
            end = line.rfind("-", 0, fits) + 1 or fits
            lines.append(line[:end])
            line = line[end:]
        lines.append(line)
    return lines


def _rounded(value: Any) -> str:
    """A value as one cell for eyes, figures to two decimals."""
    if isinstance(value, Figure) and len(value.partition(".")[2]) > 2:
        return f"{float(value):.2f}".rstrip("0").rstrip(".")
    return _flat(value)


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
