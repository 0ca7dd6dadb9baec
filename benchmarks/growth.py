"""How cost grows with the lanes: the medians of all sections over the four sizes, as tables and as a chart."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.chart import Line, chart
from benchmarks.measuring import NONE, Part, Table, figure

TIME, MEMORY = "Time against lanes", "Memory against lanes"
LINES = (
    Line("yaml, C loader", "load", peer=True),
    Line("load", "load"),
    Line("load again", "load"),
    Line("ten best, networkx", "best", peer=True),
    Line("ten best, igraph", "best", peer=True),
    Line("ten best", "best"),
    Line("front, NAMOA*dr", "front", peer=True),
    Line("front", "front"),
    Line("dated front", "dated"),
    Line("batch, a question", "batch"),
)
"""What is drawn; the figures of the accelerator stand in the table only."""


def tables(parts: Sequence[Part]) -> list[tuple[Table, list[list[str]]]]:
    """Milliseconds, and megabytes, by what takes them and by lanes."""
    lanes = sorted({part.lanes for part in parts if part.lanes})
    made = []
    for title, unit, factor, figures in (
        (TIME, "ms", 1000, _by_name(parts, "seconds")),
        (MEMORY, "MB", 1, _by_name(parts, "megabytes")),
    ):
        head = (unit, *(f"{count:,} lanes" for count in lanes))
        rows = [
            [name, *(figure(factor * by_lanes[count]) if count in by_lanes else NONE for count in lanes)]
            for name, by_lanes in figures.items()
        ]
        made.append((Table(title, head), rows))
    return made


def drawn(parts: Sequence[Part]) -> str:
    """The chart of the times."""
    figures = _by_name(parts, "seconds")
    return chart([(line, sorted(figures[line.name].items())) for line in LINES if figures.get(line.name)])


def _by_name(parts: Sequence[Part], what: str) -> dict[str, dict[int, float]]:
    """The medians by name and lanes."""
    figures: dict[str, dict[int, float]] = {}
    for part in parts:
        for name, values in getattr(part, what).items():
            if values:
                figures.setdefault(name, {})[part.lanes] = statistics.median(values)
    return figures
