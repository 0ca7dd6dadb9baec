"""Bounds that compiled code has found, read like those of `bounds.least`: nothing is copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from routeplan.planning.fast.nearest import UNKNOWN

Array = Any  # numpy's types mean nothing to the compiler of these functions


class Distances:
    """`array`: the least sum from each node; UNKNOWN where there is no way. Nodes that are set stand beside it."""

    def __init__(self, array: Array) -> None:
        self.array = array
        self._sums = memoryview(array)
        self._set: dict[int, int | None] = {}

    def __getitem__(self, node: int) -> int | None:
        if node in self._set:
            return self._set[node]
        least = self._sums[node]
        return None if least == UNKNOWN else least

    def __setitem__(self, node: int, least: int | None) -> None:
        self._set[node] = least

    def __iter__(self) -> Iterator[int | None]:
        return (self[node] for node in range(len(self._sums)))
