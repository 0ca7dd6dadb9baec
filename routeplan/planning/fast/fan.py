"""The lanes out of a hub by the least they and the rest of the way come to, all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from routeplan.planning.dated.fan import Fan
from routeplan.planning.fast.compiled import compiled
from routeplan.planning.fast.nearest import UNKNOWN
from routeplan.planning.front import Staircase
from routeplan.planning.mesh import NARROW
from routeplan.planning.riding import Lanes

Array = Any  # numpy's types mean nothing to the compiler of these functions
CENTS, MINUTES, GRAMS, ORDER = range(4)
"""The rows of a fan."""
BITS = 62
"""Of figures so far and of stairs: with a lane and the rest of the way they still fit."""


class FastFan(Fan):
    """A fan whose columns are the rows of a table."""

    table: Array

    def uncovered(self, at: int, time: int, co2e: int, left: int, stairs: Staircase) -> Iterator[int]:
        """As in Python."""
        if stairs.array is None and not any(figure >> BITS for figure in (*stairs.xs[-1:], *stairs.ys[:1])):
            stairs.array = np.array((stairs.xs, stairs.ys), dtype=np.int64)
        if stairs.array is None or (time | co2e) >> BITS:
            return super().uncovered(at, time, co2e, left, stairs)
        return self._uncovered(at, time, co2e, left, stairs.array)

    def _uncovered(self, at: int, time: int, co2e: int, left: int, stairs: Array) -> Iterator[int]:
        lanes = len(self.order)
        while (at := _following(self.table, at, time, co2e, left, stairs)) < lanes:
            yield at
            at += 1


def columns(lanes: Lanes) -> Array | None:
    """Next state, cents, minutes and grams, a row each; None where they are too large."""
    rows = [lanes.states, lanes.cents, lanes.minutes, lanes.grams]
    return None if max(map(max, rows)) >> NARROW else np.array(rows, dtype=np.int64)


def fan(lanes: Lanes, columns: Array, to_go: Sequence[Array], first: int) -> Fan:
    """What `dated.fan.fan` gives; `to_go`: the least cents, minutes and grams from every node."""
    table = _sorted(columns, to_go[0], to_go[1], to_go[2], first)
    cents, minutes, grams, order = (row.data for row in table)
    fan = FastFan((cents, minutes, grams)[first], cents, minutes, grams, order, lanes)
    fan.table = table
    return fan


@compiled
def _sorted(columns: Array, cents: Array, minutes: Array, grams: Array, first: int) -> Array:
    """The rows of a fan."""
    lanes = 0
    sums = np.empty(columns.shape, dtype=np.int64)
    for i in range(columns.shape[1]):
        state = columns[0, i]
        if cents[state] < UNKNOWN:
            sums[CENTS, lanes] = columns[1, i] + cents[state]
            sums[MINUTES, lanes] = columns[2, i] + minutes[state]
            sums[GRAMS, lanes] = columns[3, i] + grams[state]
            sums[ORDER, lanes] = i
            lanes += 1
    table = np.empty((4, lanes), dtype=np.int64)
    order = np.argsort(sums[first, :lanes], kind="mergesort")
    for row in range(4):
        for i in range(lanes):
            table[row, i] = sums[row, order[i]]
    return table


@compiled
def _following(table: Array, at: int, time: int, co2e: int, left: int, stairs: Array) -> int:
    """The first lane from this position on that is not covered, and that `left` is enough for."""
    steps = stairs.shape[1]
    for i in range(at, table.shape[1]):
        if table[MINUTES, i] > left:
            continue
        step = 0
        while step < steps and stairs[0, step] <= time + table[MINUTES, i]:
            step += 1
        if step == 0 or stairs[1, step - 1] > co2e + table[GRAMS, i]:
            return i
    return int(table.shape[1])
