"""Itineraries over timetables that visit no place twice: for critical places only, as in searches without dates.

Where an earlier arrival can be worse, a detour can pay as a way to wait, again and again, and places would become
critical one by one for a long time. If that costs too many labels, all places where it can pay are critical from the
start; if that costs too many, what is left of the labels goes into the first way after all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from routeplan.planning.budget import Budget
from routeplan.planning.dated.labels import Search
from routeplan.planning.found import Found, Result
from routeplan.planning.front import without_repeats

TRIALS = 8, 2
"""The part of the labels left, as one of so many, that places may become critical one by one for; the part for
unsteady places that are critical from the start."""


def simple(search: Search, relaxed: Callable[[dict[int, int]], tuple[list[Found], bool, int]]) -> Result:
    """What `relaxed` finds when only critical places (place -> bit) may not be visited twice, until none is."""
    unsteady = search.outlook.unsteady
    if unsteady:
        for part, critical in zip(TRIALS, ((), unsteady), strict=True):
            result = _within(search, search.budget.part(part), relaxed, critical)
            if result.complete:
                return result
    return without_repeats(search.problem, relaxed)


def _within(
    search: Search,
    part: Budget,
    relaxed: Callable[[dict[int, int]], tuple[list[Found], bool, int]],
    critical: Iterable[int],
) -> Result:
    whole, search.budget = search.budget, part
    try:
        return without_repeats(search.problem, relaxed, critical)
    finally:
        search.budget = whole
        whole.settle(part)
