"""The bounds of a destination by one criterion: for all ways, and for those that lead through none of some places.

Searches that share a destination share its views.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from routeplan.planning.fast.nearest import Nearest

Array = Any  # numpy's types mean nothing to the compiler of these functions

MOST_VIEWS = 8


class Views:
    """`least[view]`: the bounds of a view, final up to `radius[view]`; the first view is that of all ways.

    Every other one is like the view `above` it, but closes `place` too. `blame[view, place]`: steps that searches
    looked at in vain because the best way led back to the place.
    """

    def __init__(
        self,
        steps: tuple[Array, Array, Array],
        ends: Sequence[tuple[int, int]],
        places: int,
        entries: Callable[[int], Sequence[int]],
    ) -> None:
        """The steps by the node they lead to, and the nodes in which lanes lead to a place."""
        self._steps = steps
        self._ends = ends
        self._entries = entries
        self.least = np.empty((MOST_VIEWS, len(steps[0]) - 1), dtype=np.int64)
        self.radius = np.full(MOST_VIEWS, -1, dtype=np.int64)
        self.above = np.full(MOST_VIEWS, -1, dtype=np.int64)
        self.place = np.full(MOST_VIEWS, -1, dtype=np.int64)
        self.blame = np.zeros((MOST_VIEWS, places), dtype=np.int64)
        self.all = Nearest(steps, ends, (), self.least[0])
        self._closings: list[Nearest] = []

    def close(self, view: int, place: int) -> None:
        """One more view."""
        closed = [*self._entries(place)]
        one = view
        while one:
            closed.extend(self._entries(int(self.place[one])))
            one = int(self.above[one])
        number = len(self._closings) + 1
        self.above[number], self.place[number] = view, place
        self.blame[view, place] = 0
        self._closings.append(Nearest(self._steps, self._ends, closed, self.least[number]))

    def close_worst(self) -> bool:
        """Close the place that is to blame most; whether there is one, and room for another view."""
        view, place = divmod(int(self.blame.argmax()), self.blame.shape[1])
        if self.blame[view, place] == 0 or len(self._closings) == MOST_VIEWS - 1:
            return False
        self.close(view, place)
        return True

    def widen(self, view: int, until: int) -> None:
        """Make the bounds of a view final up to this."""
        nearest = self._closings[view - 1] if view else self.all
        nearest.widen(until)
        self.radius[view] = nearest.radius

    def forget(self) -> None:
        """Make room for other closed places where there is none left."""
        if len(self._closings) == MOST_VIEWS - 1:
            self._closings.clear()
            self.above[:] = -1
            self.radius[1:] = -1
            self.blame[:] = 0
