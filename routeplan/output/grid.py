"""A table for a terminal, drawn by rich. Cells are text: no markup, no emoji names, no escapes."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Literal, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from routeplan.output.result import Look


class Column(NamedTuple):
    title: str
    align: Literal["left", "right"] = "left"
    fold: bool = False  # may break over lines; every other column keeps its width


def grid(columns: Sequence[Column], rows: Sequence[Sequence[str]], look: Look) -> list[str]:
    """The lines of the table, without blanks at their ends. Cells are harmless text already."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
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
