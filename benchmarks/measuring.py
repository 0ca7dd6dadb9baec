"""Time and memory of calls, and how they are put: a median with its spread, and ratios of paired runs.

Seconds are those of the processor, which other work on the machine lengthens less than those on the wall. The spread
is the middle half; of fewer than four values it is the least and the greatest.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
NONE = "–"


class Table(NamedTuple):
    """What stands above the rows of a table."""

    title: str
    head: tuple[str, ...]
    caption: str = ""


class Part(NamedTuple):
    """What one size of network adds to a section: rows by title of their table, and what grows with the lanes.

    `seconds`: of each call, by what is called; `megabytes`: by what holds them.
    """

    lanes: int
    rows: dict[str, list[list[str]]]
    seconds: dict[str, list[float]]
    megabytes: dict[str, list[float]]


def spent(call: Callable[..., T], *arguments: Any) -> tuple[float, T]:
    """Seconds of the processor that the call takes, and what it returns."""
    start = time.process_time()
    result = call(*arguments)
    return time.process_time() - start, result


def held_mb() -> float:
    """Memory that the process holds now, rubbish aside."""
    gc.collect()
    return _status("VmRSS")


def peak_mb() -> float:
    """The most memory that the process has held."""
    return _status("VmHWM")


def _status(name: str) -> float:
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith(name))


def figure(value: float) -> str:
    """A number with two or three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def shown(values: Sequence[float]) -> str:
    """The median with its spread."""
    if not values:
        return NONE
    if len(values) == 1:
        return figure(values[0])
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 3 else (min(values), 0, max(values))
    return f"{figure(statistics.median(values))} ({figure(low)} to {figure(high)})"


def ms(seconds: Sequence[float]) -> str:
    """Seconds in milliseconds."""
    return shown([1000 * value for value in seconds])


def times(longer: Sequence[float], shorter: Sequence[float]) -> str:
    """How many times as long the first of each pair takes; where one list is shorter, as many pairs as it has."""
    return shown([a / b for a, b in zip(longer, shorter, strict=False)])


def size(places: int, lanes: int) -> str:
    """The size of a network."""
    return f"{places:,} / {lanes:,}"
