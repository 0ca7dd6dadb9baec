"""A table for a terminal. Cells are text: no markup, no emoji names, no escapes."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Literal, NamedTuple

from routeplan.output.result import Look
from routeplan.output.text import cell_len, pad

_GAP = 2


class Column(NamedTuple):
    title: str
    align: Literal["left", "right"] = "left"
    fold: bool = False  # may break over lines; every other column keeps its width


def grid(columns: Sequence[Column], rows: Sequence[Sequence[str]], look: Look) -> list[str]:
    """The lines of the table, without blanks at their ends. Cells are harmless text already."""
    titles = [column.title for column in columns]
    widths = [widest(cells) for cells in zip(titles, *rows, strict=True)]
    width = sum(widths) + _GAP * (len(widths) - 1)
    if width > look.width:
        return squeezed(columns, rows, look)
    # Cells that fit need only be put side by side. rich draws the same, but importing it takes as long as the search.
    aligns = [column.align for column in columns]
    heading = _row(titles, widths, aligns, to_bottom=True)
    if look.color:
        heading = [f"\x1b[1m{line}\x1b[0m" for line in heading]
    lines = [*heading, ("-" if look.ascii else "─") * width]
    for row in rows:
        lines += _row(row, widths, aligns)
    return lines


def widest(cells: Iterable[str]) -> int:
    """Columns that the longest line of any of the cells takes."""
    return max(cell_len(line) for cell in cells for line in cell.split("\n"))


def _row(cells: Sequence[str], widths: Sequence[int], aligns: Sequence[str], to_bottom: bool = False) -> list[str]:
    """The cells side by side, the shorter ones with blank lines below them, or above."""
    pieces = [cell.split("\n") for cell in cells]
    height = max(map(len, pieces))
    blocks = []
    for piece, width, align in zip(pieces, widths, aligns, strict=True):
        blank = repeat("", height - len(piece))
        blocks.append([pad(line, width, align) for line in (chain(blank, piece) if to_bottom else chain(piece, blank))])
    return [(" " * _GAP).join(parts).rstrip() for parts in zip(*blocks, strict=True)]


def squeezed(columns: Sequence[Column], rows: Sequence[Sequence[str]], look: Look) -> list[str]:
    """The same where it is too wide: rich folds and narrows the columns until they fit."""
    from io import StringIO

    from rich.box import SIMPLE_HEAD, Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    box = Box(str(SIMPLE_HEAD).replace("─", "-"), ascii=True) if look.ascii else SIMPLE_HEAD
    table = Table(box=box, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            Text(column.title),
            justify=column.align,
            no_wrap=not column.fold,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    page = StringIO()
    console = Console(
        file=page,
        width=look.width,
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        no_color=not look.color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        safe_box=look.ascii,
        _environ={},
    )
    console.print(table)
    return [line.rstrip() for line in page.getvalue().rstrip("\n").split("\n")]
