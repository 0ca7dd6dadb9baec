"""Itineraries over timetables that visit no place twice: for critical places only, as in searches without dates.

Where an earlier arrival can be worse, a detour can pay as a way to wait, again and again. Such places are critical
from the start, which mostly saves searching again; where it costs too many labels, they become critical one by one.
"""

from __future__ import annotations

from collections.abc import Callable

from routeplan.planning.budget import Budget
from routeplan.planning.dated.labels import Search
from routeplan.planning.found import Found, Result
from routeplan.planning.front import without_repeats

TRIAL = 2
"""The part of the budget for places that are critical from the start."""


def simple(search: Search, relaxed: Callable[[dict[int, int]], tuple[list[Found], bool, int]]) -> Result:
    """What `relaxed` finds when only critical places (place -> bit) may not be visited twice, until none is."""
    budget, unsteady = search.budget, search.outlook.unsteady
    if unsteady:
        labels = budget.left // TRIAL
        search.budget = Budget(labels)
        result = without_repeats(search.problem, relaxed, unsteady)
        budget.left -= min(labels, labels - search.budget.left)
        search.budget = budget
        if result.complete:
            return result
    return without_repeats(search.problem, relaxed)
