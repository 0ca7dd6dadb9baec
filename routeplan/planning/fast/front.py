"""The front without dates by compiled code: the bounds, the tables that the search fills, and what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from routeplan.planning.budget import REBUILDING, Budget
from routeplan.planning.fast.labels import (
    BEFORE,
    CO2E,
    COST,
    DETOURS,
    FOUND,
    LABEL,
    LANE,
    LEFT,
    MADE,
    NUMBERS,
    PAUSED,
    REACHED,
    ROW,
    SPENT,
    STATE,
    TIME,
    Ground,
    Tables,
    begin,
    search,
)
from routeplan.planning.fast.nearest import TooLarge
from routeplan.planning.found import Found, Result
from routeplan.planning.front import without_repeats
from routeplan.planning.problem import Problem

if TYPE_CHECKING:
    from routeplan.planning.fast.arrays import Arrays

Array = Any  # numpy's types mean nothing to the compiler of these functions
BITS = 62
"""Critical places that a label can note."""
ROOM = 4096
"""Labels and detours that the tables hold from the start."""
WORK = 100_000
"""Labels looked at in one go, some tenths of a second: in between Python can be interrupted."""


def front(problem: Problem, arrays: Arrays, budget: Budget) -> Result | None:
    """What `planning.front` finds; None where it does not fit into the integers of compiled code."""
    left = budget.left
    try:
        bounds = arrays.to_go(0, problem), arrays.to_go(1, problem), arrays.to_go(2, problem)
        legs_to_go = arrays.legs_to_go(problem)
        return without_repeats(
            problem, lambda critical: _relaxed(problem, arrays, bounds, legs_to_go, critical, budget)
        )
    except TooLarge:
        budget.left = left
        return None


def _relaxed(
    problem: Problem,
    arrays: Arrays,
    bounds: tuple[Array, Array, Array],
    legs_to_go: Array,
    critical: dict[int, int],
    budget: Budget,
) -> tuple[list[Found], bool, int]:
    """What `planning.front` finds with these critical places."""
    if len(critical) > BITS:
        raise TooLarge
    onward = arrays.onward()
    ground = Ground(
        *onward[:5],
        *bounds,
        legs_to_go,
        problem.most_legs,
        arrays.ends(problem),
        problem.only_destination,
        np.array([*critical.items()], dtype=np.int64).reshape(-1, 2),
        REBUILDING if problem.request.pareto else 0,
    )
    outs = [np.array(problem.mesh.arcs(state), dtype=np.int64).reshape(-1, 5) for state, _, _ in problem.starts]
    widest = 1 + max(onward.widest, *map(len, outs))
    tables = _tables(len(onward.place), ROOM + (len(outs) + 2) * widest)
    tables.numbers[LEFT] = budget.left
    for (state, _, _), out in zip(problem.starts, outs, strict=True):
        begin(ground, tables, state, out)
    while (ended := search(ground, tables, widest, WORK)) == PAUSED:
        tables = _room(tables, widest)
    budget.left = int(tables.numbers[LEFT])
    origins = {state: place for state, place, _ in problem.starts}
    found = [_found(tables.labels, label, origins) for label in tables.found[: tables.numbers[FOUND]].tolist()]
    return found, ended != SPENT, int(tables.numbers[REACHED]) if ended == SPENT else 0


def _tables(nodes: int, size: int) -> Tables:
    """Empty tables, with room for so many labels and detours."""
    return Tables(
        np.empty((size, LABEL), dtype=np.int64),
        np.empty(size, dtype=np.int64),
        np.empty(size, dtype=np.int64),
        np.empty((size, 2), dtype=np.int64),
        np.empty((size, ROW), dtype=np.int64),
        np.full((nodes, 2), -1, dtype=np.int32),
        np.full(nodes, -1, dtype=np.int32),
        np.zeros(NUMBERS, dtype=np.int64),
    )


def _room(tables: Tables, widest: int) -> Tables:
    """The tables with room for the detours out of one more state."""
    numbers = tables.numbers
    if numbers[DETOURS] + widest > len(tables.detours):
        tables = tables._replace(detours=_longer(tables.detours))
    if numbers[MADE] + widest > len(tables.labels):
        labels, heap, found, stairs = map(_longer, (tables.labels, tables.heap, tables.found, tables.stairs))
        tables = tables._replace(labels=labels, heap=heap, found=found, stairs=stairs)
    return tables


def _longer(table: Array) -> Array:
    longer = np.empty((2 * len(table), *table.shape[1:]), dtype=table.dtype)
    longer[: len(table)] = table
    return longer


def _found(labels: Array, label: int, origins: dict[int, int]) -> Found:
    """The itinerary of a label that is delivered."""
    row = labels[label].tolist()
    vector = row[COST], row[TIME], row[CO2E]
    lanes: list[int] = []
    row = labels[row[BEFORE]].tolist()
    while row[BEFORE] >= 0:
        lanes.append(row[LANE])
        row = labels[row[BEFORE]].tolist()
    return Found(tuple(reversed(lanes)), (), origins[row[STATE]], vector)
