"""The steps of a mesh by the node they leave."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from routeplan.planning.mesh import Mesh

Array = Any  # numpy's types mean nothing to the compiler of these functions


class Onward(NamedTuple):
    """Steps by the node they leave; `first[node]` is where those of a node begin."""

    first: Array
    end: Array
    lane: Array
    """-1 for handling, which leads to a node inside of a stay."""
    weights: Array
    """Cents, minutes, grams."""
    place: Array
    """Of each node."""
    widest: int
    """The most arcs out of one state."""


def onward(mesh: Mesh) -> Onward:
    """The steps of the mesh."""
    steps = np.array(mesh.steps, dtype=np.int64).reshape(-1, 6)
    steps = steps[np.argsort(steps[:, 0], kind="stable")]
    nodes = np.arange(len(mesh.place) + 1)
    first = np.searchsorted(steps[:, 0], nodes)
    end, lane = steps[:, 5], steps[:, 4]
    lanes = np.diff(first)
    arcs = np.concatenate(([0], np.cumsum(np.where(lane < 0, lanes[end], 1))))
    widest = np.diff(arcs[first]).max(initial=0)
    return Onward(
        first,
        end.astype(np.int32),
        lane.astype(np.int32),
        np.ascontiguousarray(steps[:, 1:4]),
        np.array(mesh.place, dtype=np.int32),
        int(widest),
    )
