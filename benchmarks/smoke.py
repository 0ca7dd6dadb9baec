"""The benchmarks in small, for CI: fails only where an answer differs or a benchmark does not run."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks import batch, best, fronts, growth, load, start, two_criteria
from benchmarks.measuring import Part
from benchmarks.run import SECTIONS, texts

PARTS: dict[str, Callable[[], Part]] = {
    "start": lambda: start.measure(start.Plan(1)),
    "load": lambda: load.measure(load.Plan(60, 300, 1, 1, 1)),
    "best": lambda: best.measure(best.Plan(200, 1_200, 5, 5, 5)),
    "fronts": lambda: fronts.measure(fronts.Plan(100, 600, 3, 3)),
    "two_criteria": lambda: two_criteria.measure(two_criteria.Plan(100, 600, 3)),
    "batch": lambda: batch.measure(batch.Plan(100, 600, 10, batch.FIRST, 2, 2)),
}


def main() -> None:
    figures = {name: [measure()] for name, measure in PARTS.items()}
    written = {text.splitlines()[0] for text in texts(figures)}
    for section in SECTIONS.values():
        for table in section.TABLES:
            assert f"### {table.title}" in written, table.title
    lines = growth.drawn([part for parts in figures.values() for part in parts]).count("<polyline")
    assert lines >= sum(not line.peer for line in growth.LINES), lines  # peers need not be installed
    print("benchmarks run, answers agree")


if __name__ == "__main__":
    main()
