"""Bounds that compiled code has found, read like those of `bounds.least`: nothing is copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from routeplan.planning.fast.nearest import UNKNOWN

Array = Any  # numpy's types mean nothing to the compiler of these functions


class Distances:
    """`array`: the least sum from each node; UNKNOWN where there is no way."""

    def __init__(self, array: Array) -> None:
        self.array = array
        self._sums = memoryview(array)

    def __getitem__(self, node: int) -> int | None:
        least = self._sums[node]
        return None if least == UNKNOWN else least

    def __setitem__(self, node: int, least: int | None) -> None:
        self._sums[node] = UNKNOWN if least is None else least

    def __iter__(self) -> Iterator[int | None]:
        return (None if least == UNKNOWN else least for least in self._sums)
