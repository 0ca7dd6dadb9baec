"""The k best itineraries without dates by compiled code: the bounds, the search, and the order of what is equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from routeplan.planning.fast.nearest import UNKNOWN, TooLarge
from routeplan.planning.fast.prefixes import (
    ASKED,
    ASKED_VIEW,
    CLOSE,
    ENOUGH,
    FOUND,
    LABELS,
    LARGEST,
    NUMBERS,
    TIES,
    WIDEN,
    Ground,
    Tables,
    begin,
    chains,
    search,
)
from routeplan.planning.found import Found, Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES

if TYPE_CHECKING:
    from routeplan.planning.fast.arrays import Arrays
    from routeplan.planning.fast.views import Views

Array = Any  # numpy's types mean nothing to the compiler of these functions

LOOKS = 1_000_000
"""Steps a search may look at, and so many times those of the network: then Python's search, which looks at fewer."""
TIMES = 100
MOST = 1_000
"""Itineraries asked for, more of which compiled code does not keep in order quickly."""


def k_best(problem: Problem, arrays: Arrays, by: str, k: int) -> Result | None:
    """What `planning.kbest` finds; None where it does not fit into the integers or the tables of compiled code."""
    if k > MOST:
        return None
    try:
        return _k_best(problem, arrays, OBJECTIVES.index(by), k)
    except TooLarge:
        return None


def _k_best(problem: Problem, arrays: Arrays, by: int, k: int) -> Result | None:
    views = arrays.views(by, problem)
    views.forget()
    starts = _starts(problem)
    if len(starts) > LABELS:
        return None
    best = _reached(views, starts, by)
    if best is None:
        return Result((), True)
    onward = arrays.onward()
    ground = Ground(
        starts,
        onward.first,
        onward.end,
        onward.lane,
        onward.weights,
        onward.place,
        views.least,
        views.radius,
        views.above,
        views.place,
        views.blame,
        arrays.ends(problem),
        problem.only_destination,
        problem.most_legs,
        arrays.legs_to_go(problem),
        by,
    )
    tables = Tables(
        *arrays.tables(),
        np.empty(k, dtype=np.int64),
        np.empty(k + TIES, dtype=np.int64),
        np.empty(NUMBERS, dtype=np.int64),
    )
    looks = LOOKS + TIMES * len(onward.end)
    slack = best // 10 + 1
    while True:
        most = min(best + slack, LARGEST - 1)
        views.widen(0, most)
        if not _within(ground, tables, views, most, looks):
            return None
        found = int(tables.numbers[FOUND])
        if found >= k:
            break
        if most == LARGEST - 1:
            if _dearest(ground) > most:
                return None
            break
        slack *= 16 if views.all.whole else 2
    if not found:
        return Result((), True)
    rows = chains(tables.labels, tables.done[:found]).tolist()
    a, b, c = (by, *(i for i in range(3) if i != by))
    # By the criterion and the others, then by fewer legs and lower lanes.
    rows.sort(key=lambda row: (row[a], row[b], row[c], row[4:]))
    return Result(tuple([_found(*row) for row in rows[:k]]), True)


def _within(ground: Ground, tables: Tables, views: Views, most: int, looks: int) -> bool:
    """Look for itineraries that come to at most so much; whether the search came to its end."""
    begin(ground, tables, most)
    while (why := search(ground, tables, looks)) != ENOUGH:
        view, asked = tables.numbers[[ASKED_VIEW, ASKED]].tolist()
        if why == CLOSE:
            views.close(view, asked)
        elif why == WIDEN:
            views.widen(view, asked)
        elif views.close_worst():
            begin(ground, tables, most)
        else:
            return False
    return True


def _starts(problem: Problem) -> Array:
    """The arcs out of the origins: (place of the origin, state, lane, cents, minutes, grams)."""
    arcs = [
        (place, following, lane, cents, minutes, grams)
        for state, place, _ in problem.starts
        for cents, minutes, grams, lane, following in problem.mesh.arcs(state)
    ]
    return np.array(arcs, dtype=np.int64).reshape(-1, 6)


def _reached(views: Views, starts: Array, by: int) -> int | None:
    """The least from an origin, with the bounds known as far as that; None where there is no way."""
    nearest = views.all
    nearest.reach(starts[:, 1])
    while True:
        sums = starts[:, 3 + by] + nearest.least[starts[:, 1]]
        best = int(sums.min(initial=UNKNOWN))
        if best <= nearest.radius or nearest.whole:
            return None if best >= UNKNOWN else best
        nearest.widen(best)


def _dearest(ground: Ground) -> int:
    """What no itinerary exceeds: it leaves a node once only."""
    starts, steps, ends = ground.starts[:, 3 + ground.by], ground.weights[:, ground.by], ground.ends[:, 1 + ground.by]
    return int(starts.max()) + len(ground.place) * int(steps.max(initial=0)) + int(ends.max())


def _found(cents: int, minutes: int, grams: int, origin: int, legs: int, *lanes: int) -> Found:
    return Found(lanes[:legs], (), origin, (cents, minutes, grams))
