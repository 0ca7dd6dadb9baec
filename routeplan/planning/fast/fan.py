"""The lanes out of a hub by the least they and the rest of the way come to, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from routeplan.planning.dated.fan import Fan
from routeplan.planning.fast.nearest import UNKNOWN
from routeplan.planning.mesh import NARROW
from routeplan.planning.riding import Lanes

Array = Any  # numpy's types mean nothing to the compiler of these functions


def columns(lanes: Lanes) -> Array | None:
    """Next state, cents, minutes and grams, a row each; None where they are too large."""
    rows = [lanes.states, lanes.cents, lanes.minutes, lanes.grams]
    return None if max(map(max, rows)) >> NARROW else np.array(rows, dtype=np.int64)


def fan(lanes: Lanes, columns: Array, to_go: Sequence[Array], first: int) -> Fan:
    """What `dated.fan.fan` gives; `to_go`: the least cents, minutes and grams from every node."""
    states = columns[0]
    there = np.flatnonzero(to_go[0][states] < UNKNOWN)
    states = states[there]
    sums = [figures[there] + rest[states] for figures, rest in zip(columns[1:], to_go, strict=True)]
    order = np.argsort(sums[first], kind="stable")
    cents, minutes, grams = (figures[order].tolist() for figures in sums)
    return Fan((cents, minutes, grams)[first], cents, minutes, grams, there[order].tolist(), lanes)
