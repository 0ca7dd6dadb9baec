"""The lanes out of a state, sorted by the least they and the rest of the way come to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import add
from typing import NamedTuple

from routeplan.planning.bounds import Bounds
from routeplan.planning.front import Staircase
from routeplan.planning.riding import Lanes, Onward


class Fan(NamedTuple):
    """Those that lead to the destination, by one criterion, least first.

    `least`: by that criterion; `cents`, `minutes`, `grams`: all three, the rest of the way included; `order`: the
    positions in `lanes`.
    """

    least: Sequence[int]
    cents: Sequence[int]
    minutes: Sequence[int]
    grams: Sequence[int]
    order: Sequence[int]
    lanes: Lanes | None

    def state(self, i: int) -> int:
        """The state that the lane at this position leads to."""
        assert self.lanes is not None
        return self.lanes.states[self.order[i]]

    def lane(self, i: int) -> Onward:
        """The lane at this position."""
        assert self.lanes is not None
        return self.lanes.onward(self.order[i])

    def uncovered(self, at: int, time: int, co2e: int, left: int, stairs: Staircase) -> Iterator[int]:
        """The positions from this one on, but where the stairs cover minutes and grams, or `left` is too short.

        `time` and `co2e` are those so far.
        """
        times, co2es, minutes, grams = stairs.xs, stairs.ys, self.minutes, self.grams
        for i in range(at, len(self.order)):
            # What `stairs.covers` looks at, which is asked too often for a call.
            step = bisect_right(times, time + minutes[i])
            if not (step and co2es[step - 1] <= co2e + grams[i]) and minutes[i] <= left:
                yield i


NO_LANES = Fan((), (), (), (), (), None)


def fan(lanes: Lanes, to_go: Sequence[Bounds], first: int, takes: Callable[[int], bool] | None) -> Fan:
    """Those that `takes` accepts by their number, all if it is None; `to_go`: cents, minutes, grams to go at least."""
    reached, states = to_go[0], lanes.states
    there: Sequence[int] = [i for i, state in enumerate(states) if reached[state] is not None]
    if takes is not None:
        there = [i for i in there if takes(lanes.number(i))]
    sums = []
    for column, rest in zip((lanes.cents, lanes.minutes, lanes.grams), to_go, strict=True):
        if len(there) < len(states):
            sums.append([column[i] + (rest[states[i]] or 0) for i in there])
        else:
            sums.append([*map(add, column, map(rest.__getitem__, states))])
    order = sorted(range(len(there)), key=sums[first].__getitem__)
    cents, minutes, grams = ([*map(column.__getitem__, order)] for column in sums)
    return Fan((cents, minutes, grams)[first], cents, minutes, grams, [there[i] for i in order], lanes)
