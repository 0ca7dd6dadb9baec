"""Measure everything and write the tables of benchmarks/README.md and the chart growth.svg.

    python -m benchmarks.run                 # all of it, about half an hour
    python -m benchmarks.run start load      # these sections anew, the others as they were

What was measured is kept in figures.json, from which tables and chart are made. Each size of each section has a
process of its own, so that none has the memory of another.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType

from benchmarks import batch, best, fronts, growth, load, start, two_criteria
from benchmarks.measuring import Part, Table

HERE = Path(__file__).resolve().parent
FIGURES, README, CHART = HERE / "figures.json", HERE / "README.md", HERE / "growth.svg"
MARK = "<!-- figures -->"
SECTIONS: dict[str, ModuleType] = {
    "start": start,
    "load": load,
    "best": best,
    "fronts": fronts,
    "two_criteria": two_criteria,
    "batch": batch,
}
Figures = dict[str, list[Part]]


def markdown(table: Table, rows: Sequence[Sequence[str]]) -> str:
    """A table with its heading and caption."""
    lines = [f"### {table.title}", "", *([table.caption, ""] if table.caption else [])]
    lines += ["| " + " | ".join(row) + " |" for row in (table.head, ["---"] * len(table.head), *rows)]
    return "\n".join(lines) + "\n"


def texts(figures: Figures) -> list[str]:
    """All tables that have rows."""
    tables = [
        (table, [row for part in figures.get(name, ()) for row in part.rows.get(table.title, ())])
        for name, section in SECTIONS.items()
        for table in section.TABLES
    ]
    return [markdown(table, rows) for table, rows in [*tables, *growth.tables(every_part(figures))] if rows]


def every_part(figures: Figures) -> list[Part]:
    """The parts of all sections, in order."""
    return [part for name in SECTIONS for part in figures.get(name, ())]


def measured(section: ModuleType) -> Iterator[Part]:
    """The parts of a section, each from a process of its own."""
    for plan in section.PLANS:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            part: Part = alone.submit(section.measure, plan).result()
        print(f"{section.__name__}: {plan}", *part.rows.items(), sep="\n    ", flush=True)
        yield part


def main(names: Sequence[str]) -> None:
    figures: Figures = {}
    if names and FIGURES.exists():
        kept = json.loads(FIGURES.read_text(encoding="utf-8"))
        figures = {name: [Part(*part) for part in parts] for name, parts in kept.items()}
    for name in names or SECTIONS:
        figures[name] = []
        for part in measured(SECTIONS[name]):
            figures[name].append(part)
            FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    CHART.write_text(growth.drawn(every_part(figures)), encoding="utf-8")
    text = README.read_text(encoding="utf-8").split(MARK)[0]
    README.write_text(text + MARK + "\n\n" + "\n".join(texts(figures)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
